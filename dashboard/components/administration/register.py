"""The record about itself to HTML: what kind it is, its self-checks and its last changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.flags.rule_runs import looked, warning_of
from dashboard.components.headlines import Headline
from dashboard.components.table import Column, day, table
from dashboard.wording import count, say
from data_models.queries.administration import Administration, ImportRow
from data_models.queries.ledger_rows import Ledger
from data_models.queries.rule_runs import LastRun
from data_models.vocabulary import Origin, RoleName

AREAS_OF_SCOTLAND, HEALTH_AND_SOCIAL_CARE = 32, 31


@dataclass(frozen=True)
class Check:
    """One thing that must hold, what was found, and what to do where it does not."""

    name: str
    holds: bool | None
    found: str
    remedy: str = ""


def counted_checks(shown: Administration, obligations: Ledger) -> tuple[Check, ...]:
    """What can be told by counting, at every look at the page."""
    found = shown.checks
    return (
        Check(
            "Every trigger is accounted for",
            obligations.is_sound,
            f"{obligations.accounted_for} of {obligations.calling} weak or unsatisfactory evaluations",
            "Open follow-up: " + ", ".join(one.reference for one in obligations.breaches[:5]),
        ),
        Check(
            "No change is missing",
            found.changes == found.newest_change,
            f"{found.changes:,} changes, the newest is number {found.newest_change:,}",
            "Restore the last backup: changes have been taken out of the record.",
        ),
        Check(
            "The council areas are all there",
            found.areas == AREAS_OF_SCOTLAND,
            f"{found.areas} of {AREAS_OF_SCOTLAND}",
            "Load the reference lists.",
        ),
        Check(
            "The health and social care partnerships are all there",
            found.health_and_social_care == HEALTH_AND_SOCIAL_CARE,
            f"{found.health_and_social_care} of {HEALTH_AND_SOCIAL_CARE}",
            "Load the reference lists.",
        ),
    )


def rules_check(last: LastRun) -> Check:
    """Whether the rules of risk flags look at the record as they should."""
    return Check(
        "The rules of risk flags look at every area, every day",
        not warning_of(last),
        looked(last).rstrip("."),
        f"{warning_of(last)} Look at the log of the server, and run link-inspector run-rules.",
    )


def deep_checks(readiness: dict[str, bool] | None) -> tuple[Check, ...]:
    """What needs the whole record to be read again: not known until somebody asks."""
    known = readiness or {}
    return (
        Check(
            "Every change is sealed as it was made",
            known.get("seals"),
            "recomputed over the whole record" if known else "not checked since this page was opened",
            "Somebody altered the record outside this program, or the key of the seals is another one.",
        ),
        Check(
            "The database has the shape this version expects",
            known.get("schema"),
            "compared with this version" if known else "not checked since this page was opened",
            "Run the upgrade.",
        ),
    )


def checks_table(checks: Iterable[Check]) -> Markup:
    columns: list[Column[Check]] = [
        Column("What must hold", lambda one: one.name, names_row=True),
        Column("State", _verdict),
        Column("Found", lambda one: one.found if one.holds is not False else f"{one.found}. {one.remedy}"),
    ]
    return table(checks, columns, caption="Self-checks", empty="Nothing to check.")


def _verdict(check: Check) -> Markup:
    if check.holds is None:
        return chip("grey", "Not checked")
    return chip("green", "Holds") if check.holds else chip("red", "Does not hold")


def record_cards(shown: Administration, checks: Iterable[Check]) -> tuple[Headline, ...]:
    """What kind of record this is, whether it is in order, and how much is in it."""
    known = [one for one in checks if one.holds is not None]
    failing = sum(one.holds is False for one in known)
    changed = sum(one.is_set for one in shown.settings)
    return (
        Headline(
            "Self-checks failing", failing, f"of {len(known)} made for this page", "#checks", pressing=failing > 0
        ),
        Headline("People here", shown.checks.people_here, f"of {len(shown.people)} on record", "#people"),
        Headline("Settings changed", changed, f"of {len(shown.settings)}; the rest are defaults", "#settings"),
        Headline("Files imported", len(shown.imports), _unplaced(shown.imports), "#imports"),
    )


def _unplaced(imports: tuple[ImportRow, ...]) -> str:
    rows = sum(one.unplaced for one in imports)
    return f"{count(rows, 'row')} without a place" if rows else "every row has its place"


KIND_TONES: dict[Origin, Tone] = {
    Origin.PUBLISHED_RECORD: "grey",
    Origin.DEMONSTRATION: "blue",
    Origin.OFFICE: "green",
}


def record_kind(shown: Administration) -> Markup:
    """What kind of record this is, and since when."""
    if shown.marker is None:
        return Markup("<p>This record does not say what kind it is: nothing has been loaded into it yet.</p>")
    said = Markup("<p>This is a record of the kind {} made on {}. It keeps {} where sources disagree.</p>")
    mark = chip(KIND_TONES[shown.marker.kind], say(shown.marker.kind))
    return said.format(mark, day(shown.marker.made_on), count(shown.checks.contradictions, "contradiction"))


ROLES = {role.value: say(role) for role in RoleName}


def role_words(role: str) -> str:
    return ROLES.get(role) or role.replace("_", " ")
