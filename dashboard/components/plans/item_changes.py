"""The forms that put right what an action says or answers, and the one that takes it off the plan."""

from dashboard.components.form_fields import prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.plans.promising import Draft, answer_fields, wording_fields
from dashboard.session import Session, record
from dashboard.wording import count
from data_models.commands.action_items import change_action_item, withdraw_action_item
from data_models.commands.item_recommendations import set_item_recommendations
from data_models.queries.action_item_rows import ItemPicture


def change_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

    def fields(name: NameField) -> Values:
        opened = opened_on(item.row_version)
        draft = Draft(item.text, item.lead_agency, item.outcome_measure)
        return wording_fields(name, draft) | {"opened": opened}

    def do(session: Session, said: Values) -> str:
        change_action_item(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            text=said["text"],
            lead_agency=said["lead_agency"],
            outcome_measure=said["outcome_measure"],
            expected_version=said["opened"],
        )
        return f"{item.reference} says it anew. What it said before stays in its history."

    deed_form(offer, title=f"Change what {item.reference} says", save="Save the change", fields=fields, do=do)


def answers_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

    def fields(name: NameField) -> Values:
        opened = opened_on(item.row_version)
        return {"answers": answer_fields(name, picture.of_plan, item.recommendations), "opened": opened}

    def do(session: Session, said: Values) -> str:
        set_item_recommendations(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            recommendation_ids=said["answers"],
            expected_version=said["opened"],
        )
        return f"What {item.reference} answers is saved: {count(len(said['answers']), 'recommendation')} ticked."

    deed_form(
        offer,
        title=f"Set what {item.reference} answers",
        save="Save what it answers",
        fields=fields,
        do=do,
        free_text=False,
    )


def withdraw_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

    def fields(name: NameField) -> Values:
        return {"reason": prose_field("Why it is withdrawn", name("reason"))}

    def do(session: Session, said: Values) -> str:
        withdraw_action_item(session, by=record().viewer, on=record().on, item_id=item.id, reason=said["reason"])
        return f"{item.reference} is withdrawn without being done. It stays in the record with its reason."

    deed_form(
        offer,
        title=f"Withdraw {item.reference}: it will not be done, and does not reopen",
        save="Withdraw it",
        fields=fields,
        do=do,
    )
