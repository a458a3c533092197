"""Findings as annotations of GitHub's workflows, which show them beside the lines of a change."""

from generator.check.report.review import Review, counts_of, one_line, verdict
from generator.findings import Finding, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_TEXT, ":": "%3A", ",": "%2C"}


def render_github(review: Review, *, strict: bool = False) -> str:
    """Return a workflow command a finding, the heaviest first, since GitHub shows ten of a kind; then the verdict.

    What was waived is left out; the verdict counts it.
    """
    every = sorted((found for found in review.findings if not found.waived), key=lambda found: list(COMMANDS).index(
        found.severity
    ))  # fmt: skip
    said = verdict(review.findings, strict=strict)
    failing = counts_of(review.findings).errors
    last = f"::{'error' if failing else 'notice'} title=校核结论::{_escaped(said, _TEXT)}"
    return "".join(f"{line}\n" for line in (*(_command(review, finding) for finding in every), last))


def _command(review: Review, finding: Finding) -> str:
    title = " ".join(part for part in (finding.code, review.title_of(finding.code)) if part)
    properties = {"title": title}
    if finding.place:
        numbers = {"line": finding.place.line, "col": finding.place.column}
        properties = {
            "file": finding.place.file,
            **{name: str(number) for name, number in numbers.items() if number},
            **properties,
        }
    elif file := finding.path.partition("#")[0]:
        properties = {"file": file, **properties}
    listed = ",".join(f"{name}={_escaped(one_line(value), _PROPERTY)}" for name, value in properties.items())
    lines = [one_line(text) for text in (finding.message, finding.hint) if text]
    return f"::{COMMANDS[finding.severity]} {listed}::{_escaped(chr(10).join(lines), _TEXT)}"


def _escaped(text: str, marks: dict[str, str]) -> str:
    """Return the text with the marks escaped that mean something to the runner; the per cent sign first of all."""
    for mark, code in marks.items():
        text = text.replace(mark, code)
    return text
