"""Which case of a sentence pattern the figures call for: 增加, 减少, 倍增, 持平, 为零, 无基数, 新设, 未知, 通."""

from decimal import Decimal

from generator.figures.engine import Figures
from generator.figures.figure import Figure, Origin
from generator.model.style import Pattern

#: 对比 of a pattern → operation on the subject.
BASES = {"上年": "较上年", "年初预算": "较年初预算", "全年预算": "较全年预算", "预算": "较预算"}
FULL = Decimal(100)
#: a growth beyond this share of the base (+200 %) is told as a multiple, where the pattern has words for that.
MULTIPLE = 3


def case_of(figures: Figures, pattern: Pattern, subject: str) -> str:
    """Return the case of a pattern for its subject.

    Directions follow the sign; 持平 means equal. A published completion rate decides where the base is unknown.
    A base of zero is 无基数, an absent one (新设单位) is 新设, an unknown one 未知.
    """
    if not subject:
        return "通"
    figure = figures.get(subject)
    if figure.value is None:
        return "未知"
    if not figure.value and pattern.zero is not None:
        return "为零"
    return _compared(figures, pattern, subject, figure) if pattern.base else "通"


def _compared(figures: Figures, pattern: Pattern, subject: str, figure: Figure) -> str:
    base = pattern.base
    operation = BASES[base]
    rate = figures.get(f"{subject}.{operation}.完成率")
    if rate.origin is Origin.PUBLISHED and rate.value is not None:
        return _direction(rate.value, FULL)
    against = figures.get(f"{subject}.{operation}.基数")
    if against.value is None:
        return "新设" if figures.is_new_unit and base == "上年" else "未知"
    value = figure.value if figure.value is not None else Decimal(0)
    if not against.value and value:
        return "无基数"
    if pattern.multiplied is not None and value > MULTIPLE * against.value > 0:
        return "倍增"
    return _direction(value, against.value)


def _direction(value: Decimal, base: Decimal) -> str:
    if value == base:
        return "持平"
    return "增加" if value > base else "减少"


def text_for(pattern: Pattern, case: str) -> str | None:
    """Return the text of a case: its own, else 变动 for a change, else 通; None when nothing covers it."""
    own = {
        "增加": (pattern.increase, pattern.change),
        "减少": (pattern.decrease, pattern.change),
        "倍增": (pattern.multiplied,),
        "持平": (pattern.same,),
        "为零": (pattern.zero,),
        "无基数": (pattern.no_base,),
        "新设": (pattern.new_unit,),
        "未知": (pattern.unknown,),
        "通": (),
    }[case]
    return next((text for text in (*own, pattern.always) if text is not None), None)
