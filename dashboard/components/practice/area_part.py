"""Good practice on the page of an area: what was noted there, and the way to note more."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.practice.matching import offered_table
from dashboard.components.practice.noting import note_offer
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.session import record
from dashboard.text import words
from dashboard.wording import say
from data_models.queries.areas import AreaPicture
from data_models.queries.good_practice import PracticeRow, matches


def practice_part(shown: AreaPicture) -> Markup:
    code = shown.area.gss_code
    note = row_deeds("area", "", note_offer((code,)), area=code)
    above = Markup("<p>{}</p>").format(note) if note else note
    return above + _practice_table(shown.practice) + _from_elsewhere(code)


def _from_elsewhere(code: str) -> Markup:
    """What areas alike do well on which this one is weak."""
    proposed = [one for one in record().ask(matches) if one.area_code == code and one.is_similar]
    if not proposed:
        return Markup("")
    return Markup("<h3>What could help here</h3>{}").format(offered_table(proposed))


def _practice_table(practice: Iterable[PracticeRow]) -> Markup:
    columns: list[Column[PracticeRow]] = [
        Column("Practice", lambda one: anchor(one.title, "good-practice", practice=one.id), names_row=True),
        Column("What it is", lambda one: words(one.summary), "words"),
        Column("State", lambda one: say(one.state)),
        Column("Shared with", lambda one: ", ".join(share.area_name for share in one.shares) or "nobody yet"),
    ]
    return table(practice, columns, caption="Good practice", empty="No good practice is noted yet.")
