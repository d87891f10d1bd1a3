"""Raising a risk flag, in the official descriptors, with the potential impact that purpose 4 asks for."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.components.flags.fields import descriptor_field, level_field, owner_field, theme_field
from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, openers
from dashboard.session import Session, record
from dashboard.text import clean
from dashboard.wording import say
from dashboard.written_days import needed_day
from data_models.commands.risk_flags import NewFlag, raise_risk_flag
from data_models.queries.flag_picture import able_to_review
from data_models.rules.references import Kind, reference
from data_models.rules.risk_flags import review_due_on
from data_models.visibility import Deed, may
from data_models.vocabulary import Purpose, RiskDescriptor

RAISE = "raise-flag"


def raisable(areas: Mapping[str, str]) -> dict[str, str]:
    """The areas in which this person may raise a flag: code to name."""
    viewer = record().viewer
    return {code: name for code, name in areas.items() if may(viewer, Deed.RAISE_FLAG, frozenset({code}))}


def flag_opener(areas: Mapping[str, str], area: str | None) -> Markup:
    """A link to the form, for whoever may raise a flag in the chosen area, or in any."""
    allowed = raisable(areas)
    code = area if area in allowed else next(iter(allowed), None) if area is None else None
    return openers(_offer(code)) if code else Markup("")


def _offer(code: str) -> Offer:
    return Offer(RAISE, "Raise a risk flag", Deed.RAISE_FLAG, (code,) if code else ())


def flag_form(areas: Mapping[str, str], area: str | None) -> None:
    """The form, when the address has it open."""
    allowed = raisable(areas)
    first = area if area is not None else next(iter(allowed), "")

    def fields(name: NameField) -> Values:
        return _fields(name, allowed, area)

    deed_form(
        _offer(first),
        title="Raise a risk flag",
        save="Raise the flag",
        fields=fields,
        do=_raise,
    )


def _fields(name: NameField, allowed: Mapping[str, str], area: str | None) -> Values:
    codes = list(allowed)
    left, right = st.columns(2)
    with left:
        code = st.selectbox(
            "Area",
            codes,
            index=codes.index(area) if area in codes else None,
            format_func=lambda one: clean(allowed[one]),
            key=name("area"),
        )
        theme = theme_field(name("theme"))
        purpose = st.selectbox(
            "Purpose of link inspector arrangements",
            list(Purpose),
            index=list(Purpose).index(Purpose.RISKS_AND_IMPACT),
            format_func=lambda one: f"{int(one)} {say(one)}",
            key=name("purpose"),
        )
        review_on = day_field(
            "Review on",
            name("review"),
            value=review_due_on(record().on, record().head.thresholds),
            because="The day proposed is our default.",
        )
    with right:
        descriptor = descriptor_field(name("descriptor"))
        level = level_field(name("level"))
        where = [area] if area is not None and area in allowed else codes
        able = [one for one in record().ask(able_to_review) if any(map(one.sees_to, where))]
        owner = owner_field("Owner, where it is not you", name("owner"), able)
    title = st.text_input("The risk in a few words", key=name("title"))
    impact = prose_field("Potential impact: what could happen to people if nothing is done", name("impact"))
    evidence = prose_field("Evidence: what you rest it on", name("evidence"))
    return {
        "area": code,
        "theme": theme,
        "purpose": purpose,
        "review_on": review_on,
        "descriptor": descriptor,
        "level": level,
        "owner": owner,
        "title": title,
        "impact": impact,
        "evidence": evidence,
    }


def _raise(session: Session, said: Values) -> str:
    flag = NewFlag(
        area_code=needed(said["area"], "area", "Choose the area."),
        theme=needed(said["theme"], "theme", "Choose what the risk is about."),
        descriptor=needed(said["descriptor"], "descriptor", "Choose a descriptor."),
        title=said["title"],
        potential_impact=said["impact"],
        impact_level=needed(said["level"], "level", "Choose the level of the potential impact."),
        evidence=said["evidence"],
        purpose=said["purpose"],
        owner_id=said["owner"],
        review_on=needed_day(said["review_on"], "review_on", "Write the day of its review.", record().on),
    )
    raised = raise_risk_flag(session, by=record().viewer, on=record().on, flag=flag)
    return f"{reference(Kind.FLAG, raised.id)} is raised.{and_proposed(flag.descriptor)}"


def and_proposed(descriptor: RiskDescriptor) -> str:
    """What a descriptor does beside the flag, as one more sentence."""
    is_significant = descriptor is RiskDescriptor.SIGNIFICANT_CONCERN
    return " Formal monitoring is proposed, unless it was already." if is_significant else ""
