"""How far an inspection has come, where no step of its footprint tells it, and calling it off."""

import streamlit as st

from dashboard.components.form_fields import needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.plans.item_deeds import covered
from dashboard.session import Session, record
from dashboard.wording import say
from data_models.commands.inspections import cancel_inspection, set_stage
from data_models.queries.inspection_rows import InspectionPicture
from data_models.rules.inspections import ORDER, has_ended, may_become
from data_models.visibility import Deed
from data_models.vocabulary import Stage

STAGE, CANCEL = "set-stage", "cancel"
OVER = "The report is published, or the inspection was cancelled: it has come to its end."
RETURN_VISIT = "This is the visit of a progress review: close the follow-up it belongs to instead."
# Embargo and publication are deeds of their own.
SETTABLE = tuple(stage for stage in ORDER if stage not in (Stage.EMBARGOED, Stage.PUBLISHED))


def stage_offer(shown: InspectionPicture) -> Offer:
    one = shown.inspection
    return Offer(
        STAGE,
        "Set the stage",
        Deed.RECORD_MILESTONE,
        covered(one.areas),
        not has_ended(one.stage),
        OVER,
        shown.running.row_version,
    )


def cancel_offer(shown: InspectionPicture) -> Offer:
    one = shown.inspection
    return Offer(
        CANCEL,
        "Cancel the inspection",
        Deed.CANCEL_INSPECTION,
        covered(one.areas),
        not has_ended(one.stage) and not shown.is_return_visit,
        RETURN_VISIT if shown.is_return_visit else OVER,
    )


def stage_forms(shown: InspectionPicture) -> None:
    """The form that the address has open, if it is one of these."""
    _stage(shown)
    _cancel(shown)


def _stages(now: Stage, *, is_as_opened: bool) -> list[Stage]:
    """Those that the stage may become; all of them where somebody moved it on since the form was opened."""
    return [stage for stage in SETTABLE if may_become(now, stage) or not is_as_opened]


def _stage(shown: InspectionPicture) -> None:
    one, version = shown.inspection, shown.running.row_version

    def fields(name: NameField) -> Values:
        opened = opened_on(version)
        stage = st.radio(
            f"The stage it has come to (now: {say(one.stage).lower()})",
            _stages(one.stage, is_as_opened=opened == version),
            index=None,
            format_func=say,
            key=name("stage"),
            help="A step of the footprint that is recorded as reached moves the stage on by itself.",
        )
        return {"stage": stage, "opened": opened}

    def do(session: Session, said: Values) -> str:
        changed = set_stage(
            session,
            by=record().viewer,
            on=record().on,
            inspection_id=one.id,
            stage=needed(said["stage"], "stage", "Choose the stage it has come to."),
            expected_version=said["opened"],
        )
        return f"{one.reference} is at the stage “{say(changed.stage)}”."

    title = f"How far {one.reference} has come"
    deed_form(stage_offer(shown), title=title, save="Set the stage", fields=fields, do=do, free_text=False)


def _cancel(shown: InspectionPicture) -> None:
    one = shown.inspection

    def do(session: Session, said: Values) -> str:
        cancel_inspection(session, by=record().viewer, on=record().on, inspection_id=one.id, reason=said["reason"])
        return f"{one.reference} is cancelled. It stays in the record, and so do its drafts."

    deed_form(
        cancel_offer(shown),
        title=f"Cancel {one.reference}",
        save="Cancel the inspection",
        fields=lambda name: {"reason": prose_field("Why it is cancelled", name("reason"))},
        do=do,
    )
