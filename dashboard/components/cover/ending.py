"""The deeds on one assignment: say its last day, let it go on, take it back before it begins.

Each form is named by the number of its assignment: whoever holds the post when it is saved, no other one is changed.
"""

import re
from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard.components.form_fields import day_field, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.notices import notice
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import SHORT_ROLES, day
from dashboard.written_days import needed_day
from data_models.commands.coverage import end_assignment, withdraw_assignment
from data_models.queries.coverage import Coverage
from data_models.queries.leaving import Assigned, assigned
from data_models.rules.coverage import ONE_DAY
from data_models.visibility import Deed
from data_models.vocabulary import CoverRole

_NAMED = re.compile(r"(end|keep|withdraw)-([0-9]{1,9})")


def ending_offers(one: Assigned) -> list[Offer]:
    """What may be done with this assignment as it stands."""
    return [_end_offer(one), _keep_offer(one), _withdraw_offer(one)]


def ending_form(shown: Coverage) -> None:
    """The form of the assignment that the address names, if it names one the record has."""
    named = _NAMED.fullmatch(st.query_params.get("do", ""))
    if named is None:
        return
    one = assigned(shown, int(named[2]))
    if one is None:
        show(notice("This assignment was taken back, or there never was one of this number.", tone="amber"))
        return
    _FORMS[named[1]](one)


def _called(one: Assigned) -> str:
    return f"{one.area_name}, {SHORT_ROLES[one.cover.role]}"


def _has_begun(one: Assigned) -> bool:
    return one.cover.starts_on <= record().on


def _is_over(one: Assigned) -> bool:
    return one.cover.ends_on is not None and one.cover.ends_on < record().on


def _end_offer(one: Assigned) -> Offer:
    return Offer(
        f"end-{one.number}",
        "End" if one.ends_on is None else "Move its end",
        Deed.END_ASSIGNMENT,
        (one.cover.area_code,),
        _has_begun(one) and not _is_over(one),
        f"{one.person} does not cover {_called(one)} now, so there is nothing to end.",
        opened=one.row_version,
    )


def _keep_offer(one: Assigned) -> Offer:
    may_go_on = one.ends_on is not None and not one.leaves and one.next_starts_on is None
    return Offer(
        f"keep-{one.number}",
        "Let it go on",
        Deed.END_ASSIGNMENT,
        (one.cover.area_code,),
        may_go_on and _has_begun(one) and not _is_over(one),
        f"{one.person} leaves, somebody follows already, or there is no last day to take away.",
        opened=one.row_version,
    )


def _withdraw_offer(one: Assigned) -> Offer:
    return Offer(
        f"withdraw-{one.number}",
        f"Take back: {one.person} from {day(one.cover.starts_on)}",
        Deed.END_ASSIGNMENT,
        (one.cover.area_code,),
        not _has_begun(one),
        "This has begun: end it instead.",
    )


def _end(one: Assigned) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(one.row_version)
        last_day = day_field("Last day", name("last"), value=one.ends_on)
        return {"last": last_day, "reason": prose_field("Why", name("reason")), "opened": opened}

    def do(session: Session, said: Values) -> str:
        last_day = needed_day(said["last"], "last", "Write the last day.", record().on)
        _change_end(session, one, last_day, said)
        return f"{_called(one)}: {one.person} until {day(last_day)}.{_what_follows(one, last_day)}"

    title = f"Last day of {one.person} for {_called(one)}"
    deed_form(_end_offer(one), title=title, save="Save the last day", fields=fields, do=do)


def _what_follows(one: Assigned, last_day: date) -> str:
    if one.next_starts_on == last_day + ONE_DAY:
        return ""
    falls = ", and its clocks fall to the managers" if one.cover.role is CoverRole.LINK_INSPECTOR else ""
    return f" After that day nobody covers it{falls}."


def _keep(one: Assigned) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(one.row_version)
        return {"reason": prose_field("Why", name("reason")), "opened": opened}

    def do(session: Session, said: Values) -> str:
        _change_end(session, one, None, said)
        return f"{_called(one)}: {one.person} goes on until further notice."

    title = f"Let {one.person} go on for {_called(one)}"
    deed_form(_keep_offer(one), title=title, save="Let it go on", fields=fields, do=do)


def _change_end(session: Session, one: Assigned, ends_on: date | None, said: Values) -> None:
    end_assignment(
        session,
        by=record().viewer,
        on=record().on,
        assignment_id=one.number,
        ends_on=ends_on,
        reason=said["reason"],
        expected_version=said["opened"],
    )


def _withdraw(one: Assigned) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(one.row_version)
        return {"reason": prose_field("Why", name("reason")), "opened": opened}

    def do(session: Session, said: Values) -> str:
        withdraw_assignment(
            session,
            by=record().viewer,
            on=record().on,
            assignment_id=one.number,
            reason=said["reason"],
            expected_version=said["opened"],
        )
        return f"{_called(one)}: {one.person} is no longer named for the time from {day(one.cover.starts_on)}."

    title = f"Take back {_called(one)}: {one.person} from {day(one.cover.starts_on)}"
    deed_form(_withdraw_offer(one), title=title, save="Take it back", fields=fields, do=do)


_FORMS: dict[str, Callable[[Assigned], None]] = {"end": _end, "keep": _keep, "withdraw": _withdraw}
