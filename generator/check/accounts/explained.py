"""What a disclosure must not leave out: reasons for changes (D10, D11, D13) and the counts of the 三公 (D12)."""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.rule import Case, Found, Rule
from generator.figures.engine import canonical
from generator.findings import Finding, Severity
from generator.model.address import UnknownNameError

#: code → groups of figures; one reason in a group serves all of it.
EXPLAINED = (
    ("D10", ("收入总计", "支出总计", "收入", "支出")),
    ("D10", ("收入总计.财政拨款", "支出总计.财政拨款", "收入.财政拨款", "支出.财政拨款")),
    ("D10", ("支出.一般公共预算",)),
    ("D11", ("三公.财政拨款",)),
    ("D11", ("三公.一般公共预算",)),
    ("D13", ("机关运行经费",)),
)
BASES = ("较上年", "较年初预算", "较全年预算", "较预算")
SCOPES = ("财政拨款", "一般公共预算")
COUNTS = "/“三公”经费实物量"
#: item of the 三公 → (label in the file, names of the count, either of which serves).
COUNTED = (
    ("因公出国（境）费", (("因公出国（境）团组数", ("出国团组数",)), ("因公出国（境）人次", ("出国人次",)))),
    ("公务用车购置费", (("公务用车购置数", ("购置车辆数",)),)),
    ("公务用车运行维护费", (("公务用车保有量", ("公务用车保有量",)),)),
    ("公务接待费", (
        ("公务接待批次", ("接待批次", "接待批次.国内")),
        ("公务接待人次", ("接待人次", "接待人次.国内")),
    )),
)  # fmt: skip


def unexplained(case: Case) -> Iterator[Found]:
    """Yield each group of figures whose change the document prints and nobody explains."""
    explained = {name for key in case.facts.reasons if (name := _canonical(key))}
    for code, group in EXPLAINED:
        changes = [found for name in group if (found := _change(case, name))]
        is_told = any(name == key or key.startswith(f"{name}.") for key in explained for name in group)
        if not changes or is_told:
            continue
        name, base, value = changes[0]
        way = "增加" if value > 0 else "减少"
        message = f"{case.wording.name(name)}{base}{way}{case.wording.amount(abs(value))}，没有写原因"
        hint = f"请在“原因”下面写：{name}: ……（为什么{way}）"
        path = case.accuracy.path(f"{name}.{base}.差额") or case.accuracy.path(name) or f"{case.accounts}#"
        yield Found(Finding(code, Severity.WARNING, message, path, hint), (name,))


def _canonical(name: str) -> str:
    try:
        return canonical(name)
    except UnknownNameError:
        return ""


def _change(case: Case, name: str) -> tuple[str, str, Decimal] | None:
    """Return (name, base, signed change) of a change that the document prints, or None."""
    for base in BASES:
        words = ("增减额", "差额", "增减率", "差率", "方向", "升降")
        if not any(f"{name}.{base}.{word}" in case.document.figures for word in words):
            continue
        value = case.accuracy.figure(f"{name}.{base}.差额").value
        if value:
            return name, base, value
    return None


def counts(case: Case) -> Iterator[Found]:
    """Yield the counts of the 三公 that are not given, and those that contradict the amount."""
    missing: dict[Severity, list[str]] = {Severity.WARNING: [], Severity.NOTE: []}
    for item, counted in COUNTED:
        name, amount = _amount(case, item)
        if amount is None:
            continue
        for label, names in counted:
            count = next((value for each in names if (value := case.accuracy.figure(each).value) is not None), None)
            if count is None:
                missing[Severity.WARNING if amount else Severity.NOTE].append(label)
            elif bool(amount) != bool(count):
                yield _contradicted(case, name, amount, label, names[0])
    for severity, labels in missing.items():
        if labels:
            message = f"“三公”经费有金额，没有填{'、'.join(labels)}"
            if severity is Severity.NOTE:
                message = f"“三公”经费为零的项目没有填{'、'.join(labels)}"
            hint = "请填在“三公”经费实物量下面；没有的写 0，确实没有公布的不用填"
            yield Found(Finding("D12", severity, message, f"{case.accounts}#{COUNTS}", hint))


def _amount(case: Case, item: str) -> tuple[str, Decimal | None]:
    """Return name and amount of an item in the widest scope that is known."""
    for scope in SCOPES:
        value = case.accuracy.figure(f"三公.{scope}.{item}").value
        if value is not None:
            return f"三公.{scope}.{item}", value
    return "", None


def _contradicted(case: Case, name: str, amount: Decimal, label: str, count_name: str) -> Found:
    figure = case.accuracy.figure(count_name)
    count = case.wording.amount(figure.value if figure.value is not None else Decimal(0), "count", figure.unit)
    message = f"{case.wording.name(name)}{case.wording.amount(amount)}，{label}却是{count}"
    # Vehicles may be hired, and what others paid for may be counted: only spending without any count is a plain error.
    is_error = bool(amount) and label != "公务用车保有量"
    hint = "有支出就应当有数量，没有支出一般没有数量；请核对两处，确实如此的在“豁免”里说明"
    path = case.accuracy.path(count_name) or case.accuracy.path(name)
    severity = Severity.ERROR if is_error else Severity.WARNING
    return Found(Finding("K34", severity, message, path, hint), (name, count_name))


UNEXPLAINED = Rule(
    code="D10",
    title="收支增减变化有原因说明",
    source="财预〔2016〕143号：对收支增减变化情况作出说明",
    severity=Severity.WARNING,
    run=unexplained,
    passing="""
机关运行经费: {决算数: 79.43, 较上年增减: 17.15, 原因: 工作业务量增加}
""",
    failing="""
机关运行经费: {决算数: 79.43, 较上年增减: 17.15}
""",
    covers=(("D11", "“三公”经费增减变化有原因说明"), ("D13", "机关运行经费增减变化有原因说明")),
)
COUNTS_GIVEN = Rule(
    code="D12",
    title="“三公”经费的团组数、人次、购置数、保有量、批次都有",
    source="财预〔2016〕143号：说明因公出国（境）团组数及人数、公务用车购置数及保有量、国内公务接待批次、人数",
    severity=Severity.WARNING,
    run=counts,
    passing="""
“三公”经费: {财政拨款: {决算数: {公务接待费: 3.25}}}
“三公”经费实物量: {公务接待批次: {国内: 20}, 公务接待人次: {国内: 330}}
""",
    failing="""
“三公”经费: {财政拨款: {决算数: {公务接待费: 3.25}}}
“三公”经费实物量: {公务接待批次: {国内: 20}}
""",
    covers=(("K34", "“三公”经费的金额和数量同时有或同时没有"),),
)
