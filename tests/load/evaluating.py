"""Evaluations that tests type as YAML, and what follows from them; all data is invented."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from generator.figures.engine import Figures, formulas_of
from generator.findings import Finding
from generator.load.evaluations import Evaluated, complete, with_evaluations
from generator.load.facts import to_facts
from generator.load.records import decode
from generator.model.accounts import Accounts
from generator.model.evaluation import Evaluation
from generator.model.facts import Facts
from generator.model.style import Style

FORM = "虚构自评表"
WHO: Mapping[str, Any] = {"名称": "虚构项目", "类别": "项目", "文种": [FORM]}


def plain(text: str) -> Any:
    """Return a YAML text as plain values, every scalar as text, as the loader keeps them."""
    return yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - builds nothing but text, lists and mappings


def evaluated(typed: str | Mapping[str, Any], slug: str = "demo", prescribed: str = "") -> Evaluated:
    """Return an evaluation as typed, completed by the rows that its form prescribes (规定)."""
    tree = plain(typed) if isinstance(typed, str) else dict(typed)
    file = f"evaluations/{slug}.yml"
    record, findings = decode(Evaluation, {**WHO, **tree}, file)
    assert record is not None, findings
    papers = {"评价文种": {FORM: {"标识": "form", "规定": plain(prescribed)}}} if prescribed else {}
    style, findings = decode(Style, papers, "style.yml")
    assert style is not None, findings
    return complete(slug, file, record, style)


def gathered(*evaluations: Evaluated, accounts: str = "") -> tuple[Facts, list[Finding]]:
    """Return the facts of accounts with those of evaluations, and what cannot be read of the evaluations."""
    record, findings = decode(Accounts, plain(accounts), "accounts.yml")
    assert record is not None, findings
    facts, findings = to_facts(record, "accounts.yml")
    assert findings == []
    return with_evaluations(facts, evaluations)


def book(
    *evaluations: Evaluated,
    accounts: str = "",
    formulas: Mapping[str, str] | None = None,
    grades: Mapping[str, str] | None = None,
) -> Figures:
    """Return the figures of evaluations that can be read without a finding."""
    facts, findings = gathered(*evaluations, accounts=accounts)
    assert findings == []
    least = {grade: Decimal(text) for grade, text in (grades or {}).items()}
    return Figures(facts, formulas_of(formulas or {}), grades=least)
