"""Which form does which deed on a promised action."""

from collections.abc import Callable

from dashboard.components.forms import Offer, is_open
from dashboard.components.plans.item_changes import answers_form, change_form, withdraw_form
from dashboard.components.plans.item_deeds import item_offers
from dashboard.components.plans.item_keys import claim_form, dispute_form, settle_form, verify_form
from dashboard.components.plans.item_progress import move_form, update_form
from dashboard.components.plans.promising import anew_form
from data_models.queries.action_item_rows import ItemPicture

ITEM_FORMS: dict[str, Callable[[ItemPicture, Offer], None]] = {
    "update-action": update_form,
    "move-date": move_form,
    "claim": claim_form,
    "verify": verify_form,
    "dispute": dispute_form,
    "settle": settle_form,
    "change-action": change_form,
    "set-answers": answers_form,
    "withdraw": withdraw_form,
    "promise-anew": anew_form,
}


def item_forms(picture: ItemPicture) -> None:
    """The form that the address has open, if it is one of these."""
    for name, form in ITEM_FORMS.items():
        if is_open(name):
            form(picture, item_offers(picture)[name])
