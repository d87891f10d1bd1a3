"""The rules look at every area, once a day: what holds raises its flag, what holds no longer clears it."""

import logging
from collections import Counter
from datetime import date

from sqlmodel import Session

from data_models.commands.flags_by_rule import clear_by_rule, open_by_rule, raise_by_rule, what_it_tells
from data_models.history import attempt, conclude
from data_models.queries.record import thresholds
from data_models.queries.rule_grounds import fired_in, matters_of, rule_grounds
from data_models.queries.rule_rows import rows_now
from data_models.queries.rule_runs import last_run
from data_models.rules.flag_firing import Fired
from data_models.rules.rule_runs import RuleRun, is_due
from data_models.tables import RiskFlag
from data_models.visibility import SYSTEM, Deed, Viewer, authorise
from data_models.vocabulary import FlagState

log = logging.getLogger("link_inspector.rules")


def run_rules_of_the_day(session: Session, *, by: Viewer, on: date, again: bool = False) -> RuleRun | None:
    """The run of a day, unless it was made already: then None, and nothing is looked at.

    `again` makes one good that left an area out.
    """
    last = last_run(session, by, on=on).run
    return run_rules(session, by=by, on=on) if is_due(last, on, again=again) else None


def run_rules(session: Session, *, by: Viewer, on: date) -> RuleRun:
    """Look at every area by every rule, and keep that it was done, with what came of it.

    An area that cannot be looked at is left as it stands and named; the others are looked at all the same. A second run
    of a day that finds everything as the first left it keeps nothing. Only the record itself (`SYSTEM`) runs them.
    """
    if by is not SYSTEM:
        authorise(by, Deed.RUN_RULES)
    before, in_force = last_run(session, by, on=on).run, thresholds(session)
    open_flags: dict[str, list[RiskFlag]] = {}
    for flag in open_by_rule(session):
        open_flags.setdefault(flag.area_code, []).append(flag)
    came_of_it, failed = Counter[str](), []
    for code, ground in rule_grounds(rows_now(session), on).items():
        try:
            with attempt(session):
                fired = fired_in(ground, matters_of(ground, on, in_force), on, in_force)
                came_of_it += _applied(session, by, on, code, fired, open_flags.get(code, []))
        except Exception:  # whatever is wrong there, it is no reason to look nowhere else
            log.exception("The rules could not look at %s", code)
            failed.append(code)
    raised, cleared, renewed = (came_of_it[name] for name in ("raised", "cleared", "renewed"))
    run = RuleRun(on, raised, cleared, renewed, len(open_by_rule(session)), tuple(failed))
    if before is None or before.on != on or before.failed != run.failed or not run.changed_nothing:
        conclude(session, run.sentence)
    return run


def _applied(
    session: Session, by: Viewer, on: date, code: str, fired: tuple[Fired, ...], flags: list[RiskFlag]
) -> Counter[str]:
    """How many flags of one area were raised, cleared and given new values."""
    told = {flag.id: what_it_tells(flag) for flag in flags}
    holding = {raise_by_rule(session, by=by, on=on, area_code=code, fired=one, among=flags).id for one in fired}
    for number in sorted(told.keys() - holding):
        clear_by_rule(session, by=by, on=on, flag_id=number)
    still = [flag for flag in flags if flag.state is FlagState.OPEN]
    return Counter(
        raised=len(holding - told.keys()),
        cleared=len(flags) - len(still),
        renewed=sum(what_it_tells(flag) != told[flag.id] for flag in still),
    )
