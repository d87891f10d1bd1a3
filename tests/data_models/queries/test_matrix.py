from datetime import date

from data_models.database import reading
from data_models.queries.matrix import matrix
from data_models.tables import Evaluation, EvaluationTotal
from data_models.vocabulary import AspStatement, DatePrecision, Grade, ProgressFinding, Scale, Standing, Strand
from tests.data_models.queries.small_record import ANGUS, MORAY, area, evaluation, inspection, programme, put, writing

OLD, NEW = date(2015, 5, 1), date(2024, 5, 1)


def read(engine):
    with reading(engine) as session:
        return matrix(session)


def test_an_empty_record_has_no_cells(engine):
    assert (read(engine).programmes, read(engine).cells) == ((), ())


def test_a_cell_holds_the_latest_published_evaluation_lowest_first(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        adults = programme(session)
        evaluation(session, inspection(session, adults, published_on=OLD), Grade.UNSATISFACTORY)
        of = inspection(session, adults, ANGUS, MORAY, published_on=NEW)
        for number, grade in enumerate((Grade.GOOD, Grade.WEAK, Grade.GOOD)):
            evaluation(session, of, grade, f"Indicator {number}")
        put(session, EvaluationTotal(inspection_id=of, label="All", grade=Grade.WEAK, total=3, unnamed=2))
        evaluation(session, inspection(session, adults, published_on=None), Grade.EXCELLENT)
    found = read(engine)
    assert [(one.area_code, one.inspection_id) for one in found.cells] == [(MORAY, of), (ANGUS, of)]
    cell = found.cell(ANGUS, adults)
    assert cell is not None
    assert (cell.grades, cell.lowest, cell.is_certain) == (((Grade.WEAK, 3), (Grade.GOOD, 2)), Grade.WEAK, True)
    assert found.cell(ANGUS, adults + 1) is None


def test_scales_are_never_mixed_and_progress_is_no_grade(engine):
    with writing(engine) as session:
        area(session)
        asp = programme(session, "asp", scale=Scale.ASP_STATEMENT, strand=Strand.PROTECTION)
        evaluation(session, inspection(session, asp, published_on=OLD), Grade.WEAK)
        of = inspection(session, asp, published_on=NEW)
        for label, statement in (
            ("Leadership", AspStatement.EFFECTIVE),
            ("Key processes", AspStatement.IMPORTANT_WEAKNESS),
        ):
            put(session, Evaluation(inspection_id=of, label=label, scale=Scale.ASP_STATEMENT, statement=statement))
        review = inspection(session, asp, published_on=date(2025, 1, 1))
        put(
            session,
            Evaluation(inspection_id=review, label="x", scale=Scale.PROGRESS, progress=ProgressFinding.MINIMAL),
        )
    (cell,) = read(engine).cells
    assert (cell.scale, cell.grades, cell.inspection_id) == (Scale.ASP_STATEMENT, (), of)
    assert cell.statements == ((AspStatement.IMPORTANT_WEAKNESS, 1), (AspStatement.EFFECTIVE, 1))


def test_the_absences_stay_apart(engine):
    with writing(engine) as session:
        area(session)
        absent = [one for one in Standing if one is not Standing.EVALUATED]
        for standing in absent:
            of = inspection(session, programme(session, standing.value), published_on=NEW)
            put(session, Evaluation(inspection_id=of, label="x", scale=Scale.SIX_POINT, standing=standing))
        inspection(session, programme(session, "silent"), published_on=NEW)
        inspection(session, programme(session, "thematic", evaluates=False), published_on=NEW)
    found = read(engine)
    codes = {column.id: column.code for column in found.programmes}
    assert {codes[cell.programme_id]: cell.standing for cell in found.cells} == {
        **{standing.value: standing for standing in absent},
        "silent": Standing.MISSING,
        "thematic": Standing.NOT_EVALUATED,
    }


def test_a_later_inspection_without_a_value_does_not_hide_an_earlier_value(engine):
    with writing(engine) as session:
        area(session)
        adults = programme(session)
        valued = inspection(session, adults, published_on=OLD)
        evaluation(session, valued, Grade.ADEQUATE)
        inspection(session, adults, published_on=NEW)
    assert [cell.inspection_id for cell in read(engine).cells] == [valued]


def test_a_date_known_only_to_the_year_leaves_the_latest_uncertain(engine):
    with writing(engine) as session:
        area(session)
        adults = programme(session)
        evaluation(session, inspection(session, adults, published_on=date(2024, 5, 1)))
        rival = date(2024, 1, 1)
        evaluation(session, inspection(session, adults, published_on=rival, published_precision=DatePrecision.YEAR))
    (cell,) = read(engine).cells
    assert (cell.published_on, cell.is_certain) == (date(2024, 5, 1), False)


def test_findings_that_are_not_attributed_to_areas_stand_in_no_cell(engine):
    with writing(engine) as session:
        area(session)
        national = programme(session, "national", attributes_findings=False)
        evaluation(session, inspection(session, national, published_on=NEW), Grade.WEAK)
    (cell,) = read(engine).cells
    assert (cell.grades, cell.standing) == ((), Standing.NOT_EVALUATED)
