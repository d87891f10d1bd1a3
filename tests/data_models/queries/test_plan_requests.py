"""After which published inspections there is no plan, as far as somebody may ask for one."""

from datetime import date

from data_models.database import reading
from data_models.queries.plan_requests import without_plan
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName
from tests.data_models.queries.small_record import (
    ANGUS,
    MORAY,
    OUTSIDER,
    SENIOR,
    TODAY,
    area,
    inspection,
    plan,
    programme,
    writing,
)
from tests.statements import counting_statements

OWN = Viewer(name="Own", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))
SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)


def test_they_are_the_published_ones_without_a_plan_the_newest_first(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        adults = programme(session)
        old = inspection(session, adults, published_on=date(2024, 1, 1))
        shared = inspection(session, adults, ANGUS, MORAY, published_on=date(2025, 1, 1))
        plan(session, inspection(session, adults, published_on=date(2025, 6, 1)))
        inspection(session, adults, published_on=None)
        elsewhere = inspection(session, adults, MORAY, published_on=date(2025, 3, 1))
    with reading(engine) as session, counting_statements(engine) as asked:
        found = without_plan(session, OWN, on=TODAY)
        assert asked.count == 1
        everywhere = without_plan(session, SUPPORT, on=TODAY)
        theirs = without_plan(session, OUTSIDER, on=TODAY)
        nobody = without_plan(session, SENIOR, on=TODAY)
    assert [(one.id, [place.name for place in one.areas]) for one in found] == [
        (shared, ["Angus", "Moray"]),
        (old, ["Angus"]),
    ]
    assert [one.id for one in everywhere] == [elsewhere, shared, old]
    assert [one.id for one in theirs] == [elsewhere, shared]
    assert nobody == ()
