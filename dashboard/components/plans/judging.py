"""The forms in which we answer a plan: judge whether it answers the findings, agree it, or return it."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import day, say
from dashboard.written_days import needed_day
from data_models.commands.action_plans import agree_plan, judge_plan, return_plan
from data_models.queries.action_item_rows import PlanPicture
from data_models.vocabulary import PlanJudgement


def judge_form(picture: PlanPicture, offer: Offer) -> None:
    plan = picture.plan

    def fields(name: NameField) -> Values:
        opened = opened_on(plan.row_version)
        words = list(PlanJudgement)
        judgement = st.radio(
            "Does the plan answer each recommendation?",
            words,
            index=words.index(plan.judgement) if plan.judgement else None,
            format_func=say,
            key=name("judgement"),
        )
        note = prose_field(
            "What is missing, or why it answers all the same",
            name("note"),
            value=plan.judgement_note,
            because="Needed unless the plan answers the findings and every recommendation has an action.",
        )
        return {"judgement": judgement, "note": note, "opened": opened}

    def do(session: Session, said: Values) -> str:
        judgement = needed(said["judgement"], "judgement", "Choose whether the plan answers the findings.")
        judge_plan(
            session,
            by=record().viewer,
            on=record().on,
            plan_id=plan.id,
            judgement=judgement,
            note=said["note"],
            expected_version=said["opened"],
        )
        return f"{plan.reference} is judged: {say(judgement).lower()}."

    deed_form(offer, title=f"Judge {plan.reference} itself", save="Save the judgement", fields=fields, do=do)


def agree_form(picture: PlanPicture, offer: Offer) -> None:
    plan = picture.plan

    def fields(_: NameField) -> Values:
        show(Markup("<p>{}</p>").format(f"It is judged: {say(plan.judgement, 'not judged yet').lower()}."))
        return {}

    def do(session: Session, _: Values) -> str:
        agree_plan(session, by=record().viewer, on=record().on, plan_id=plan.id)
        return f"{plan.reference} is agreed. Its actions are followed from here on."

    deed_form(
        offer,
        title=f"Agree {plan.reference} with the partnership",
        save="Agree it",
        fields=fields,
        do=do,
        free_text=False,
    )


def return_form(picture: PlanPicture, offer: Offer) -> None:
    plan = picture.plan

    def fields(name: NameField) -> Values:
        reason = prose_field("What the partnership must add or change", name("reason"), value=plan.judgement_note)
        return {"reason": reason, "due_on": day_field("The new plan is due on", name("due_on"))}

    def do(session: Session, said: Values) -> str:
        due_on = needed_day(said["due_on"], "due_on", "Write the day the new plan is due.", record().on)
        return_plan(session, by=record().viewer, on=record().on, plan_id=plan.id, reason=said["reason"], due_on=due_on)
        return f"{plan.reference} is returned to the partnership; the new plan is due on {day(due_on)}."

    deed_form(offer, title=f"Return {plan.reference} to the partnership", save="Return the plan", fields=fields, do=do)
