"""What the text of a cell says: an amount, nothing, or something that is no amount."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.model.facts import Blank
from generator.money import AmountProblem, parse_amount

#: how tables print that there is nothing.
_NOTHING = frozenset(("", "-", "--", "—", "——", "－", "–", "/", "\\", "*", "***", "无"))
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_NEGATIVE = re.compile(r"\((\d[\d,.]*)\)")
_UNITS = ("亿元", "万元", "元")
_UNIT = re.compile(r"单位[：:]?\s*(?:人民币)?\s*(亿元|万元|元)")


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says: its amount, or why it is no amount; neither for a blank one, which tables print for zero.

    `is_unknown`: whether it says in words that the amount is not told, which is not zero.
    """

    amount: Decimal | None = None
    problem: str = ""
    is_unknown: bool = False


@lru_cache(maxsize=8192)  # a merged cell puts one text into as many as a million
def read_cell(text: str) -> Read:
    """Return the amount of a cell: 千分位, full-width digits, a minus of any kind and brackets for less than zero."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace(" ", "").replace("\u3000", "")
    if plain in _NOTHING:
        return Read()
    if plain.startswith("="):
        return Read(problem="是公式，文件里没有它的结果。请用 Excel 或 WPS 打开、保存一次再导入。")
    if plain.startswith("#"):
        return Read(problem="公式出错。请在 Excel 里改好。")
    if plain in set(Blank):
        return Read(is_unknown=True)
    if match := _NEGATIVE.fullmatch(plain):
        plain = f"-{match[1]}"
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    plain = plain.removeprefix("+")
    value = parse_amount(plain)
    return Read(problem=value.message) if isinstance(value, AmountProblem) else Read(value)


def unit_in(texts: list[str]) -> str:
    """Return the unit of money that one of the texts above a table names, or ""."""
    for text in texts:
        if match := _UNIT.search(unicodedata.normalize("NFKC", text)):
            return match[1]
    return next((text for text in texts if text in _UNITS), "")
