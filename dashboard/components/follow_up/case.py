"""One follow-up as its page has it open: the duty to decide, the register it stands in, and its inspection whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.plans.item_deeds import covered
from dashboard.session import record
from data_models.queries.follow_up_rows import CandidateRow, DecisionRow, ReviewRow
from data_models.queries.inspection_rows import InspectionPicture
from data_models.queries.inspections import InspectionRow, inspections
from data_models.rules.follow_up import candidate_may_become, follow_up_may_become
from data_models.rules.history import PastScrutiny, answers
from data_models.rules.known_dates import KnownDate
from data_models.vocabulary import CandidateState, FollowUpState, PublicationState


@dataclass(frozen=True)
class Case:
    """What the forms of a follow-up are made from."""

    row: CandidateRow
    register: Sequence[CandidateRow]
    shown: InspectionPicture

    @property
    def areas(self) -> tuple[str, ...]:
        return covered(self.row.areas)

    @property
    def decision(self) -> DecisionRow | None:
        return self.row.decision

    @property
    def to_come(self) -> ReviewRow | None:
        return self.row.review_to_come

    @property
    def published(self) -> KnownDate:
        return KnownDate(self.row.published_on, self.row.published_precision)

    @property
    def is_undecided(self) -> bool:
        return candidate_may_become(self.row.state, CandidateState.DECIDED)

    def may_become(self, state: FollowUpState) -> bool:
        """Whether the decision on it can take this step now."""
        return self.decision is not None and follow_up_may_become(self.decision.state, state)

    def undecided(self) -> dict[int, CandidateRow]:
        """By number: the duties of this inspection that one decision can answer together, this one at least."""
        found = {
            one.id: one
            for one in self.register
            if one.inspection_id == self.row.inspection_id and candidate_may_become(one.state, CandidateState.DECIDED)
        }
        return found or {self.row.id: self.row}

    def later(self) -> dict[int, InspectionRow]:
        """By number: the published inspections and reviews of its areas that can have answered it."""
        here = {place.code for place in self.row.areas}
        its = PastScrutiny(self.row.inspection_id, self.shown.inspection.scrutiny_type, self.row.strand, self.published)
        return {
            one.id: one
            for one in record().ask(inspections)
            if one.publication_state is PublicationState.PUBLISHED
            and here & {place.code for place in one.areas}
            and answers(_as_past(one), its)
        }


def _as_past(one: InspectionRow) -> PastScrutiny:
    published = KnownDate(one.published_on, one.published_precision)
    return PastScrutiny(one.id, one.scrutiny_type, one.strand, published, one.follows_inspection_id)
