from dashboard.components.plans.looks import LOOKS
from data_models.vocabulary import ItemStatus


def test_every_status_of_an_action_has_a_look_and_no_two_share_a_symbol():
    assert set(LOOKS) == set(ItemStatus)
    assert len({symbol for symbol, _ in LOOKS.values()}) == len(ItemStatus)
