"""The deeds on a practice as it stands: described better while noted, then validated, disseminated, shared."""

from collections.abc import Callable, Mapping

from dashboard.components.forms import Offer, deed_form
from dashboard.components.practice.noting import amend_form, amend_offer
from dashboard.components.practice.sharing import share_offer, sharing_forms
from dashboard.session import Session, record
from data_models.commands.good_practice import disseminate_good_practice, validate_good_practice
from data_models.queries.good_practice import PracticeRow
from data_models.visibility import Deed
from data_models.vocabulary import PracticeState

NOT_NOTED = "It is validated already."
NOT_VALIDATED = "It can be disseminated once, after it is validated."


def practice_offers(one: PracticeRow) -> tuple[Offer, ...]:
    return (amend_offer(one), _validate_offer(one), _disseminate_offer(one), share_offer(one))


def _validate_offer(one: PracticeRow) -> Offer:
    is_noted = one.state is PracticeState.NOTED
    return Offer("validate-practice", "Validate it", Deed.VALIDATE_PRACTICE, (one.area_code,), is_noted, NOT_NOTED)


def _disseminate_offer(one: PracticeRow) -> Offer:
    is_validated = one.state is PracticeState.VALIDATED
    return Offer(
        "disseminate-practice",
        "It is made known widely",
        Deed.DISSEMINATE_PRACTICE,
        (one.area_code,),
        is_validated,
        NOT_VALIDATED,
    )


def practice_forms(one: PracticeRow, areas: Mapping[str, str]) -> None:
    """The form that the address has open, if it is one of these. `areas` are all of them: code to name."""
    amend_form(one)
    _step(
        _validate_offer(one),
        title=f"You confirm that “{one.title}” works",
        save="Validate it",
        do=lambda session: _validate(session, one),
    )
    _step(
        _disseminate_offer(one),
        title=f"“{one.title}” is made known more widely",
        save="Record that it is",
        do=lambda session: _disseminate(session, one),
    )
    sharing_forms(one, areas)


def _step(offer: Offer, *, title: str, save: str, do: Callable[[Session], str]) -> None:
    """A form without fields: it is opened, read and confirmed."""
    deed_form(offer, title=title, save=save, fields=lambda _: {}, do=lambda session, _: do(session), free_text=False)


def _validate(session: Session, one: PracticeRow) -> str:
    validate_good_practice(session, by=record().viewer, on=record().on, practice_id=one.id)
    return f"{one.reference} is validated: it is proposed from now on, and its words stay as they are."


def _disseminate(session: Session, one: PracticeRow) -> str:
    disseminate_good_practice(session, by=record().viewer, on=record().on, practice_id=one.id)
    return f"{one.reference} is disseminated."
