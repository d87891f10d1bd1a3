"""What helps and what hinders good outcomes in an area: noted, put right, ended."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import choice_field, day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.links import anchor
from dashboard.components.row_deeds import row_deeds
from dashboard.session import Session, record
from dashboard.text import words
from dashboard.wording import count, day, say
from dashboard.written_days import needed_day
from data_models.commands.engagement import amend_factor, end_factor, note_factor
from data_models.queries.areas import AreaPicture
from data_models.queries.engagement import FactorRow
from data_models.queries.inspections import InspectionRow
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed
from data_models.vocabulary import FactorKind

NOTE_FACTOR = "note-factor"
KINDS = list(FactorKind)
ENDED = "This has ended. If it is back, note it again."
_ITEM = Markup('<li>{} <span class="soft">{}</span></li>')


def factors_part(shown: AreaPicture) -> Markup:
    """What helps beside what hinders today, what once did folded away, and what this person may do with them."""
    on = record().on
    holding = [one for one in shown.factors if one.holds(on)]
    ended = [one for one in shown.factors if not one.holds(on)]
    halves = Markup('<div class="halves">{}</div>').format(
        Markup("").join(_half([one for one in holding if one.kind is kind], say(kind)) for kind in KINDS)
    )
    return _note_link(shown) + halves + _ended(ended)


def _note_link(shown: AreaPicture) -> Markup:
    code = shown.area.gss_code
    link = row_deeds("area", "", _note_offer(code), area=code)
    return Markup("<p>{}</p>").format(link) if link else link


def _half(rows: Iterable[FactorRow], title: str) -> Markup:
    lines = Markup("").join(_ITEM.format(words(one.text), _about(one)) for one in rows)
    body = Markup('<ul class="listed">{}</ul>').format(lines) if lines else Markup('<p class="soft">Nothing noted.</p>')
    return Markup("<div><h3>{}</h3>{}</div>").format(title, body)


def _about(one: FactorRow) -> Markup:
    """Since when, from which inspection, and the ways to change it."""
    parts = [Markup("noted {}").format(day(one.noted_on))]
    if one.inspection_id is not None:
        named = reference(Kind.INSPECTION, one.inspection_id)
        parts.append(anchor(f"after {named}", "inspections", inspection=one.inspection_id))
    deeds = row_deeds("area", f"“{one.text}”", _amend_offer(one), _end_offer(one), area=one.area_code)
    return Markup(" · ").join([*parts, deeds] if deeds else parts)


def _ended(rows: list[FactorRow]) -> Markup:
    if not rows:
        return Markup("")
    lines = Markup("").join(_ITEM.format(words(one.text), _course(one)) for one in rows)
    title = f"No longer: {count(len(rows), 'factor')}"
    return Markup('<details class="folded"><summary>{}</summary><ul class="listed">{}</ul></details>').format(
        title, lines
    )


def _course(one: FactorRow) -> str:
    until = f" to {day(one.ended_on)}" if one.ended_on else ""
    return f"{say(one.kind).lower()}, {day(one.noted_on)}{until}"


# --- the deeds ---


def _note_offer(code: str) -> Offer:
    return Offer(NOTE_FACTOR, "Note what helps or hinders", Deed.NOTE_FACTOR, (code,))


def _amend_offer(one: FactorRow) -> Offer:
    holds = one.holds(record().on)
    return Offer(
        f"amend-factor-{one.id}", "Put right", Deed.NOTE_FACTOR, (one.area_code,), holds, ENDED, opened=one.row_version
    )


def _end_offer(one: FactorRow) -> Offer:
    return Offer(
        f"end-factor-{one.id}", "It has ended", Deed.NOTE_FACTOR, (one.area_code,), one.holds(record().on), ENDED
    )


def factor_forms(shown: AreaPicture, inspected: Iterable[InspectionRow]) -> None:
    """The form that the address has open, if it is one of these."""
    _note(shown, {one.id: f"{one.reference} {one.programme_name}" for one in inspected})
    for one in shown.factors:
        _amend(one)
        _end(one)


def _note(shown: AreaPicture, inspections: dict[int, str]) -> None:
    def fields(name: NameField) -> Values:
        said = _kind_and_text(name, None) | {"inspection": None}
        if inspections:
            said["inspection"] = choice_field(
                "Inspection it comes from", inspections, name("inspection"), nothing="none"
            )
        return said

    def do(session: Session, said: Values) -> str:
        kind = needed(said["kind"], "kind", "Choose whether it helps or hinders.")
        note_factor(
            session,
            by=record().viewer,
            on=record().on,
            area_code=shown.area.gss_code,
            kind=kind,
            text=said["text"],
            inspection_id=said["inspection"],
        )
        return f"Noted what {say(kind).lower()} in {shown.area.short_name}."

    deed_form(
        _note_offer(shown.area.gss_code),
        title=f"Note what helps or hinders good outcomes in {shown.area.short_name}",
        save="Note it",
        fields=fields,
        do=do,
    )


def _kind_and_text(name: NameField, was: FactorRow | None) -> Values:
    kind = st.radio(
        "It",
        KINDS,
        index=KINDS.index(was.kind) if was else None,
        format_func=lambda one: say(one).lower(),
        horizontal=True,
        key=name("kind"),
    )
    text = prose_field("What it is", name("text"), value=was.text if was else "")
    return {"kind": kind, "text": text}


def _amend(one: FactorRow) -> None:
    def do(session: Session, said: Values) -> str:
        amend_factor(
            session,
            by=record().viewer,
            on=record().on,
            factor_id=one.id,
            kind=said["kind"],
            text=said["text"],
            expected_version=said["opened"],
        )
        return f"What {say(said['kind']).lower()} is put right."

    deed_form(
        _amend_offer(one),
        title=f"Put right what {say(one.kind).lower()}",
        save="Save it",
        fields=lambda name: {"opened": opened_on(one.row_version)} | _kind_and_text(name, one),
        do=do,
    )


def _end(one: FactorRow) -> None:
    def do(session: Session, said: Values) -> str:
        ended_on = needed_day(said["ended_on"], "ended_on", "Write the day it ended.", record().on)
        end_factor(session, by=record().viewer, on=record().on, factor_id=one.id, ended_on=ended_on)
        return f"It no longer {say(one.kind).lower()} as of {day(ended_on)}, and stays in the area’s story."

    deed_form(
        _end_offer(one),
        title=f"It no longer {say(one.kind).lower()}",
        save="End it",
        fields=lambda name: {"ended_on": day_field("Day it ended", name("ended_on"), value=record().on)},
        do=do,
        free_text=False,
    )
