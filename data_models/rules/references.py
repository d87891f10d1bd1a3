"""How a record is called: a permanent reference made of its kind and its number, never given twice."""

from enum import StrEnum

# A database's whole numbers end here: a larger one is no row's, and is refused before it is looked for.
LARGEST_NUMBER = 2**31 - 1


class Kind(StrEnum):
    """The letters a reference begins with."""

    INSPECTION = "IN"
    EVALUATION = "EV"
    EVALUATION_TOTAL = "ET"
    PLAN = "AP"
    CANDIDATE = "FU"
    DECISION = "FD"
    PROGRESS_REVIEW = "PR"
    MONITORING = "FM"
    FLAG = "RF"
    CONTACT = "CT"
    PRACTICE = "GP"
    PERSON = "PE"
    ASSIGNMENT = "AS"
    IMPORT = "IM"
    MEETING = "MT"
    MEETING_ACTION = "MA"


def reference(kind: Kind, number: int, item: int | None = None) -> str:
    """AP-0007, or AP-0007/03 for the third item of that plan."""
    return f"{kind.value}-{number:04d}" + (f"/{item:02d}" if item is not None else "")
