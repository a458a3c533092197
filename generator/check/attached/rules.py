"""Attachments: listed and there (D63), of a kind that may be published (D64), without personal data (D65)."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.check.privacy.rules import TOLD
from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.attachments import FOLDER
from generator.model.identity import Attachment

KEY = "附件"
#: what may be a file's name: no folder, no leading full stop, nothing that a system or an address would take amiss.
NAME = re.compile(r"(?![.~])[\w（）()《》〔〕【】、，·\-+ .]{1,100}")
_WEIGHTS = {told.code: (told.name, told.severity) for told in TOLD.values()}
_MOST_SHOWN = 3


def listed(case: Case) -> Iterator[Found]:
    """Yield files that are listed and not there, or twice, or under a name that is none, and those nobody listed."""
    report, seen = case.inputs.report, case.loaded.attached
    times = Counter(one.file for one in report.attachments)
    for index, one in enumerate(report.attachments):
        path = pointer(case.report, KEY, index, "文件")
        if not NAME.fullmatch(one.file) or ".." in one.file:
            hint = f"只写文件名，例如 批复.pdf；文件放在 {FOLDER} 文件夹里，名字里不要有斜杠和特殊符号"
            yield _error("D63", f"“{one.file[:40]}”不能作附件的文件名", path, hint)
        elif one.file not in seen:
            hint = f"请把文件放进 {case.folder}/{FOLDER}/，或者核对名字，大小写和后缀要一样"
            yield _error("D63", f"附件“{one.file}”没有找到", path, hint)
        elif times.pop(one.file, 1) > 1:
            yield _error("D63", f"附件“{one.file}”列了两次", path, "请删去一条")
        if not one.title.strip():
            yield _error(
                "D63", f"附件“{one.file}”没有标题", pointer(case.report, KEY, index, "标题"), "网页上照标题列出"
            )
    named = {one.file for one in report.attachments}
    if missing := [name for name in seen if name not in named]:
        shown = "、".join(missing[:_MOST_SHOWN]) + ("等" if len(missing) > _MOST_SHOWN else "")
        message = f"{FOLDER} 文件夹里有{len(missing)}个文件没有列出：{shown}；没有列出的不公开"
        hint = "要公开的，在 report.yml 的“附件”里写 {文件: 批复.pdf, 标题: ……}；不公开的请移走"
        yield Found(Finding("D63", Severity.WARNING, message, f"{case.report}#", hint))


def harmless(case: Case) -> Iterator[Found]:
    """Yield listed files that cannot be published: their kind, size, content."""
    for path, one in _present(case):
        if problem := case.loaded.attached[one.file].problem:
            yield _error(
                "D64", f"附件“{one.file}”{problem}", path, "改好以前这份报告不能公开；不要这个附件的，从“附件”里删去"
            )


def private(case: Case) -> Iterator[Found]:
    """Yield the personal data in listed files, and what only people can look through."""
    for path, one in _present(case):
        seen = case.loaded.attached[one.file]
        kinds: dict[str, list[str]] = {}
        for code, masked in seen.personal:
            kinds.setdefault(code, []).append(masked)
        for code, found in kinds.items():
            name, severity = _WEIGHTS.get(code, ("个人信息", Severity.ERROR))
            shown = "、".join(found[:_MOST_SHOWN]) + ("等" if len(found) > _MOST_SHOWN else "")
            message = f"附件“{one.file}”里有{name}：{shown}"
            hint = "公开前请在文件里删去或遮住；依法应当公开的，在“豁免”里说明"
            yield Found(Finding("D65", severity, message, path, hint))
        if seen.unread:
            message = f"附件“{one.file}”{seen.unread}，没有检查个人信息"
            yield Found(
                Finding(
                    "D65", Severity.NOTE, message, path, "请人工看一遍：姓名、身份证号、手机号、账号、印章以外的签名"
                )
            )
        if seen.properties:
            message = f"附件“{one.file}”的文件属性里写着{'、'.join(seen.properties)}，会一起公开"
            yield Found(Finding("D65", Severity.NOTE, message, path, "不想公开的，请在文件属性里删去再放进来"))


def _present(case: Case) -> Iterator[tuple[str, Attachment]]:
    """Yield the listed files that are there, each once, with the path of its entry."""
    done: set[str] = set()
    for index, one in enumerate(case.inputs.report.attachments):
        if one.file in case.loaded.attached and one.file not in done:
            done.add(one.file)
            yield pointer(case.report, KEY, index, "文件"), one


def _error(code: str, message: str, path: str, hint: str) -> Found:
    return Found(Finding(code, Severity.ERROR, message, path, hint))


def attachments(case: Case) -> Iterator[Found]:
    """Yield everything about the attachments of a report."""
    yield from listed(case)
    yield from harmless(case)
    yield from private(case)


LISTED = Rule(
    code="D63",
    title="附件都列出来、都找得到",
    source="公开检查常见问题 F18、F23：附件缺漏、附件链接打不开",
    severity=Severity.ERROR,
    run=attachments,
    passing="""
附件: []
""",
    failing="""
附件: [{文件: 批复.pdf, 标题: 关于批复决算的通知}]
""",
    file="report.yml",
    covers=(
        ("D64", "附件是可以公开的种类，没有脚本、宏和密码"),
        ("D65", "附件里没有个人信息"),
    ),
)
RULES = (LISTED,)
