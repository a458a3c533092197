"""What the rules on wording share: every text with its references blanked out, places inside it, short quotes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from generator.check.reading.typed import TypedText, typed_texts
from generator.check.rule import Case, Found
from generator.document.sentences import REFERENCE
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer

#: stands for each character of a reference to a figure, so that offsets stay; no rule takes it for a fault.
BLANK = "\ufffc"
HAN = r"[\u4e00-\u9fff]"
#: roles of texts that are written as prose, not as a cell or a name.
PROSE = frozenset({"text", "term", "reason", "purpose"})
#: characters around the place that a message quotes.
AROUND = 8


@dataclass(frozen=True)
class Text:
    """A typed text and its masked form: as long as the text, references to figures replaced by `BLANK`."""

    typed: TypedText
    masked: str

    @property
    def role(self) -> str:
        """Return what kind of text it is: `text`, `field`, `row`, `reason`, `purpose`, `term`, `name`, `words`."""
        return self.typed.role

    @property
    def is_prose(self) -> bool:
        """Return whether it is written in sentences."""
        return self.role in PROSE

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Return each line that is not blank, masked, with the offset at which it begins."""
        return tuple(replace(self.typed, text=self.masked).lines())

    def quote(self, start: int, end: int) -> str:
        """Return the words at a place, with a little of what stands around them, on one line."""
        begin, stop = max(start - AROUND, 0), min(end + AROUND, len(self.typed.text))
        before = self.typed.text[begin:start].rpartition("\n")[2]
        behind = self.typed.text[end:stop].partition("\n")[0]
        whole = f"{before}{self.typed.text[start:end]}{behind}"
        is_cut = behind == self.typed.text[end:stop] and stop < len(self.typed.text)
        return f"{'…' if begin and len(before) == start - begin else ''}{whole}{'…' if is_cut else ''}"

    def found(self, code: str, severity: Severity, message: str, offset: int, hint: str) -> Found:
        """Return a finding about a place inside the text; the message begins with what the text is called."""
        return Found(Finding(code, severity, f"“{self.typed.label}”{message}", self.typed.at(offset), hint))


def texts_of(case: Case) -> tuple[Text, ...]:
    """Return every typed text of a report: prose, fields, cells, the names of terms, words for sentences."""
    return tuple(Text(typed, masked(typed.text)) for typed in (*typed_texts(case), *_names(case)) if typed.text)


def masked(text: str) -> str:
    """Return a text with each reference to a figure replaced by as many `BLANK`."""
    return REFERENCE.sub(lambda match: BLANK * len(match[0]), text) if "〔" in text else text


def _names(case: Case) -> Iterator[TypedText]:
    file = f"{case.folder}/texts.yml"
    for index, term in enumerate(case.inputs.terms):
        yield TypedText(pointer(file, "名词解释", index, "名词"), f"名词解释第{index + 1}条", term.term, "name")
    for name, text in case.inputs.report.variables.items():
        yield TypedText(pointer(case.report, "用语", name), name, text, "words")
    for evaluation in case.inputs.evaluations:
        yield from _names_in(evaluation)


def _names_in(evaluation: Evaluated) -> Iterator[TypedText]:
    record, file, scope = evaluation.record, evaluation.file, evaluation.scope
    for name, text in record.variables.items():
        yield TypedText(pointer(file, "用语", name), name, text, "words", scope)
    for fund, insurance in record.insurance.items():
        for name, text in insurance.variables.items():
            yield TypedText(pointer(file, "社会保险基金", fund, "用语", name), name, text, "words", scope)


def listed(words: Iterable[str], most: int = 4) -> str:
    """Return words in quotation marks, one after the other, at most so many, then 等."""
    every = list(dict.fromkeys(words))
    return "、".join(f"“{word}”" for word in every[:most]) + ("等" if len(every) > most else "")
