"""What the database itself refuses, as sentences. Commands refuse first; this is for what slips past them."""

import re

from sqlalchemy.exc import DBAPIError

from data_models.tables import metadata

NOTHING_SAVED = " Nothing was saved."

# The likely ones, by constraint; on SQLite a unique index is known by its table and columns alone.
SENTENCES = {
    "uq_action_plan_inspection_id": "This inspection has its action plan already: open that one.",
    "uq_assignment_open_per_area_and_role": (
        "Somebody covers this area in this role until further notice. End that first, or hand it over."
    ),
    "uq_formal_monitoring_open_per_area": "This area is under formal monitoring already: open that one.",
    "uq_review_notification_reference": "A review with this reference is in the record already: open that one.",
    "uq_change_token": "This was already saved. Open the page again to see it.",
    "uq_follow_up_candidate_evaluation_id": "This evaluation has its follow-up candidate already: open that one.",
    "uq_person_issuer_subject": "This sign-in belongs to somebody else already. End that link first.",
    "uq_published_import_sha256": "This very file was imported already: nothing new is in it.",
    "ck_action_item_verified_needs_two_keys": "An item is verified after a claim, by a person who saw the evidence.",
    "ck_follow_up_decision_none_is_signed": '"None" is signed by a senior manager and carries a review date: add both.',
    "ck_agenda_item_deferred_says_why": "Say why this item is deferred.",
    "ck_meeting_action_dropped_says_why": "Say why this action is dropped.",
    "ck_contact_signpost_says_where": "Say to whom or what you signposted the area.",
    "ck_risk_flag_impact_is_said": "Say what could happen if nothing is done: the potential impact.",
    "ck_assignment_ends_after_it_starts": "The last day is before the first: check both.",
}
# The end of a constraint's name says what kind of rule it is.
BY_ENDING = {
    "_length": "{column} is too long: shorten it.",
    "_is_known": "{column} must be one of the words on its list: choose one.",
    "_on_scale": "{column} is off its scale: choose a value on it.",
}
FAILED = re.compile(r"(?P<kind>CHECK|UNIQUE|FOREIGN KEY|NOT NULL) constraint failed(?:: (?P<what>.+))?")


def sentence_for(error: DBAPIError) -> str | None:
    """What to tell the person; None where it is no rule of the record that was broken."""
    name = _constraint(error)
    if name is None:
        return _guarded(error) or _too_long(error)
    said = SENTENCES.get(name) or _by_kind(name)
    return said + NOTHING_SAVED


def _constraint(error: DBAPIError) -> str | None:
    """The name of the broken constraint, as the convention spells it; None where the database names none."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None and (diagnosis.constraint_name or diagnosis.column_name):
        return diagnosis.constraint_name or f"nn_{diagnosis.table_name}_{diagnosis.column_name}"
    found = FAILED.search(str(error.orig))
    return None if found is None else _named(found["kind"], found["what"] or "")


def _named(kind: str, what: str) -> str:
    """SQLite's "UNIQUE constraint failed: person.issuer, person.subject" as uq_person_issuer_subject."""
    if kind == "CHECK":
        return what
    if kind == "FOREIGN KEY":
        return "fk"
    places = [place.strip().partition(".") for place in what.split(",")]
    table, columns = places[0][0], [column for _, _, column in places]
    if kind == "NOT NULL":
        return f"nn_{table}_{'_'.join(columns)}"
    return _unique_index(table, columns) or f"uq_{table}_{'_'.join(columns)}"


def _unique_index(table: str, columns: list[str]) -> str | None:
    """The name of the unique index on just these columns, which may hold for some rows only."""
    indexes = metadata.tables[table].indexes if table in metadata.tables else ()
    return next((str(i.name) for i in indexes if i.unique and [c.name for c in i.columns] == columns), None)


def _by_kind(name: str) -> str:
    kind, _, rest = name.partition("_")
    table = max((t for t in metadata.tables if rest.startswith(t)), key=len, default="")
    column = rest[len(table) :].strip("_")
    for ending, sentence in BY_ENDING.items():
        if column.endswith(ending):
            return sentence.format(column=_words(column.removesuffix(ending)).capitalize())
    return {
        "uq": f"There is one like this already ({_words(column)} of the {_words(table)}): open that one instead.",
        "pk": f"There is one like this already ({_words(table)}): open that one instead.",
        "fk": "This refers to something the record does not have: go back to the list and choose again.",
        "nn": f"{_words(column).capitalize()} is needed: fill it in.",
    }.get(kind, f"The {_words(table)} cannot be saved like this ({_words(column)}): check what you entered.")


def _words(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ")


def _guarded(error: DBAPIError) -> str | None:
    """The record's own guards ("the past is never altered") speak a sentence already."""
    said = str(error.orig).splitlines()[0]
    return f"{said[0].upper()}{said[1:]}.{NOTHING_SAVED}" if " is never " in said else None


def _too_long(error: DBAPIError) -> str | None:
    """PostgreSQL measures a text before any constraint does, and does not say which."""
    return "One of the texts is too long: shorten it." + NOTHING_SAVED if "value too long" in str(error.orig) else None
