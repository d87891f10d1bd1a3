"""What somebody should look at in published rows that were taken all the same."""

from collections import Counter
from collections.abc import Iterable

from data_models.rules.published_facts import EvaluationFact, InspectionFacts, Warned
from data_models.rules.published_words import plain_name
from data_models.vocabulary import Scale, Standing

# "Reports before about 2013 say satisfactory where later ones say adequate": after it the word is unexpected.
SATISFACTORY_UNTIL = 2013


def warnings_of(inspections: Iterable[InspectionFacts]) -> tuple[Warned, ...]:
    """One sentence per doubt, by row: disagreeing rows, words that are no evaluation, unexpected words, totals."""
    found = [warned for one in inspections for warned in (*_evaluation_warnings(one), *_total_warnings(one))]
    return tuple(sorted(found, key=lambda warned: warned.row))


def _evaluation_warnings(report: InspectionFacts) -> Iterable[Warned]:
    said: dict[str, EvaluationFact] = {}
    for fact in report.evaluations:
        words, first = fact.words, said.setdefault(plain_name(fact.indicator), fact)
        if first.words != words and fact.indicator:
            yield Warned(
                fact.row, f"Says '{words.verbatim}' where row {first.row} says '{first.words.verbatim}'; both are kept."
            )
        if words.verbatim and words.standing is Standing.MISSING and not fact.covers_whole:
            yield Warned(
                fact.row, f"'{words.verbatim}' is kept as it stands: it is not one evaluation of a known scale."
            )
        if (
            words.original_word == "satisfactory"
            and report.published.earliest
            and (report.published.earliest.year > SATISFACTORY_UNTIL)
        ):
            yield Warned(fact.row, "'satisfactory' is read as adequate, though reports of that year say adequate.")
        if words.grade and report.programme.scale is Scale.ASP_STATEMENT:
            yield Warned(fact.row, f"'{words.verbatim}' is a grade in a programme that publishes statements; check it.")


def _total_warnings(report: InspectionFacts) -> Iterable[Warned]:
    named = Counter(fact.words.grade for fact in report.evaluations)
    for fact in report.totals:
        if fact.overlaps_named and named[fact.grade] > fact.total:
            yield Warned(fact.row, f"Counts {fact.total} {fact.grade.name.lower()}, but {named[fact.grade]} are named.")
