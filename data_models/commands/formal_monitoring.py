"""Formal monitoring of an area: proposed, opened or declined, assured on its cadence, assessed, closed."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.consequences import propose
from data_models.commands.editing import edit
from data_models.commands.found import areas_of, called, only, rows_of, sought, the
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules.monitoring import ExitProblem, exit_problems, may_become, next_review_due, unassessed_lines
from data_models.tables import Area, AssuranceUpdate, ExitLine, FormalMonitoring, Inspection
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import ExitAssessment, ExitCriterion, MonitoringState

AUDIENCE = "senior managers and scrutiny partners"


def propose_monitoring(
    session: Session, *, by: Viewer, on: date, area_code: str, reason: str, inspection_id: int | None = None
) -> FormalMonitoring:
    """Put formal monitoring of an area to the senior managers. It starts nothing until one of them answers.

    Whoever may raise a risk flag there may propose it. Refused without a reason, for an inspection of other areas, or
    while a proposal waits for an answer.
    """
    authorise(by, Deed.PROPOSE_MONITORING, area_code)
    area = the(session, Area, area_code)
    ask = Checked(on)
    if inspection_id is not None:
        inspection = the(session, Inspection, inspection_id)
        is_of_area = area_code in areas_of(session, inspection.id)
        ask.that(is_of_area, "inspection_id", "Choose an inspection of this area, or none.")
    why = ask.text("reason", reason, needed="Say which significant concerns call for formal monitoring.")
    ask.settle()
    waiting = _in_state(session, area_code, MonitoringState.PROPOSED)
    if waiting is not None:
        raise CommandRefused(f"The {called(FormalMonitoring, waiting.id)} is proposed already and waits for an answer.")
    proposal = propose(session, area.gss_code, why, on, inspection_id)
    session.flush()
    return proposal


def _in_state(session: Session, area_code: str, state: MonitoringState) -> FormalMonitoring | None:
    return only(
        session, FormalMonitoring, col(FormalMonitoring.area_code) == area_code, col(FormalMonitoring.state) == state
    )


def open_monitoring(
    session: Session, *, by: Viewer, on: date, monitoring_id: int, review_every_weeks: int | None = None
) -> FormalMonitoring:
    """Open a proposed spell of formal monitoring, signed by a senior manager.

    The first assurance update falls due after its own cadence, else the default one, and the five exit lines stand
    unassessed. Refused unless proposed, and in an area that is under formal monitoring already.
    """
    monitoring = _to_sign(session, by, Deed.OPEN_MONITORING, monitoring_id, MonitoringState.OPEN)
    already = _in_state(session, monitoring.area_code, MonitoringState.OPEN)
    if already is not None:
        raise CommandRefused(
            f"The area is under formal monitoring already ({called(FormalMonitoring, already.id)})."
            " Decline this proposal with a reason that refers to it."
        )
    ask = Checked(on)
    weeks = review_every_weeks if review_every_weeks is not None else thresholds(session).monitoring_review_weeks
    ask.that(1 <= weeks <= 26, "review_every_weeks", "Choose a cadence from 1 to 26 weeks.")
    ask.settle()
    monitoring.state = MonitoringState.OPEN
    monitoring.opened_on, monitoring.opened_by_id = on, by.person_id
    monitoring.review_every_weeks = weeks
    monitoring.next_review_on = next_review_due(on, None, weeks, thresholds(session))
    session.add_all(ExitLine(monitoring_id=monitoring.id, criterion=criterion) for criterion in ExitCriterion)
    session.flush()
    return monitoring


def _to_sign(
    session: Session, by: Viewer, deed: Deed, monitoring_id: int, becomes: MonitoringState
) -> FormalMonitoring:
    monitoring = sought(session, by, deed, FormalMonitoring, monitoring_id, lambda one: (one.area_code,))
    if not may_become(monitoring.state, becomes):
        raise CommandRefused(f"This formal monitoring is {monitoring.state.value}: it cannot become {becomes.value}.")
    return monitoring


def decline_monitoring(session: Session, *, by: Viewer, on: date, monitoring_id: int, reason: str) -> FormalMonitoring:
    """Answer a proposal with no, and why; signed by a senior manager. Refused without a reason, and unless proposed."""
    monitoring = _to_sign(session, by, Deed.DECLINE_MONITORING, monitoring_id, MonitoringState.DECLINED)
    ask = Checked(on)
    why = ask.text("reason", reason, needed="Say why formal monitoring is not opened.")
    ask.settle()
    _end(monitoring, MonitoringState.DECLINED, by, on, why)
    session.flush()
    return monitoring


def _end(monitoring: FormalMonitoring, state: MonitoringState, by: Viewer, on: date, why: str) -> None:
    monitoring.state = state
    monitoring.closed_on, monitoring.closed_by_id, monitoring.close_reason = on, by.person_id, why
    monitoring.next_review_on = None


def give_assurance_update(
    session: Session,
    *,
    by: Viewer,
    on: date,
    monitoring_id: int,
    summary: str,
    audience: str = AUDIENCE,
    given_on: date | None = None,
) -> AssuranceUpdate:
    """Record an assurance given under formal monitoring, and move the next one on by the cadence.

    Refused unless the monitoring is open, without a summary, or dated ahead, before it opened or before the last one.
    """
    monitoring = _open(session, by, Deed.GIVE_ASSURANCE, monitoring_id)
    day = given_on or on
    before = rows_of(session, AssuranceUpdate, col(AssuranceUpdate.monitoring_id) == monitoring.id)
    last = max((update.given_on for update in before), default=monitoring.opened_on)
    ask = Checked(on)
    said = ask.text("summary", summary, needed="Say what assurance was given.")
    heard = ask.line("audience", audience, needed="Say who it was given to.")
    ask.not_ahead("given_on", day, on)
    ask.that(last is None or day >= last, "given_on", "Choose a day after the last update and after the opening.")
    ask.settle()
    update = AssuranceUpdate(
        monitoring_id=monitoring.id,
        due_on=monitoring.next_review_on,
        given_on=day,
        given_by_id=by.person_id,
        audience=heard,
        summary=said,
    )
    session.add(update)
    weeks = monitoring.review_every_weeks
    monitoring.next_review_on = next_review_due(monitoring.opened_on or day, day, weeks, thresholds(session))
    session.flush()
    return update


def _open(session: Session, by: Viewer, deed: Deed, monitoring_id: int) -> FormalMonitoring:
    monitoring = sought(session, by, deed, FormalMonitoring, monitoring_id, lambda one: (one.area_code,))
    if monitoring.state is not MonitoringState.OPEN:
        raise CommandRefused(f"This formal monitoring is {monitoring.state.value}. Only an open one goes on.")
    return monitoring


def assess_exit_line(
    session: Session,
    *,
    by: Viewer,
    on: date,
    monitoring_id: int,
    criterion: ExitCriterion,
    assessment: ExitAssessment,
    evidence: str,
    expected_version: int | None = None,
) -> ExitLine:
    """Assess one of the five exit lines, or assess it again. It closes nothing by itself.

    Refused unless the monitoring is open, without evidence, and back to unassessed.
    """
    monitoring = _open(session, by, Deed.ASSESS_EXIT, monitoring_id)
    ask = Checked(on)
    assessed = assessment is not ExitAssessment.UNASSESSED
    ask.that(assessed, "assessment", "Choose met, partly met or not met: an assessed line stays assessed.")
    said = ask.text("evidence", evidence, needed="Say what evidence the assessment rests on.")
    ask.settle()
    of_criterion = (col(ExitLine.monitoring_id) == monitoring.id, col(ExitLine.criterion) == criterion)
    line = only(session, ExitLine, *of_criterion) or ExitLine(monitoring_id=monitoring.id, criterion=criterion)
    edit(session, line, {"assessment": assessment, "evidence": said}, opened_on=expected_version)
    line.assessed_on, line.assessed_by_id = on, by.person_id
    session.add(line)
    session.flush()
    return line


def close_monitoring(session: Session, *, by: Viewer, on: date, monitoring_id: int, reason: str) -> FormalMonitoring:
    """Close formal monitoring with a reason, signed by a senior manager.

    Refused while any of the five exit lines is unassessed; a line not met does not stop it: the reason answers for it.
    """
    monitoring = _to_sign(session, by, Deed.CLOSE_MONITORING, monitoring_id, MonitoringState.CLOSED)
    ask = Checked(on)
    why = ask.text("reason", reason)
    lines = rows_of(session, ExitLine, col(ExitLine.monitoring_id) == monitoring.id)
    assessed = {line.criterion: line.assessment for line in lines}
    missing = ", ".join(line.value.replace("_", " ") for line in unassessed_lines(assessed))
    said = {
        ExitProblem.NO_REASON: ("reason", "Say why formal monitoring ends."),
        ExitProblem.LINES_UNASSESSED: ("exit_lines", f"Assess these lines first: {missing}."),
        ExitProblem.NEEDS_SENIOR_MANAGER: ("by", "Formal monitoring is closed by a senior manager. Ask one."),
    }
    for problem in exit_problems(assessed, reason=why, role=by.role):
        ask.that(False, *said[problem])
    ask.settle()
    _end(monitoring, MonitoringState.CLOSED, by, on, why)
    session.flush()
    return monitoring
