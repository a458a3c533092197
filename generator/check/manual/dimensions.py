"""The five dimensions in which disclosure is inspected, and the one that each code belongs to."""

from collections.abc import Mapping
from types import MappingProxyType

TIMELY, COMPLETE, DETAILED, OPEN, TRUE = "及时性", "完整性", "细化程度", "公开方式", "真实性"
#: in the order in which official inspections list them.
DIMENSIONS = (TIMELY, COMPLETE, DETAILED, OPEN, TRUE)

#: beginning of a code → dimension; the longest beginning that fits counts, so that a family is named once.
_OF: Mapping[str, str] = MappingProxyType({
    "A": TRUE, "A003": DETAILED,
    "C": TRUE, "C01": TIMELY,
    "D": COMPLETE, "D01": TIMELY, "D02": TIMELY, "D03": TIMELY, "D06": DETAILED, "D07": DETAILED, "D08": DETAILED,
    "D18": OPEN, "D19": OPEN, "D20": OPEN, "D21": OPEN, "D22": OPEN,
    "D60": TIMELY, "D61": OPEN, "D62": OPEN, "D64": OPEN, "D65": OPEN,
    "E": TRUE, "E01": OPEN, "E04": COMPLETE, "E07": COMPLETE, "E10": DETAILED,
    "G": COMPLETE, "G006": OPEN, "G007": OPEN, "G008": OPEN, "G01": OPEN,
    "K": TRUE,
    "L": OPEN,
    "N": TRUE, "N13": DETAILED,
    "P": TRUE,
    "R": OPEN, "R002": COMPLETE, "R010": COMPLETE, "R011": TRUE, "R013": TIMELY, "R015": COMPLETE, "R018": COMPLETE,
    "R019": COMPLETE,
    "S": OPEN,
    "T": TRUE, "T001": OPEN, "T002": OPEN, "T2": OPEN,
    "W": TRUE,
    "X": TRUE,
    "Y": OPEN,
})  # fmt: skip


def dimension_of(code: str) -> str:
    """Return the dimension of a code; a region's own identity, such as HN1, is about truth."""
    fitting = [beginning for beginning in _OF if is_mapped(code) and code.startswith(beginning)]
    return _OF[max(fitting, key=len)] if fitting else TRUE


def is_mapped(code: str) -> bool:
    """Return whether the table names the code or its family: a letter of ours and digits."""
    return code[:1] in _OF and code[1:2].isdigit()
