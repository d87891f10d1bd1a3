"""The words of the help page, section by section, so that a content person can read and change them all."""

from dashboard.components.chips import chip, grade_chip
from dashboard.help_on_meetings import MEETINGS
from dashboard.help_on_writing import what_is_in_a_queue, writing_down
from dashboard.help_parts import Listed, Quoted, Section, Terms
from dashboard.wording import say
from data_models.rules.flag_rules import RULES
from data_models.rules.late_entries import LATE_AFTER_DAYS
from data_models.rules.settings import Thresholds
from data_models.vocabulary import AspStatement, ProgressFinding, RiskDescriptor, Standing

SUPPORT = "Care Inspectorate, Support for improvement (link inspector arrangements)"


def sections(thresholds: Thresholds) -> tuple[Section, ...]:
    """The whole page in its order; the numbers in it are those of the settings in force."""
    first = (SAFETY, PURPOSES, _weak_evaluations(thresholds), SCALES, ABSENCES)
    doing = (writing_down(thresholds), what_is_in_a_queue(thresholds), MEETINGS)
    rules = (_flag_rules(thresholds), forecast_section(thresholds))
    return (*first, _status(thresholds), *rules, *doing, *_rest(thresholds))


SAFETY = Section(
    "safety",
    "If you are worried about somebody's safety",
    (
        "A concern about the safety of a child or an adult is never logged here. Nobody watches this record for it. "
        "Pass it on at once to the child protection or adult protection service of the local authority.",
        "A child or young person can also call Childline on 0800 1111.",
        Quoted(
            "However, we do have a duty to pass on information if there are concerns about someone’s safety.",
            "Care Inspectorate, Joint inspections of services for children and young people",
        ),
    ),
)

PURPOSES = Section(
    "purposes",
    "The six purposes of link inspector arrangements",
    (
        "Every contact with an area is logged under one or more of these:",
        Listed(
            (
                "monitoring the performance and quality of social work services",
                "monitoring the performance of the partnership’s public protection arrangements",
                "identifying factors which are supporting social work services to deliver good or improved outcomes "
                "and any barriers",
                "highlighting risks to the above and their potential impact",
                "identifying good practice within social work service and disseminating these more widely",
                "supporting partners efforts to build capacity for continuous improvement",
            ),
            numbered=True,
        ),
        f"Source: {SUPPORT}.",
        "Each of the 32 council areas has one link inspector, who may have several areas, for social work services, "
        "and two relationship managers for regulated services: one for adult services and one for early learning and "
        "childcare.",
    ),
)


def _weak_evaluations(thresholds: Thresholds) -> Section:
    return Section(
        "weak-evaluations",
        "What a weak evaluation leads to",
        (
            Quoted(
                "When a partnership’s performance in key areas of practice has been evaluated as either ‘weak’ or "
                "‘unsatisfactory’, the Care Inspectorate and partners may conduct progress review inspection activity "
                "to provide assurance that effective action is being taken by the CPP to reduce risks and address "
                "areas of concern. In these circumstances the intention and timescale for follow-up scrutiny will be "
                "recorded in the published report.",
                SUPPORT,
            ),
            "So in this record:",
            Listed(
                (
                    "A published evaluation of weak or unsatisfactory, or a statement of important areas of weakness, "
                    "opens a follow-up candidate: somebody must decide. It never schedules a visit. A decision not to "
                    "follow up, with its reason, is a valid decision; a senior manager takes it.",
                    "Before publication nothing opens.",
                    f"The decision is due {thresholds.decision_due_days} days after publication (our default). Where "
                    "the published report lacks the intention or the timescale, that is shown as owed by itself.",
                    "The window of a follow-up is that of the report. Where it gives none, it ends "
                    f"{thresholds.follow_up_window_months} months after publication, and is marked as our default.",
                    "An adequate evaluation opens nothing.",
                    f"An old trigger, of more than {thresholds.history_months} months ago, whose sequel the sources do "
                    "not tell is “sequel not established”: counted and visible, never red by itself.",
                ),
            ),
            "Formal monitoring is separate, and asks for no grade:",
            Quoted(
                "Where the findings of the inspection identify significant concerns, the link inspector may have a "
                "more formal monitoring role to provide senior managers in the Care Inspectorate and scrutiny "
                "partners with assurance that appropriate action is being taken to address weaknesses.",
                SUPPORT,
            ),
            "Significant concerns propose it; a senior manager decides on the way in and on the way out.",
        ),
    )


SCALES = Section(
    "scales",
    "The scales",
    (
        "Judgements are compared only within one scale, never across scales.",
        "The six-point scale:",
        Terms(
            (
                (grade_chip(6), "Outstanding or sector leading"),
                (grade_chip(5), "Major strengths"),
                (grade_chip(4), "Important strengths, with some areas for improvement"),
                (grade_chip(3), "Strengths just outweigh weaknesses"),
                (grade_chip(2), "Important weaknesses: priority action required"),
                (grade_chip(1), "Major weaknesses: urgent remedial action required"),
            )
        ),
        "Reports before about 2013 say “satisfactory” where later ones say “adequate”: it is kept as 3, with its word.",
        "The statements of adult support and protection inspections, 2020 to 2025, on key processes and on strategic "
        "leadership. The letters are ours:",
        Terms(
            (
                (f"A {say(AspStatement.VERY_EFFECTIVE)}", "“very effective and demonstrated major strengths”"),
                (
                    f"B {say(AspStatement.EFFECTIVE)}",
                    "“clear strengths supporting positive experiences and outcomes for adults at risk of harm, which "
                    "collectively outweighed the areas for improvement”",
                ),
                (
                    f"C {say(AspStatement.IMPORTANT_WEAKNESS)}",
                    "“important areas of weakness that could adversely affect experiences and outcomes for adults at "
                    "risk of harm”. Opens a follow-up candidate, on either indicator alone",
                ),
            )
        ),
        "The findings of progress reviews, for each priority area:",
        Terms(
            (
                (say(ProgressFinding.SIGNIFICANT), "as published"),
                (say(ProgressFinding.SOME), "as published"),
                (say(ProgressFinding.MINIMAL), "as published"),
                (say(ProgressFinding.NONE), "not seen in a published report: ours, for completeness"),
                (say(ProgressFinding.TOO_EARLY), "not seen in a published report: ours; it ranks with none of these"),
            )
        ),
        "The descriptors of risk flags are those of the scoping of inspections:",
        Terms(
            (
                (say(RiskDescriptor.NO_SIGNIFICANT_CONCERNS), "nothing to answer"),
                (say(RiskDescriptor.UNCERTAINTY), "to be answered by looking"),
                (say(RiskDescriptor.CONCERN), "requires action to improve"),
                (say(RiskDescriptor.SIGNIFICANT_CONCERN), "can lead to formal monitoring"),
            )
        ),
    ),
)

ABSENCES = Section(
    "absences",
    "Four ways of having no grade",
    (
        "A grade that is not there is never a poor grade. The record says which it is:",
        Terms(
            (
                (say(Standing.NOT_EVALUATED), "The inspection or review looked, and chose not to evaluate."),
                (say(Standing.NOT_IN_SCOPE), "The inspection did not look at this."),
                (say(Standing.MISSING), "There is an evaluation, and the sources read so far do not tell it."),
                (say(Standing.PRE_DATES_FRAMEWORK), "The indicator did not exist when the inspection took place."),
            )
        ),
    ),
)


def _status(thresholds: Thresholds) -> Section:
    return Section(
        "status",
        "The status of an area",
        (
            "The colours and their thresholds are not stated anywhere: they are our default. The reasons always stand "
            "beside the colour.",
            Terms(
                (
                    (
                        chip("red", "Needs someone now"),
                        "Formal monitoring is open, or a follow-up is past the end of its window, or an open flag is a "
                        "concern with high potential impact.",
                    ),
                    (
                        chip("amber", "Needs watching"),
                        "A follow-up is open or its decision owed, or a plan is overdue, or an action is overdue by "
                        f"more than {thresholds.action_overdue_amber_days} days, or a flag of uncertainty is past its "
                        "review, or a link inspector or relationship manager is missing.",
                    ),
                    (chip("green", "On track"), "None of these."),
                    (chip("grey", "Nothing known"), "The record knows nothing of the area. That is not a finding."),
                )
            ),
            "A muted flag counts like any other. The clocks behind the status, as they are set now:",
        ),
    )


def _rest(thresholds: Thresholds) -> tuple[Section, ...]:
    return (THE_PAST, GLOSSARY, _privacy(thresholds), SENDING, KEYBOARD, ACCESSIBILITY, DEMONSTRATION, SOURCES)


THE_PAST = Section(
    "the-past",
    "The past, and what changed since",
    (
        "Every page can be seen as it stood at the end of a past day: add as_of=2026-03-03 to its address. Nothing can "
        "be changed there, and what was entered later is not on it.",
        "The overview can be gone through month by month since the record began, by a slider or, in a page without "
        "motion, by its arrow keys; the tables beside it say the same.",
        "The page Changes tells what changed between the ends of two days: choose one of the usual distances, or write "
        "both days. The numbers at the top open what they count; areas that got worse come first.",
        Listed(
            (
                "What was done and undone again in between leaves nothing to tell; the list of every change has both.",
                "What time alone brought about is told as well: an action that went late, a mute or a cover that "
                "ended.",
                f"An entry of more than {LATE_AFTER_DAYS} days after the day it is about is marked as entered late, "
                "with the day it became known. Between two days it is told where it was entered.",
                "Each line leads to the record before and after, and to the change that made the difference.",
                "You are told what you could have read on each of the two days, and no more.",
            )
        ),
    ),
)

GLOSSARY = Section(
    "glossary",
    "Glossary",
    (
        Terms(
            (
                ("APC, CPC", "adult, child protection committee"),
                ("ASP", "adult support and protection (the Act of 2007)"),
                ("COG", "chief officers group"),
                ("CPO", "community payback order"),
                ("CPP", "community planning partnership"),
                ("CSWO", "chief social work officer"),
                ("EFQM", "European Foundation for Quality Management"),
                ("ELC", "early learning and childcare"),
                (
                    "Footprint",
                    "the plan of how resources and timing are deployed across the activities of an inspection",
                ),
                ("HIS", "Healthcare Improvement Scotland"),
                ("HMICS", "HM Inspectorate of Constabulary in Scotland"),
                ("HSCP, IJB", "health and social care partnership, integration joint board"),
                ("LAC", "looked after child"),
                ("LAN, SSG", "Local Area Network (in older guidance), Strategic Scrutiny Group"),
                ("PIR", "pre-inspection return"),
                ("Position statement", "an area’s written self-evaluation at the start of an inspection"),
                ("Professional discussion", "a planned meeting of the inspection team and the area, usually three"),
                ("Progress review", "a return visit to check progress"),
                ("QIF, QI", "quality improvement framework, quality indicator"),
                ("SIR", "serious incident review"),
                (
                    "Two keys",
                    "an action is closed by two: the partnership claims completion, the link inspector verifies it; "
                    "where the link inspector took the claim down, a senior manager does",
                ),
            )
        ),
    ),
)


def _privacy(thresholds: Thresholds) -> Section:
    return Section(
        "privacy",
        "Privacy",
        (
            Quoted(
                "All confidential information that requires to be shared is done so using a secure portal. We will not "
                "accept information via email. We will record all information using a unique reference number.",
                "Care Inspectorate, national review of social work",
            ),
            Listed(
                (
                    "Kept: areas, inspections, evaluations, plans, flags, contacts; and of staff their name, role and "
                    "what they recorded and when.",
                    "Not kept: the name, date of birth, address, CHI number or story of anybody who uses services. "
                    "There is no field for them. Write a unique reference number instead.",
                    "Text you type is looked through for what seems to be a date of birth, CHI number, postcode, "
                    "e-mail address or telephone number, and you are told before it is saved. Names it cannot see.",
                    f"Counts of people below {thresholds.small_count} are withheld (our default).",
                    "Findings before publication and embargoed reports are read by the area’s own team, the "
                    "inspection’s own team and senior managers only; the notes of contacts by the area’s own team and "
                    "senior managers. A shared screen is not sent them.",
                    "Confidential material goes through the secure portal, never by e-mail, and never into a note "
                    "here.",
                )
            ),
        ),
    )


SENDING = Section(
    "sending",
    "What leaves the building",
    (
        Listed(
            (
                "Below every table are two links, Excel and CSV: the rows on your screen, with the same filters and "
                "day. Each file says as of when it is, who made it, what the page was narrowed to, and how many rows "
                "it has.",
                "In CSV files an apostrophe stands before a cell that a spreadsheet would calculate.",
                "On Reports are the area briefing, the assurance note for formal monitoring, the national pack and the "
                "coverage list, as Word and as PDF. Choose first for whom: whoever may read what you may, or anybody.",
                "For anybody means published facts only. Everything else says at its top that it is not to be passed "
                "on.",
                "Minutes of a meeting are there too, and on the meeting’s own page: once it is closed always the same "
                "document, before that a draft that says so. They are made for nobody outside and for no room.",
                "What is made for a past day has no moment of its own: made again, it is the same file.",
                "The typeface of the PDF files has European letters; anything else is an empty square there, and is "
                "whole in Word.",
            )
        ),
    ),
)

KEYBOARD = Section(
    "keyboard",
    "Using the keyboard",
    (
        Listed(
            (
                "Tab goes to the next link, field or button, Shift and Tab to the one before; what has the focus has "
                "a thick outline. Enter opens a link or presses a button.",
                "“Skip to the content” is the first stop on every page.",
                "Space or Enter opens and closes a folded part, such as “Show as a table”.",
                "A wide table scrolls sideways with the arrow keys once it has the focus.",
                "Charts need no pointer: each has its description, and its table under it.",
                "Back, forward, bookmarks and links work: what you look at is in the address.",
                "On a shared screen, rotate=30 in the address (?screen=shared&rotate=30) shows the overview, what "
                "changed, flags, follow-up, action plans and every area that needs somebody, each for 30 seconds. "
                "Space pauses that and lets it go on. When nothing fresh comes from the server it says since when.",
            )
        ),
    ),
)

ACCESSIBILITY = Section(
    "accessibility",
    "Accessibility statement",
    (
        "The aim is WCAG 2.2, level AA. Pages are checked with axe-core in light and dark, and with the keyboard, in "
        "Chromium. They have not been tested with screen readers, other browsers or people who rely on assistive "
        "technology.",
        "Known limits: after a change of page the new title is not announced by itself; the language of the page is "
        "British English throughout, names in Gaelic included.",
        "Colour never speaks alone: a symbol and a word or a numeral stand beside it.",
    ),
)

DEMONSTRATION = Section(
    "demonstration",
    "The demonstration",
    (
        "In a demonstration every person, plan, action, flag, contact and date of work is invented, and every page "
        "says so. Any likeness to somebody is chance. Only what is marked as the published record is real.",
    ),
)

SOURCES = Section(
    "sources",
    "Where the data is from",
    (
        Listed(
            (
                "The published record: reports and releases of the Care Inspectorate and its scrutiny partners, and "
                "of councils and partnerships and the press where a report itself was not found. Each fact carries "
                "its source and how exactly its date is known.",
                "Sources that contradict each other are both kept, and shown as a contradiction.",
                "Where a source gives only totals, the record has totals: no indicator is invented.",
                "Council areas: the nine-character codes of the Office for National Statistics.",
            )
        ),
    ),
)


def _flag_rules(thresholds: Thresholds) -> Section:
    return Section(
        "flag-rules",
        "The rules that raise risk flags",
        (
            "These rules look at every area once a day. What holds raises a flag that says which rule and version it "
            "was, which values fired it, from which records, and what would clear it. What holds no longer clears its "
            "flag by itself, unless somebody has judged the flag for themselves in a review. A muted flag stays "
            "counted, and is back by itself. The rules and their numbers are ours:",
            Terms(
                tuple(
                    (rule.title, f"{rule.sentence_for(thresholds)} Cleared when: {rule.cleared_by_for(thresholds)}")
                    for rule in RULES.values()
                )
            ),
            "What each of them would have raised over the last two years, and what followed, is on the page of risk "
            "flags, under the back-test.",
        ),
    )


def forecast_section(thresholds: Thresholds) -> Section:
    return Section(
        "forecast",
        "How the forecast is made",
        (
            "The forecast says which promised dates will probably be missed, by how the dates before them fared. No "
            "source states a method: this one is ours, and every number in it can be counted by hand.",
            Listed(
                (
                    "Looked at is every date that was ever promised for any action of a published report, and that is "
                    "over: each as it stood the same number of days before its date.",
                    "A date was missed if it was moved later, or if its day ended and completion was neither claimed "
                    "nor verified; a claim disputed by then does not count. A date that was brought forward, and one "
                    "whose action was withdrawn before it, counts as neither.",
                    "These dates are put into groups by how often they had been postponed (never, once, twice or more) "
                    f"and by how long nothing had been told of the action (up to {thresholds.forecast_quiet_days} "
                    f"days, up to {thresholds.forecast_long_quiet_days}, longer). The group of an action’s own date "
                    "holds its precedents.",
                    "The share of them that missed is drawn a little towards the share of all dates, by "
                    f"{thresholds.forecast_pseudo_count} dates that fared as dates usually do, so that a few "
                    "precedents do not speak too loudly.",
                    f"Up to {thresholds.forecast_kept_percent} per cent missed, the date is likely to be kept; from "
                    f"{thresholds.forecast_missed_percent} per cent on, likely to miss; between them, uncertain. With "
                    f"fewer than {thresholds.forecast_fewest} precedents there are too few to say.",
                ),
                numbered=True,
            ),
            "A forecast is no finding. It changes no status and no colour, closes nothing, and says nothing of the "
            "people who do the work. At the start of each quarter it is stored, and never altered; when the quarter "
            "is over it stands beside what happened, on the page of action plans.",
            "All these numbers are our defaults; an administrator can change them.",
        ),
    )


# The settings a reader of the status section asks about.
CLOCKS = (
    "plan_weeks",
    "action_overdue_amber_days",
    "decision_due_days",
    "follow_up_window_months",
    "monitoring_review_weeks",
    "contact_days_enhanced",
    "contact_days_routine",
    "purpose_untouched_days",
    "flag_review_days",
    "claim_verification_days",
)
