"""The rules on a whole record: they say what the account of what is owed says, now and in every past month."""

from dashboard.session import today
from data_models.database import reading
from data_models.queries.back_test import back_test
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.matters import account
from data_models.queries.people import SHARED_SCREEN
from data_models.queries.record import thresholds
from data_models.queries.risk_flags import flags
from data_models.queries.rule_grounds import fired_in, matters_of, rule_grounds
from data_models.queries.rule_rows import rows_now
from data_models.rules.flag_values import records_in
from data_models.rules.settings import Thresholds
from data_models.vocabulary import FlagSource, FlagState, MatterKind
from tests.data_models.queries.test_back_test import slowly

# What the rules read of what is owed.
READ = (
    MatterKind.ACTION_DUE,
    MatterKind.PLAN_DUE,
    MatterKind.CLAIM_TO_VERIFY,
    MatterKind.INTENTION_MISSING,
    MatterKind.CONTACT_DUE,
    MatterKind.PURPOSE_UNTOUCHED,
    MatterKind.COVER_GAP,
)


def _told(matters):
    """What a rule reads of each matter, in no order."""
    return sorted(
        (
            one.area_code,
            one.kind.value,
            one.reference,
            str(one.since),
            str(one.due_on),
            str(one.number),
            str(one.purpose),
        )
        for one in matters
        if one.kind in READ
    )


def test_the_rules_read_what_everybody_is_told_is_owed(full_record):
    with reading(full_record) as session:
        in_force = thresholds(session)
        grounds = rule_grounds(rows_now(session), today())
        theirs = [one for ground in grounds.values() for one in matters_of(ground, today(), in_force)]
        ours = account(session, SHARED_SCREEN, on=today(), thresholds=in_force).matters
    assert _told(theirs) == _told(ours)
    assert {one.kind for one in theirs} >= set(READ)


def test_the_open_flags_of_rules_are_those_that_hold_today(full_record):
    with reading(full_record) as session:
        in_force = thresholds(session)
        holding = {
            (fired.rule.code, code, fired.records)
            for code, ground in rule_grounds(rows_now(session), today()).items()
            for fired in fired_in(ground, matters_of(ground, today(), in_force), today(), in_force)
        }
        found = flags(session, WHOLE_RECORD, on=today())
    by_rule = [one for one in found if one.source_kind is FlagSource.RULE and one.state is FlagState.OPEN]
    assert {(one.rule_code, one.area_code, records_in(one.rule_values)) for one in by_rule} == holding
    assert len(by_rule) == len(holding) >= 8


def test_each_past_month_of_the_demonstration_is_what_its_record_would_have_said(full_record):
    with reading(full_record) as session:
        found = back_test(session, WHOLE_RECORD, on=today(), thresholds=Thresholds())
    quickly = {one.code: list(zip(one.raised, one.standing, strict=True)) for one in found.rules}
    assert quickly == slowly(full_record, today())
    assert sum(one.total for one in found.rules) >= 10
