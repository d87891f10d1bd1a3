"""The unique reference number of a review: letters and numbers, and nothing that could point at a person.

Care Inspectorate: "We will record all information using a unique reference number". The form of it is not stated:
ours is two to six capital letters, then one to three groups of capitals and digits, such as SIR-2026-0007.
"""

import re

from data_models.rules.personal_data import findings_in

EXAMPLE = "SIR-2026-0007"
FORM = re.compile(r"[A-Z]{2,6}(?:[-/][A-Z0-9]{1,8}){1,3}")


def is_reference(text: str) -> bool:
    """Whether this has the form of a reference, and no part that looks like a CHI number or a postcode."""
    return FORM.fullmatch(text) is not None and not findings_in(text)
