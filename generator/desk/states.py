"""A report's way from 草稿 to 公开: which step may follow, what it writes into report.yml, what it asks for first.

    草稿 → 送审        everything is written, nothing is wrong
    送审 → 已批复      the finance bureau has approved the accounts: 批复日期
    已批复 → 公开      保密审查 and 审签 are given: 公开日期
    公开 → 撤回        with a day, a reason and the paper it rests on; 公开 again ends it

Back goes whoever is not public yet; what was public is corrected or withdrawn.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.check.completeness.parts import DAYS_ALLOWED, UNKNOWN
from generator.check.completeness.states import denied
from generator.desk.editing.spans import Path
from generator.desk.editing.splice import splice
from generator.desk.tidy import names_of
from generator.desk.todo import items_of
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.identity import Region, Report, State
from generator.model.release import day_of, release_of

#: in the order in which a report goes through them.
ORDER = tuple(State)
#: what is no state, but a step.
WITHDRAW = "撤回"
STEPS = (*(str(state) for state in State), WITHDRAW)
DATES_AND_SIGNATURES = "日期和审签"
#: the keys that the steps write.
STATE, APPROVED_ON, PUBLISHED_ON, SECRECY, SIGNED = "状态", "批复日期", "公开日期", "保密审查", "审签"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a step: its day, 保密审查, 审签, reason and paper; "" for what is not."""

    date: str = ""
    secrecy: str = ""
    signed: str = ""
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may be taken, once nothing is lacking.

    Attributes:
        before, after: where the report stands and would stand; 已撤回 for one that was withdrawn.
        edits: path in report.yml → what is to stand there; None takes it out.
        needs: what the step asks for and report.yml does not say.
        remarks: what else there is to say.
        is_forward: whether the report must be written to the end for it.
    """

    before: str
    after: str
    edits: Mapping[Path, object]
    needs: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()
    is_forward: bool = True


class StepError(ValueError):
    """There is no such step from here; the message says which there is, in Chinese."""


def standing_of(report: Report) -> str:
    """Return where a report stands, in a word."""
    return f"{report.state}（已撤回）" if report.withdrawal else str(report.state)


def next_of(report: Report) -> str:
    """Return the step that follows in the ordinary way; "" for a report that is public."""
    if report.withdrawal:
        return str(State.PUBLIC) if report.state in {State.PUBLIC, State.APPROVED} else _after(report.state)
    return "" if report.state == State.PUBLIC else _after(report.state)


def _after(state: State) -> str:
    return str(ORDER[ORDER.index(state) + 1])


def step_to(target: str, report: Report, region: Region | None, file: str, said: Said, today: dt.date) -> Step:
    """Return a step of a report, with what it still asks for; whether the report is written to the end is not asked.

    Args:
        target: one of `STEPS`.
        report: as it stands.
        region: its region; None where it cannot be read.
        file: path of report.yml.
        said: what is said with the step.
        today: the day on which it is taken.

    Raises:
        StepError: there is no such step from here.
    """
    if target == WITHDRAW:
        return _withdrawn(report, region, file, said, today)
    wanted = State(target)
    here, there = ORDER.index(report.state), ORDER.index(wanted)
    if there == here and not (report.withdrawal and wanted == State.PUBLIC):
        raise StepError(f"现在就是“{standing_of(report)}”，没有改动")
    if there > here + 1:
        raise StepError(f"现在是“{report.state}”，要先“{ORDER[here + 1]}”，再“{wanted}”")
    if there < here:
        return _back(wanted, report, region, today)
    edits: dict[Path, object] = {(STATE,): str(wanted)}
    edits |= {(key,): text for key, text in ((SECRECY, said.secrecy), (SIGNED, said.signed)) if text}
    if wanted == State.APPROVED and said.date:
        edits[(APPROVED_ON,)] = said.date
    if wanted == State.PUBLIC:
        edits[(PUBLISHED_ON,)] = said.date or _planned(report, region) or today.isoformat()
        edits |= {(WITHDRAW,): None} if report.withdrawal else {}
    needs, remarks = tuple(_needs(wanted, report, edits, file)), tuple(_remarks(wanted, report, region, edits))
    return Step(standing_of(report), str(wanted), edits, needs, remarks)


def _planned(report: Report, region: Region | None) -> str:
    """Return the day of publication that is written already: the report's own, or that of its region's minute."""
    if report.published_on != UNKNOWN:
        return report.published_on
    return region.releases.get(str(report.year), "")[:10] if region else ""


def _withdrawn(report: Report, region: Region | None, file: str, said: Said, today: dt.date) -> Step:
    if report.withdrawal:
        raise StepError(f"已经在 {report.withdrawal.date} 撤回了；要改日期或原因，请改 report.yml 的“撤回”")
    release = release_of(report, region)
    if report.state != State.PUBLIC or not release.has_come(today):
        raise StepError(f"现在是“{report.state}”，还没有公开过，用不着撤回；不公开了，把状态退回去就可以")
    written = {"日期": said.date or today.isoformat(), "原因": said.reason}
    written |= {"依据": said.basis} if said.basis else {}
    needs = [] if day_of(written["日期"]) else [_no_day(written["日期"], pointer(file, WITHDRAW))]
    if not said.reason.strip():
        hint = "请写 --reason，例如 --reason 误用了送审的稿子，正在核对"
        needs.append(_need("D62", "撤回要写原因，网页上照印", f"{file}#", hint))
    remarks = (
        "网站上原来的网址保留一页，写明撤回的日期、原因和依据，不再有数字和下载。",
        "改好以后再公开：把状态改成“公开”。",
    )
    return Step(standing_of(report), WITHDRAW, {(WITHDRAW,): written}, tuple(needs), remarks, is_forward=False)


def _back(wanted: State, report: Report, region: Region | None, today: dt.date) -> Step:
    """Return the step back to an earlier state: dates of what is undone are unknown again.

    Raises:
        StepError: the report is public.
    """
    is_out = report.state == State.PUBLIC and release_of(report, region).has_come(today)
    if is_out and not report.withdrawal:
        raise StepError("已经公开了，不能退回：改错请写“更正”，撤下来请用 撤回")
    edits: dict[Path, object] = {(STATE,): str(wanted)}
    if report.state == State.PUBLIC and not report.withdrawal and report.published_on != UNKNOWN:
        edits[(PUBLISHED_ON,)] = UNKNOWN
    if wanted in {State.DRAFT, State.REVIEW} and report.approved_on != UNKNOWN and not report.withdrawal:
        edits[(APPROVED_ON,)] = UNKNOWN
    remarks = ("退回的原因请写在提交说明里。",)
    return Step(standing_of(report), str(wanted), edits, (), remarks, is_forward=False)


def _needs(wanted: State, report: Report, edits: Mapping[Path, object], file: str) -> Iterator[Finding]:
    """Yield the dates and signatures that a step asks for and that will not be there."""
    text = {key: str(edits.get((key,), typed)) for key, typed in _typed(report).items()}
    approved = day_of(text[APPROVED_ON])
    if wanted in {State.APPROVED, State.PUBLIC} and approved is None:
        hint = (
            "请写 --date，例如 --date 2025-08-20"
            if wanted == State.APPROVED
            else "请在 report.yml 里写上，例如 2025-08-20"
        )
        yield _need("D60", f"批复日期是“{text[APPROVED_ON]}”", pointer(file, APPROVED_ON), hint)
    if wanted != State.PUBLIC:
        return
    published = day_of(text[PUBLISHED_ON])
    if published is None or (approved and published < approved):
        message = f"公开日期“{text[PUBLISHED_ON]}”" + (f"早于批复日期 {approved}" if published else "不是日期")
        yield _need("D01", message, pointer(file, PUBLISHED_ON), "请写 --date，例如 --date 2025-09-08")
    told = [day for one in report.corrections if (day := day_of(one.date))]
    if published and told and min(told) < published:
        message = f"公开日期 {published} 晚于 {min(told)} 的更正，那时就已经公开过了"
        hint = f"重新公开请不写 --date，沿用原来的公开日期 {report.published_on}"
        yield _need("C01", message, pointer(file, PUBLISHED_ON), hint)
    refused = dict(denied(text[SECRECY], text[SIGNED]))
    for key, option, example in ((SECRECY, "--reviewed", "已审查"), (SIGNED, "--signed", "已审签")):
        if text[key] == UNKNOWN or key in refused:
            hint = f"{key}通过以后，请写 {option} {example}，也可以写明由谁、哪一天（写职务，不写姓名）"
            yield _need("D20", f"{key}写的是“{text[key]}”", pointer(file, key), hint)


def _typed(report: Report) -> dict[str, str]:
    return {
        APPROVED_ON: report.approved_on,
        PUBLISHED_ON: report.published_on,
        SECRECY: report.secrecy,
        SIGNED: report.signed,
    }


def _remarks(wanted: State, report: Report, region: Region | None, edits: Mapping[Path, object]) -> Iterator[str]:
    """Yield how the twenty days stand, and until when the site waits."""
    approved = day_of(str(edits.get((APPROVED_ON,), report.approved_on)))
    last = approved + dt.timedelta(days=DAYS_ALLOWED) if approved else None
    published = day_of(str(edits.get((PUBLISHED_ON,), "")))
    if wanted == State.APPROVED and last:
        yield f"批复日期是 {approved}，应当在 {last} 以前（含当日）公开。"
    if wanted == State.PUBLIC and last and published and published > last:
        yield f"公开日期 {published} 晚于规定的最后一天 {last}，超过{(published - last).days}天；请在“豁免”里写明原因。"
    if wanted == State.PUBLIC:
        opens = region.releases.get(str(report.year), "") if region else ""
        yield f"{published} 起上网站。" if not opens else f"{published} 起、全地区的发布时间 {opens} 到了以后上网站。"
        if report.withdrawal:
            yield "“撤回”已删去；改了已经公布的数或文字的，请写“更正”。"


def edited(text: str, step: Step) -> str:
    """Return report.yml with a step written into it; every other byte stays."""
    return splice(text, step.edits, lambda path: () if path else names_of(Report))


def unfinished(findings: Sequence[Finding], folder: str) -> list[Finding]:
    """Return what keeps a report from going on: errors, and what is still to be written; notes do not count.

    Args:
        findings: of the report in the state that it shall have.
        folder: of the report.
    """
    lacking = [
        item.finding
        for item in items_of(findings, folder)
        if item.kind != DATES_AND_SIGNATURES and item.finding.severity is not Severity.NOTE
    ]
    errors = [finding for finding in findings if finding.is_error]
    return list(dict.fromkeys([*errors, *lacking]))


def _no_day(text: str, path: str) -> Finding:
    return _need("R013", f"“{text[:20]}”不是日期", path, "请写成 2025-09-08 这样")


def _need(code: str, message: str, path: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, message, path, hint)
