"""How each status of an action looks: its symbol and its word, from what is done to what is not."""

from data_models.vocabulary import ItemStatus

# The symbol says without colour what the colour says.
LOOKS: dict[ItemStatus, tuple[str, str]] = {
    ItemStatus.VERIFIED: ("✔", "Verified"),
    ItemStatus.CLAIMED: ("◐", "Claimed"),
    ItemStatus.IN_PROGRESS: ("▶", "In progress"),
    ItemStatus.NOT_STARTED: ("○", "Not started"),
    ItemStatus.AT_RISK: ("▲", "At risk"),
    ItemStatus.DISPUTED: ("■", "Disputed"),
    ItemStatus.WITHDRAWN: ("–", "Withdrawn"),
}
