"""Taking in a file of published inspections: what it would do is shown first, and only then it is done."""

from hashlib import sha256
from pathlib import PurePath

import streamlit as st
from markupsafe import Markup

from dashboard.components.administration.import_preview import taken_in, what_it_would_do
from dashboard.components.form_fields import needed
from dashboard.components.forms import PRESS, NameField, Offer, Values, deed_form, openers
from dashboard.session import Session, record
from dashboard.text import clean
from dashboard.wording import count
from data_models.commands.imports import import_published_record
from data_models.errors import Invalid
from data_models.queries.published_import import SentFile, looked_over
from data_models.visibility import Deed

# A page waits for it, and others for the page: more than these is taken in from the command line.
MEGABYTES, LINES = 1, 2_000
ELSEWHERE = "Split it, or take it in on the server with `link-inspector import published`."
OFFER = Offer("import-published", "Take in a file of published inspections", Deed.IMPORT_PUBLISHED)
COLUMNS = (
    "A CSV file with the columns area, partnership name, programme, published date, indicator, grade or statement, "
    "follow-up stated and source URL. A file that was taken in before brings nothing twice."
)


def import_opener() -> Markup:
    return openers(OFFER)


def import_form() -> None:
    """The form, when the address has it open."""

    def fields(name: NameField) -> Values:
        # Streamlit lets nobody put a file back: like a press, it is given again after a failure.
        key = name("file") + PRESS
        sent = st.file_uploader("File", type=["csv", "txt"], key=key, help=COLUMNS, max_upload_size=MEGABYTES)
        if sent is None:
            return {"file": None}
        raw = sent.getvalue()
        file = SentFile(called(sent.name), sha256(raw).hexdigest(), raw)
        return {"file": file, "reason": f"Import of {file.name}"}

    def do(session: Session, said: Values) -> str:
        file = _file(said)
        plan = import_published_record(session, by=record().viewer, on=record().on, raw=file.raw, file_name=file.name)
        return taken_in(plan)

    deed_form(
        OFFER,
        title="Take in a file of published inspections",
        save="Take it in",
        fields=fields,
        do=do,
        free_text=False,
        look=lambda said: what_it_would_do(record().ask(looked_over, file=_file(said))),
    )


def _file(said: Values) -> SentFile:
    file: SentFile = needed(said["file"], "file", "Choose a file.")
    lines = file.raw.count(b"\n") + 1
    if len(file.raw) > MEGABYTES * 1_000_000:
        raise Invalid({"file": f"{file.name} has more than {MEGABYTES} MB. {ELSEWHERE}"})
    if lines > LINES:
        raise Invalid(
            {"file": f"{file.name} has {count(lines, 'line')}; {LINES:,} at most are taken here. {ELSEWHERE}"}
        )
    return file


def called(name: str) -> str:
    """The last part of a name as it was sent, without what hides or reorders text, as short as a name is kept."""
    return clean(PurePath(name.replace("\\", "/")).name).replace("\n", " ").strip()[:100] or "a file without a name"
