"""The rules that raise flags by themselves: what each says, what clears it, and what its flag means.

Care Inspectorate, Support for improvement, purpose 4: highlighting risks and "the potential impact of those risks". The
descriptors are those of inspection scoping. The rules, their words and their thresholds are ours, but for what each
names as its source.
"""

from dataclasses import asdict, dataclass

from data_models.rules.settings import Thresholds
from data_models.vocabulary import ImpactLevel, Purpose, RiskDescriptor, RiskTheme


@dataclass(frozen=True)
class FlagRule:
    """One rule: what it says and what clears it, {settings} in braces. A new version when its meaning changes.

    `of_area` where it speaks of an area as a whole: which records fire it changes from day to day, and an area has one
    flag of it at most. Any other rule has one for each record.
    """

    code: str
    version: int
    title: str
    sentence: str
    cleared_by: str
    potential_impact: str
    impact_level: ImpactLevel
    theme: RiskTheme
    purpose: Purpose = Purpose.RISKS_AND_IMPACT
    descriptor: RiskDescriptor = RiskDescriptor.UNCERTAINTY
    of_area: bool = False

    def sentence_for(self, thresholds: Thresholds) -> str:
        return self.sentence.format(**asdict(thresholds))

    def cleared_by_for(self, thresholds: Thresholds) -> str:
        return self.cleared_by.format(**asdict(thresholds))


ACTIONS_OVERDUE = FlagRule(
    "actions-overdue",
    version=1,
    title="Several promised actions are overdue",
    sentence="At least {flag_overdue_actions} actions are more than {flag_overdue_action_days} days overdue.",
    cleared_by="Fewer than {flag_overdue_actions} actions are overdue by more than {flag_overdue_action_days} days.",
    potential_impact="Improvement that the inspection called for may not reach the people it was meant for.",
    impact_level=ImpactLevel.MEDIUM,
    theme=RiskTheme.LEADERSHIP,
    of_area=True,
)
PLAN_OVERDUE = FlagRule(
    "plan-overdue",
    version=1,
    title="The action plan has not arrived",
    sentence="The action plan has not arrived by its due date.",
    cleared_by="The plan is received.",
    potential_impact="Nobody has promised yet what will change, so weaknesses that were found may go on.",
    impact_level=ImpactLevel.MEDIUM,
    theme=RiskTheme.LEADERSHIP,
)
# Version 2 counts the intervals that were due, by how closely the area is followed; version 1 took the routine one.
CONTACT_MISSED = FlagRule(
    "contact-missed",
    version=2,
    title="No contact for a long time",
    sentence="There has been no contact for {flag_missed_contacts} of the intervals due to the area, or more.",
    cleared_by="A contact is logged.",
    potential_impact="A fall in the quality of social work services could go unnoticed.",
    impact_level=ImpactLevel.LOW,
    theme=RiskTheme.PARTNERSHIP_WORKING,
    purpose=Purpose.SOCIAL_WORK_QUALITY,
    of_area=True,
)
POSTPONED_AGAIN = FlagRule(
    "postponed-again",
    version=1,
    title="An action has been postponed again and again",
    sentence="One open action has been postponed {flag_postponements} times or more.",
    cleared_by="The action is claimed as complete, verified or withdrawn.",
    potential_impact="The improvement it promised may never happen.",
    impact_level=ImpactLevel.MEDIUM,
    theme=RiskTheme.LEADERSHIP,
)
# Version 2 lets go of what has been answered and of what is history: an old weak evaluation is not an alarm.
WEAK_TWICE = FlagRule(
    "weak-twice",
    version=2,
    title="Weak twice on the same indicator",
    sentence="The last two published evaluations of one indicator are both weak or unsatisfactory, the later one in the"
    " last {history_months} months, and its follow-up is not closed.",
    cleared_by="A later evaluation of that indicator is adequate or better, the follow-up of the last one is closed, or"
    " {history_months} months have passed since it was published.",
    potential_impact="People have gone on receiving a service with important weaknesses since the first evaluation.",
    impact_level=ImpactLevel.HIGH,
    theme=RiskTheme.QUALITY_OF_PRACTICE,
    descriptor=RiskDescriptor.CONCERN,
)
CLAIM_UNVERIFIED = FlagRule(
    "claim-unverified",
    version=1,
    title="A claim of completion waits for verification",
    sentence="A completion was claimed more than {flag_unverified_days} days ago and nobody has verified or disputed"
    " it.",
    cleared_by="The claim is verified or disputed.",
    potential_impact="What is reported as improved may not have made a difference to people.",
    impact_level=ImpactLevel.LOW,
    theme=RiskTheme.PERFORMANCE_INFORMATION,
    purpose=Purpose.SOCIAL_WORK_QUALITY,
)
CLAIM_DISPUTED = FlagRule(
    "claim-disputed",
    version=1,
    title="A disputed completion is not settled",
    sentence="A completion was disputed more than {flag_disputed_days} days ago and the dispute is not settled.",
    cleared_by="A senior manager settles the dispute, or the partnership goes on with the action or claims it anew.",
    potential_impact="The partnership and we do not agree that people are better off, and nobody is finding out.",
    impact_level=ImpactLevel.MEDIUM,
    theme=RiskTheme.PERFORMANCE_INFORMATION,
)
NO_COVER = FlagRule(
    "no-cover",
    version=1,
    title="Nobody covers the area in one of its posts",
    sentence="The area has no link inspector, or no relationship manager of one kind, today.",
    cleared_by="Every post of the area is held again.",
    potential_impact="A fall in the quality of services could go unnoticed, and clocks run that nobody here watches.",
    impact_level=ImpactLevel.MEDIUM,
    theme=RiskTheme.OTHER,
    purpose=Purpose.SOCIAL_WORK_QUALITY,
    of_area=True,
)
PURPOSES_UNTOUCHED = FlagRule(
    "purposes-untouched",
    version=1,
    title="Several purposes have not been touched for long",
    sentence="At least {flag_untouched_purposes} of the six purposes were not touched for more than"
    " {purpose_untouched_days} days.",
    cleared_by="A contact is logged under so many of them that fewer than {flag_untouched_purposes} are left.",
    potential_impact="A risk, or something that works, may go unseen because nobody has asked about it.",
    impact_level=ImpactLevel.LOW,
    theme=RiskTheme.OTHER,
    purpose=Purpose.SOCIAL_WORK_QUALITY,
    of_area=True,
)
# Support for improvement: "the intention and timescale for follow-up scrutiny will be recorded in the published
# report".
INTENTION_MISSING = FlagRule(
    "intention-missing",
    version=1,
    title="The report does not say whether and when follow-up comes",
    sentence="A published report that calls for follow-up lacks the intention or the timescale, more than"
    " {flag_intention_days} days after its publication.",
    cleared_by="The intention and the timescale are on record, or a decision is taken that needs neither.",
    potential_impact="The area and the people it serves do not know whether and when somebody comes back to look.",
    impact_level=ImpactLevel.MEDIUM,
    theme=RiskTheme.OTHER,
)
# Care Inspectorate, serious incident reviews: concern that some areas submit "no - or consistently few" notifications.
NOTHING_NOTIFIED = FlagRule(
    "nothing-notified",
    version=1,
    title="No serious incident review has been notified for long",
    sentence="The area has notified no serious incident review for {flag_quiet_months} months, in which the record has"
    " held such notifications.",
    cleared_by="The area notifies a serious incident review.",
    potential_impact="What could be learned from serious incidents may be lost, and the harm may happen again.",
    impact_level=ImpactLevel.LOW,
    theme=RiskTheme.PERFORMANCE_INFORMATION,
    purpose=Purpose.PUBLIC_PROTECTION,
    of_area=True,
)

RULES: dict[str, FlagRule] = {
    rule.code: rule
    for rule in (
        ACTIONS_OVERDUE,
        PLAN_OVERDUE,
        POSTPONED_AGAIN,
        CLAIM_UNVERIFIED,
        CLAIM_DISPUTED,
        WEAK_TWICE,
        INTENTION_MISSING,
        CONTACT_MISSED,
        PURPOSES_UNTOUCHED,
        NO_COVER,
        NOTHING_NOTIFIED,
    )
}
