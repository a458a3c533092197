"""Every code that a finding may bear: known, explained, in one dimension, with examples that hold."""

import re
from pathlib import Path

import pytest

from generator.check import RULES
from generator.check.manual.catalogue import Entry, catalogue, identities_of
from generator.check.manual.dimensions import (
    COMPLETE,
    DETAILED,
    DIMENSIONS,
    OPEN,
    TIMELY,
    TRUE,
    dimension_of,
    is_mapped,
)
from generator.check.manual.explain import by_family
from generator.check.manual.words import examples, manual
from generator.load.collector import FILE_RULES
from tests.check.building import findings_of, read, shared

KNOWN = catalogue(shared().levels)
CODE = re.compile(r'"([A-Z]\d{2,3})"')


def test_every_code_of_the_program_is_known(project: Path) -> None:
    """No module can report a code that nobody could look up."""
    paths = [path for path in (project / "generator").rglob("*.py") if path.name != "dimensions.py"]
    said = {code for path in paths for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert said - set(KNOWN) == set()
    assert len(said) > 100


def test_every_code_is_explained() -> None:
    """Title, weight and a dimension for each; what it means and what to do for those that editors meet."""
    for code, entry in KNOWN.items():
        assert entry.title, code
        assert entry.dimension in DIMENSIONS, code
    unsaid = sorted(code for code, entry in KNOWN.items() if not (entry.meaning and entry.advice))
    assert unsaid == [], "请在 generator/check/manual/manual.yml 里写上意思和怎么办"


def test_every_code_belongs_to_a_dimension() -> None:
    """The table names each family; each of the five dimensions has codes."""
    ours = {code for code in KNOWN if code not in {code for level, code, _ in identities_of(shared().levels)}}
    assert {code for code in ours if not is_mapped(code)} == set()
    assert {entry.dimension for entry in KNOWN.values()} == set(DIMENSIONS)


@pytest.mark.parametrize(
    ("code", "dimension"),
    [("D01", TIMELY), ("R013", TIMELY), ("D10", COMPLETE), ("D06", DETAILED), ("G010", OPEN), ("K05", TRUE),
     ("HN1", TRUE), ("SH1", TRUE), ("Y010", OPEN)],
)  # fmt: skip
def test_the_longest_beginning_counts(code: str, dimension: str) -> None:
    """A family has one dimension, some of its codes another; a region's own identity is about truth."""
    assert dimension_of(code) == dimension


def test_the_manual_names_no_code_in_vain() -> None:
    """What the manual and the examples speak of exists: as a rule, an identity, or with a title of its own."""
    ours = {code for rule in RULES for code in rule.codes} | set(FILE_RULES)
    assert {code for code, words in manual().items() if code not in ours and not words.title} == set()
    assert set(examples()) - set(KNOWN) == set()
    twice = set(examples()) & {rule.code for rule in RULES}
    assert twice == set(), "这些规则自己有例子"


@pytest.mark.parametrize("code", examples())
def test_the_examples_hold(code: str) -> None:
    """What is shown as right is left alone; what is shown as wrong is found."""
    passing, failing = examples()[code]
    assert code not in {finding.code for finding in findings_of(read(passing))}
    assert code in {finding.code for finding in findings_of(read(failing))}


def test_weights_that_differ_from_the_rule_are_those_of_the_examples() -> None:
    """Where the manual says another weight than the rule's own, the wrong example is found with it."""
    told = {code for code, words in manual().items() if words.severity and code in examples()}
    assert told == {"K34", "P003"}
    for code in told:
        found = findings_of(read(examples()[code][1]))
        assert {finding.severity for finding in found if finding.code == code} == {KNOWN[code].severity}


def test_identities_bring_their_formula() -> None:
    """An identity of a style is a code like any other, its formula and level beside it, a region's own as well."""
    assert KNOWN["K05"].formulas == (("base", "收入总计 = 支出总计"),)
    assert KNOWN["HN1"].formulas[0][0] == "hunan-province"
    assert "K05" not in catalogue()


def test_families_hold_every_code_once() -> None:
    """The list shows each code in one place."""
    listed = [entry.code for entries in by_family(KNOWN).values() for entry in entries]
    assert sorted(listed) == sorted(KNOWN)


def test_only_what_could_not_be_read_is_fixed() -> None:
    """The level of a rule may be set; that of a fault of form may not."""

    def fixed(entry: Entry) -> bool:
        return entry.is_fixed

    assert not any(fixed(KNOWN[code]) for rule in RULES for code in rule.codes)
    assert all(fixed(KNOWN[code]) for code in FILE_RULES)
