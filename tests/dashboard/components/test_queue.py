"""A queue on the screen: every kind of matter leads somewhere, and every band has its words."""

from datetime import date

from streamlit.testing.v1 import AppTest

from dashboard.components.queue.rows import BAND_EMPTY, BAND_TITLES, areas_owed, band_cards, kinds_owed, only
from dashboard.components.queue.ways import ADDRESSES
from data_models.rules.clocks import Urgency
from data_models.rules.matters import Matter
from data_models.vocabulary import MatterKind

ON = date(2026, 3, 3)
ANGUS, MORAY = "S12000041", "S12000020"


def matter(kind=MatterKind.ACTION_DUE, area=ANGUS, due_on=date(2026, 3, 1)):
    return Matter(kind, area, "AP-0007/03", "Train staff", 31, parent_id=7, due_on=due_on)


def bands(*overdue):
    return tuple((band, overdue if band is Urgency.OVERDUE else ()) for band in Urgency)


def addresses_of_one_matter_of_each_kind():
    from markupsafe import Markup

    from dashboard.components.queue.ways import FORMS, address_of
    from dashboard.text import show
    from data_models.rules.matters import Matter
    from data_models.vocabulary import MatterKind

    # Those that open a form look who is looking: they are gone through on the page itself.
    by_viewer = {MatterKind.CONTACT_DUE, MatterKind.PURPOSE_UNTOUCHED, MatterKind.MEETING_ACTION_DUE}
    for kind in set(MatterKind) - {*by_viewer, *FORMS}:
        show(Markup("{} {}").format(kind.value, address_of(Matter(kind, "S12000041", "RF-0009", "x", 31, parent_id=7))))


def test_every_kind_of_matter_leads_to_a_page():
    assert set(ADDRESSES) == set(MatterKind)


def test_a_matter_leads_to_the_very_record_and_keeps_who_looks():
    app = AppTest.from_function(addresses_of_one_matter_of_each_kind)
    app.query_params["persona"] = "link-inspector"
    said = dict(str(one.proto.body).replace("&amp;", "&").split(" ") for one in app.run().get("html"))
    who = "persona=link-inspector"
    assert said["flag_review_due"] == f"risk-flags?{who}&flag=31"
    assert said["review_report_due"] == f"reviews?{who}&review=31"
    assert said["no_cover"] == f"coverage?{who}&area=S12000041"
    assert said["milestone_due"] == f"inspections?{who}&inspection=7"


def test_every_band_has_its_words():
    assert set(BAND_TITLES) == set(BAND_EMPTY) == set(Urgency)


def test_a_band_card_counts_what_is_owed_and_says_how_late_the_latest_is():
    overdue, *rest = band_cards(bands(matter(), matter(due_on=date(2026, 2, 1))), ON)
    assert (overdue.value, overdue.meaning, overdue.address, overdue.pressing) == (
        2,
        "the longest by 4 weeks",
        "#overdue",
        True,
    )
    assert [(card.label, card.value, card.address) for card in rest] == [
        ("This week", 0, None),
        ("This month", 0, None),
        ("Later", 0, None),
    ]


def test_the_choices_are_those_in_the_queue_with_how_many():
    owed = (matter(), matter(area=MORAY), matter(MatterKind.CONTACT_DUE, MORAY))
    assert kinds_owed(owed) == {"action_due": "Action due (2)", "contact_due": "Contact due (1)"}
    assert list(areas_owed(owed, {ANGUS: "Angus", MORAY: "Moray"}).items()) == [
        (ANGUS, "Angus (1)"),
        (MORAY, "Moray (2)"),
    ]


def test_a_queue_is_narrowed_by_kind_and_by_area():
    here, there = matter(), matter(MatterKind.CONTACT_DUE, MORAY)
    assert only(bands(here, there), "contact_due", None) == bands(there)
    assert only(bands(here, there), None, ANGUS) == bands(here)
    assert only(bands(here, there), "contact_due", ANGUS) == bands()
    assert only(bands(here, there), None, None) == bands(here, there)


def why_each_is_in_the_queue():
    from datetime import date

    from dashboard.components.queue.rows import matters_table
    from dashboard.text import show
    from data_models.rules.matters import Matter
    from data_models.vocabulary import MatterKind, RiskDescriptor

    def flag(owner_id: int | None = None, *, has_lapsed_owner: bool = False) -> Matter:
        return Matter(
            MatterKind.FLAG_REVIEW,
            "S12000041",
            "RF-0009",
            "Thin leadership",
            31,
            owner_id=owner_id,
            descriptor=RiskDescriptor.CONCERN,
            has_lapsed_owner=has_lapsed_owner,
        )

    gap = Matter(MatterKind.COVER_GAP, "S12000041", "S12000041", "Angus", 0, is_unheld=True)
    matters = (flag(), flag(has_lapsed_owner=True), gap, flag(owner_id=4))
    for one in matters:
        show(matters_table([one], {"S12000041": "Angus"}, date(2026, 3, 3), caption="Owed"))


def test_a_line_says_why_it_fell_to_whoever_reads_it():
    app = AppTest.from_function(why_each_is_in_the_queue)
    app.query_params["persona"] = "senior-manager"
    uncovered, lapsed, unheld, owned = (str(one.proto.body) for one in app.run().get("html"))
    assert "Falls to the managers" in uncovered
    assert "Its owner may not act in this area now" in lapsed
    assert "nobody here is a strategic support officer" in unheld
    for words in ("Falls to", "A gap", "Its owner"):
        assert words not in owned
