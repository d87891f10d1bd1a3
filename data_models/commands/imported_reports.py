"""One published report of an imported file as rows of the record: the inspection, its evaluations, its totals."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from data_models.commands.found import the
from data_models.queries.published_import import InspectionPlan, label_of
from data_models.rules.published_facts import EvaluationFact, InspectionFacts, TotalFact
from data_models.rules.published_words import known_text, plain_name
from data_models.rules.timescales import read_timescale
from data_models.tables import (
    Area,
    Evaluation,
    EvaluationTotal,
    Indicator,
    Inspection,
    InspectionArea,
    Programme,
)
from data_models.vocabulary import Origin, PublicationState, Stage


def add_report(
    session: Session, plan: InspectionPlan, there: Inspection | None, indicators: Sequence[Indicator]
) -> Inspection:
    """The inspection of this report: new, or the one there with what it lacked filled in. Nothing is overwritten."""
    report = there or _new_report(session, plan)
    _fill_in(report, plan.facts)
    session.flush()
    ours = [one for one in indicators if one.programme_id == report.programme_id]
    at = len(plan.facts.evaluations) - len(plan.evaluations)
    session.add_all(_evaluation(report, fact, ours, place) for place, fact in enumerate(plan.evaluations, at + 1))
    session.add_all(_total(report, fact) for fact in plan.totals)
    for number, fact in plan.changed_totals:
        total = the(session, EvaluationTotal, number)
        total.total, total.unnamed = fact.total, fact.unnamed
    return report


def title_of(facts: InspectionFacts) -> str:
    """How a report is called where it is spoken of."""
    return f"{facts.partnership_name or facts.programme.code}, {known_text(facts.published)}"


def _new_report(session: Session, plan: InspectionPlan) -> Inspection:
    facts = plan.facts
    programme = session.exec(select(Programme).where(col(Programme.code) == plan.programme_code)).one()
    report = Inspection(
        programme_id=programme.id,
        scrutiny_type=facts.programme.scrutiny_type,
        title="Interim report" if facts.programme.interim else "",
        partnership_name=facts.partnership_name or _places(session, facts),
        theme=facts.programme.theme,
        legal_basis=programme.legal_basis,
        stage=Stage.PUBLISHED,
        publication_state=PublicationState.PUBLISHED,
        published_on=facts.published.day,
        published_precision=facts.published.precision,
        origin=Origin.PUBLISHED_RECORD,
    )
    session.add(report)
    session.flush()
    session.add_all(InspectionArea(inspection_id=report.id, area_code=code) for code in facts.area_codes)
    return report


def _places(session: Session, facts: InspectionFacts) -> str:
    """Where a source names no partnership, the areas stand in its place."""
    return " and ".join(the(session, Area, code).short_name for code in facts.area_codes)[:200]


def _fill_in(report: Inspection, facts: InspectionFacts) -> None:
    """What the report said about follow-up. An extract that is silent does not show that the report was."""
    said = facts.follow_up
    window = read_timescale(said.timescale, facts.published) if said.timescale else None
    if said.intention and not report.intention_text:
        report.intention_recorded, report.intention_text = True, said.intention
    if said.timescale and not report.timescale_text:
        report.timescale_text = said.timescale
        report.timescale_from = window.due_from if window else None
        report.timescale_to = window.due_to if window else None
    report.requests_plan = report.requests_plan or said.plan_requested
    report.summary = report.summary or _in_words(facts)
    links = [source for source in facts.sources if source.startswith(("http://", "https://"))]
    report.report_url = report.report_url or (links[0] if links else "")
    report.source = report.source or " ; ".join(facts.sources)[:4000]


def _in_words(facts: InspectionFacts) -> str:
    """What is told of the report as a whole, and of follow-up, in the source's words."""
    whole = [one.words.verbatim for one in facts.evaluations if one.covers_whole and one.words.verbatim]
    told = [f"Stated on follow-up: {facts.follow_up.stated}."] if facts.follow_up.stated else []
    later = [f"Later: {facts.follow_up.later}."] if facts.follow_up.later else []
    return "\n".join([*whole, *told, *later])[:4000]


def _evaluation(report: Inspection, fact: EvaluationFact, indicators: Sequence[Indicator], place: int) -> Evaluation:
    words = fact.words
    return Evaluation(
        inspection_id=report.id,
        indicator_id=_indicator_id(fact.indicator, indicators),
        label=label_of(fact),
        scale=words.scale,
        standing=words.standing,
        grade=words.grade,
        statement=words.statement,
        progress=words.finding,
        verbatim=words.verbatim,
        original_word=words.original_word[:200],
        words_suggest_weakness=words.suggest_weakness,
        source=" ; ".join(fact.sources)[:4000],
        position=place,
    )


def _indicator_id(named: str, indicators: Sequence[Indicator]) -> int | None:
    """The programme's indicator of exactly this name, with or without its number; None rather than the nearest."""
    wanted = plain_name(named)
    for one in indicators:
        if wanted in (plain_name(one.name), plain_name(f"{one.number} {one.name}")):
            return one.id
    return None


def _total(report: Inspection, fact: TotalFact) -> EvaluationTotal:
    return EvaluationTotal(
        inspection_id=report.id,
        label=fact.label,
        grade=fact.grade,
        total=fact.total,
        unnamed=fact.unnamed,
        verbatim=fact.verbatim,
        source=" ; ".join(fact.sources)[:4000],
    )
