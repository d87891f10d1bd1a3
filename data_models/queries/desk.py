"""Whose each matter is on a day: whoever the record names and may act, else the link inspector, else the managers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from data_models.queries.ground import AreaGround
from data_models.queries.together import Found
from data_models.rules.matters import Matter
from data_models.rules.owing import answers_for, falls_to_link_inspector
from data_models.visibility import COVER_ROLE_OF, Deed, Viewer, may
from data_models.vocabulary import MatterKind

# What is owned by name, and the deed that its owner must be able to do.
SEEN_TO_BY: dict[MatterKind, Deed] = {
    MatterKind.FLAG_OPEN: Deed.REVIEW_FLAG,
    MatterKind.FLAG_REVIEW: Deed.REVIEW_FLAG,
    MatterKind.NO_FOLLOW_UP_REVIEW: Deed.REVIEW_NO_FOLLOW_UP,
    MatterKind.MEETING_ACTION_DUE: Deed.END_GIVEN_ACTION,
}


class Desk:
    """Everybody who works here on a day, with what they may do, and the link inspector of each area."""

    def __init__(self, areas: Iterable[AreaGround], staff: Iterable[Found], on: date) -> None:
        known = tuple(areas)
        self._inspectors = {area.code: area.link_inspector_id for area in known}
        here = [one for one in staff if _is_here(one, on)]
        self._people = {one["id"]: _viewer(one, known, on) for one in here}
        self._roles = frozenset(one["role"] for one in here)

    def owned(self, matter: Matter) -> Matter:
        """The matter with its owner. An owner who may not act there counts as nobody, and so does one who left.

        What nobody owns is the link inspector's, unless it is the one thing they may not do. Where the role that owes
        it, or the managers that it falls to, are nobody here, that is said.
        """
        if matter.owner_id is not None and self._may_see_to(matter):
            return matter
        inspector = self._inspectors.get(matter.area_code) if falls_to_link_inspector(matter.kind) else None
        is_barred = inspector is not None and inspector == matter.not_for_id
        is_theirs = inspector is not None and not is_barred
        return replace(
            matter,
            owner_id=inspector if is_theirs else None,
            needs_second_hand=is_barred,
            has_lapsed_owner=matter.owner_id is not None,
            is_unheld=not is_theirs and not self._roles & answers_for(matter.kind),
        )

    def _may_see_to(self, matter: Matter) -> bool:
        owner = self._people.get(matter.owner_id or 0)
        deed = SEEN_TO_BY.get(matter.kind)
        return owner is not None and (deed is None or may(owner, deed, frozenset({matter.area_code})))


def _is_here(one: Found, on: date) -> bool:
    has_begun = one["started_on"] is None or one["started_on"] <= on
    return has_begun and all(one[last] is None or on <= one[last] for last in ("left_on", "access_ended_on"))


def _viewer(one: Found, areas: Iterable[AreaGround], on: date) -> Viewer:
    role = COVER_ROLE_OF.get(one["role"])
    theirs = frozenset(area.code for area in areas if role is not None and _covers(area, one["id"], role, on))
    return Viewer(name="", role=one["role"], person_id=one["id"], areas=theirs)


def _covers(area: AreaGround, person_id: int, role: object, on: date) -> bool:
    return any(one.person_id == person_id and one.role is role and one.holds_on(on) for one in area.covers)
