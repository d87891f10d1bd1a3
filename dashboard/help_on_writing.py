"""The words of the help page on writing things down, and on what comes back until it is ended."""

from dashboard.help_parts import Listed, Section, Terms
from data_models.rules.settings import Thresholds


def writing_down(thresholds: Thresholds) -> Section:
    return Section(
        "writing-down",
        "Writing things down",
        (
            "What you may do stands as a button or link where you look at it; what you may not do is not there. A form "
            "that cannot be used yet says what comes first.",
            Terms(
                (
                    (
                        "Saving",
                        "Nothing is saved until you press the button that says so, and it then says what happened. "
                        "What you typed stays through a refusal, a reload or a lost connection. Pressing twice saves "
                        "once.",
                    ),
                    (
                        "Days",
                        "Write them as you would: 3 Mar 2026, 3/3/2026, tomorrow. An emptied day stays empty.",
                    ),
                    (
                        "Two people at once",
                        "Changes of different fields are both kept. Where somebody changed the same field after you "
                        "opened the form, you see both and choose. What is one statement, such as a judgement and its "
                        "note, is never mixed from two.",
                    ),
                    (
                        "Putting right",
                        "A draft is changed. A published evaluation is corrected by a support officer, with a reason "
                        "that stands beside it from then on. A change can be undone on Changes while nothing later "
                        "rests on it. Nothing is deleted: every former state stays.",
                    ),
                    (
                        "Action plans",
                        "A plan is received, judged, then agreed or returned. A judgement alone ends nothing: the plan "
                        f"stays in the queue, due {thresholds.plan_judgement_days} days after it came, until it is "
                        "agreed or returned. When none of its actions is open it asks to be closed; where nothing was "
                        "verified, only a senior manager closes it.",
                    ),
                    (
                        "Moving a date",
                        "The first date promised is never overwritten. A new date needs a reason from the list, and "
                        "both are shown.",
                    ),
                    (
                        "Two keys",
                        "Take down the partnership’s claim with its evidence, then somebody else verifies or disputes "
                        f"it within {thresholds.claim_verification_days} days. A disputed completion is settled by a "
                        "senior manager. A percentage closes nothing; a closed action does not reopen: promise it "
                        "anew, citing it.",
                    ),
                    (
                        "Follow-up",
                        "Decide, record what the report says, schedule, say that the visit has begun (its step “on "
                        "site” says so too), report, then close or call a further review. Not to follow up is decided "
                        "by a senior manager, with a day to look again.",
                    ),
                    (
                        "A report that gives no timescale",
                        "Record what it does say. Where it gives no intention or no timescale, the area’s inspector or "
                        "a senior manager notes that it gives none, and why that stands. The alert is then shown as "
                        "answered; recording other words opens it again.",
                    ),
                    (
                        "Formal monitoring",
                        "Proposed with a reason, opened and closed by a senior manager. Each update is due on its "
                        "cadence. It closes when none of the five lines is left unassessed.",
                    ),
                    (
                        "Risk flags",
                        "Say what could happen and to whom it matters, how grave it is, who owns it and when it is "
                        f"looked at again. A mute lasts {thresholds.flag_mute_days} days at most, is counted, and "
                        "ends by itself. A flag raised by a rule ends when what raised it is over.",
                    ),
                    (
                        "Contacts",
                        "Log each meeting, support, challenge, signpost or piece of intelligence under one purpose or "
                        "several. What helps and hinders, and good practice, have forms of their own.",
                    ),
                    (
                        "Reviews that are quality-assured",
                        "Reference and days only. Until the area has said whether a review proceeds, that is asked. A "
                        "decision not to proceed is answered too.",
                    ),
                )
            ),
        ),
    )


def what_is_in_a_queue(thresholds: Thresholds) -> Section:
    return Section(
        "queue",
        "What is in your queue, and how it leaves",
        (
            "Everything that is promised and not ended is in somebody’s queue: that is proved on Follow-up, whenever "
            "that page is opened.",
            Listed(
                (
                    "A link inspector has what is owed in the areas they cover; a relationship manager the flags and "
                    "contacts of theirs.",
                    "A senior manager has what only they decide: formal monitoring, a look again at what is not "
                    "followed up, disputed completions.",
                    "A support officer has posts that nobody holds, and self-evaluations that are due or unanswered.",
                    "Where nobody covers an area, its link inspector’s work falls to the senior managers, and each "
                    "line says so.",
                    "An owner who left, or who does not cover the area, counts as nobody: a flag in a handover that "
                    "was taken back does not stay out of sight.",
                    "Where nobody here has the role that something needs, it is a gap: managers and administrators "
                    "see it.",
                    "An inspection whose steps are all behind it asks for the next one until it is published or "
                    "cancelled.",
                    f"What is due within {thresholds.due_this_week_days} days is this week’s, within "
                    f"{thresholds.due_this_month_days} days this month’s; what has no day has a band of its own.",
                ),
            ),
        ),
    )
