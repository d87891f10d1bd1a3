"""Areas that an imported file says took part in a national review or a self-evaluation."""

from sqlmodel import Session, col, select

from data_models.commands.found import only
from data_models.rules.published_parts import ParticipationFacts
from data_models.tables import Programme, SelfEvaluation, ThematicParticipation
from data_models.vocabulary import Origin, ScrutinyType


def take_part(session: Session, facts: ParticipationFacts) -> None:
    """One row for each area; what the record has already on an area's part stays as it is."""
    programme = session.exec(select(Programme).where(col(Programme.code) == facts.programme.code)).one()
    for code in facts.area_codes:
        if facts.programme.scrutiny_type is ScrutinyType.SUPPORTED_SELF_EVALUATION:
            _self_evaluated(session, programme, code, facts)
        else:
            _took_part(session, programme, code, facts)


def _took_part(session: Session, programme: Programme, code: str, facts: ParticipationFacts) -> None:
    same = (
        col(ThematicParticipation.programme_id) == programme.id,
        col(ThematicParticipation.area_code) == code,
        col(ThematicParticipation.phase) == facts.phase,
    )
    if only(session, ThematicParticipation, *same) is None:
        session.add(
            ThematicParticipation(
                programme_id=programme.id,
                area_code=code,
                phase=facts.phase[:200],
                from_on=facts.starts.earliest,
                to_on=facts.ends.latest,
                note=_said(facts),
                origin=Origin.PUBLISHED_RECORD,
                source=" ; ".join(facts.sources)[:4000],
            )
        )


def _self_evaluated(session: Session, programme: Programme, code: str, facts: ParticipationFacts) -> None:
    same = (col(SelfEvaluation.programme_id) == programme.id, col(SelfEvaluation.area_code) == code)
    if only(session, SelfEvaluation, *same) is None:
        session.add(
            SelfEvaluation(
                programme_id=programme.id,
                area_code=code,
                # Validation is part of the programme by its name; its day is not told.
                is_validated="validated" in programme.name,
                note=_said(facts),
                origin=Origin.PUBLISHED_RECORD,
                source=" ; ".join(facts.sources)[:4000],
            )
        )


def _said(facts: ParticipationFacts) -> str:
    """The source's words, with the partnership's name where several areas took part as one."""
    return "; ".join(part for part in (facts.partnership_name, facts.verbatim, facts.feedback) if part)[:4000]
