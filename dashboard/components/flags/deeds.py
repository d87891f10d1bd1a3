"""The deeds on a risk flag, each in a form of its own: review, give away, mute, unmute, close, propose monitoring."""

from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.components.flags.fields import descriptor_field, level_field, owner_field, theme_field
from dashboard.components.flags.raising import and_proposed
from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on, openers
from dashboard.session import Session, record
from dashboard.wording import day, say
from dashboard.written_days import needed_day
from data_models.commands.formal_monitoring import propose_monitoring
from data_models.commands.risk_flags import (
    change_flag_owner,
    close_risk_flag,
    mute_risk_flag,
    review_risk_flag,
    unmute_risk_flag,
)
from data_models.errors import Conflict
from data_models.queries.flag_picture import FlagPicture, able_to_review
from data_models.queries.risk_flags import FlagRow
from data_models.rules.risk_flags import review_due_on
from data_models.visibility import Deed
from data_models.vocabulary import FlagSource, FlagState, MonitoringState

CLOSED = "This flag is closed, and stays closed: if the risk came back, raise a new flag."
STANDING: dict[MonitoringState, str] = {
    MonitoringState.PROPOSED: "Formal monitoring of this area is proposed already, and waits for a senior manager.",
    MonitoringState.OPEN: "This area is under formal monitoring already.",
}
BY_RULE = (
    "A rule raised this flag, and closes it by itself once it no longer holds. If you close it while the rule holds, "
    "the rule raises a new one at its next daily look. To quieten it for a time, mute it."
)


def flag_openers(picture: FlagPicture) -> Markup:
    """Links to the forms of the deeds that this person may do on this flag as it stands; nothing for others."""
    return openers(*_offers(picture).values())


def flag_forms(picture: FlagPicture) -> None:
    """The form that the address has open, if it is one of these."""
    for name, form in _FORMS.items():
        if is_open(name):
            form(picture.flag, _offers(picture)[name])


def _offers(picture: FlagPicture) -> dict[str, Offer]:
    flag = picture.flag
    areas, still, version = (flag.area_code,), flag.state is FlagState.OPEN, flag.row_version
    unmuted = "This flag is not muted, so there is nothing to end." if still else CLOSED
    standing = STANDING[picture.monitoring] if picture.monitoring else CLOSED
    return {
        one.name: one
        for one in (
            Offer("review-flag", "Review it", Deed.REVIEW_FLAG, areas, still, CLOSED, opened=version),
            Offer("give-flag", "Give it to somebody else", Deed.GIVE_FLAG, areas, still, CLOSED, opened=version),
            Offer("mute-flag", "Mute it", Deed.MUTE_FLAG, areas, still, CLOSED, opened=version),
            Offer("unmute-flag", "End the mute", Deed.UNMUTE_FLAG, areas, flag.is_muted, unmuted),
            Offer("close-flag", "Close it", Deed.CLOSE_FLAG, areas, still, CLOSED),
            Offer(
                "propose-monitoring",
                "Propose formal monitoring",
                Deed.PROPOSE_MONITORING,
                areas,
                still and picture.monitoring is None,
                standing,
            ),
        )
    }


# --- review ---


def _review(flag: FlagRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        return {"opened": opened_on(flag.row_version), **_judgement(flag, name)}

    def do(session: Session, said: Values) -> str:
        next_on = needed_day(said["next"], "next", "Write the day of the next review.", record().on)
        review_risk_flag(
            session,
            by=record().viewer,
            on=record().on,
            flag_id=flag.id,
            next_review_on=next_on,
            theme=said["theme"],
            descriptor=said["descriptor"],
            impact_level=said["level"],
            title=said["title"],
            potential_impact=said["impact"],
            evidence=said["evidence"],
            expected_version=said["opened"],
        )
        word = say(said["descriptor"]).lower()
        return f"{flag.reference} is reviewed: {word}, next on {day(next_on)}.{and_proposed(said['descriptor'])}"

    deed_form(offer, title=f"Review {flag.reference}", save="Save the review", fields=fields, do=do)


def _judgement(flag: FlagRow, name: NameField) -> Values:
    """What a review may change, as it stands; a day is proposed for the next."""
    left, right = st.columns(2)
    with left:
        theme = theme_field(name("theme"), flag.theme)
        next_on = day_field(
            "Next review on",
            name("next"),
            value=review_due_on(record().on, record().head.thresholds),
            because="The day proposed is our default.",
        )
        level = level_field(name("level"), flag.impact_level)
    with right:
        descriptor = descriptor_field(name("descriptor"), flag.descriptor)
    return {
        "theme": theme,
        "descriptor": descriptor,
        "level": level,
        "title": st.text_input("The risk in a few words", flag.title, key=name("title")),
        "impact": prose_field(
            "Potential impact: what could happen to people if nothing is done",
            name("impact"),
            value=flag.potential_impact,
        ),
        "evidence": prose_field("Evidence: what it rests on", name("evidence"), value=flag.evidence),
        "next": next_on,
    }


# --- give, mute, unmute, close ---


def _give(flag: FlagRow, offer: Offer) -> None:
    able = [one for one in record().ask(able_to_review) if one.sees_to(flag.area_code)]
    names = {one.id: one.name for one in able}

    def fields(name: NameField) -> Values:
        opened = opened_on(flag.row_version)
        now = flag.owner or "nobody by name"
        chosen = owner_field(f"New owner (now {now})", name("owner"), able)
        return {"opened": opened, "owner": chosen}

    def do(session: Session, said: Values) -> str:
        owner = needed(said["owner"], "owner", "Choose who sees to this flag from now on.")
        try:
            change_flag_owner(
                session,
                by=record().viewer,
                on=record().on,
                flag_id=flag.id,
                owner_id=owner,
                expected_version=said["opened"],
            )
        except Conflict as conflict:
            opened, now, mine = (_called(number, names) for number in conflict.fields["owner_id"])
            raise Conflict(str(conflict), {"owner": (opened, now, mine)}) from conflict
        return f"{flag.reference} is now for {names[owner]} to see to."

    deed_form(
        offer,
        title=f"Give {flag.reference} to somebody else",
        save="Give it away",
        fields=fields,
        do=do,
        free_text=False,
    )


def _called(number: object, names: Mapping[int, str]) -> str:
    return names.get(number, "somebody who no longer covers the area") if isinstance(number, int) else "nobody"


def _mute(flag: FlagRow, offer: Offer) -> None:
    longest = record().head.thresholds.flag_mute_days

    def fields(name: NameField) -> Values:
        opened = opened_on(flag.row_version)
        until = day_field(
            "Quiet up to and including",
            name("until"),
            because=f"At most {longest} days from today. On the day after, the flag is back by itself.",
        )
        return {"opened": opened, "until": until, "reason": prose_field("Why it may be quiet", name("reason"))}

    def do(session: Session, said: Values) -> str:
        until = needed_day(said["until"], "until", "Write the last quiet day.", record().on)
        mute_risk_flag(
            session,
            by=record().viewer,
            on=record().on,
            flag_id=flag.id,
            muted_until=until,
            reason=said["reason"],
            expected_version=said["opened"],
        )
        return f"{flag.reference} is muted until {day(until)}. It stays counted, and is back by itself the day after."

    deed_form(offer, title=f"Mute {flag.reference} for a time", save="Mute it", fields=fields, do=do)


def _unmute(flag: FlagRow, offer: Offer) -> None:
    def do(session: Session, _: Values) -> str:
        unmute_risk_flag(session, by=record().viewer, on=record().on, flag_id=flag.id)
        return f"{flag.reference} is no longer muted."

    deed_form(
        offer,
        title=f"End the mute of {flag.reference} today",
        save="End the mute",
        fields=lambda _: {},
        do=do,
        free_text=False,
    )


def _close(flag: FlagRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        if flag.source_kind is FlagSource.RULE:
            st.caption(BY_RULE)
        return {"reason": prose_field("Why it is closed", name("reason"))}

    def do(session: Session, said: Values) -> str:
        close_risk_flag(session, by=record().viewer, on=record().on, flag_id=flag.id, reason=said["reason"])
        return f"{flag.reference} is closed."

    deed_form(offer, title=f"Close {flag.reference} for good", save="Close the flag", fields=fields, do=do)


# --- formal monitoring ---


def _propose(flag: FlagRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        proposed = f"{flag.title}: {flag.potential_impact}"
        words = prose_field("Which significant concerns call for it", name("reason"), value=proposed)
        return {"reason": words}

    def do(session: Session, said: Values) -> str:
        propose_monitoring(
            session,
            by=record().viewer,
            on=record().on,
            area_code=flag.area_code,
            reason=said["reason"],
            inspection_id=flag.inspection_id,
        )
        return f"Formal monitoring of {flag.area_name} is proposed. It starts once a senior manager opens it."

    deed_form(
        offer,
        title=f"Propose formal monitoring of {flag.area_name}",
        save="Propose it",
        fields=fields,
        do=do,
    )


_FORMS: dict[str, Callable[[FlagRow, Offer], None]] = {
    "review-flag": _review,
    "give-flag": _give,
    "mute-flag": _mute,
    "unmute-flag": _unmute,
    "close-flag": _close,
    "propose-monitoring": _propose,
}
