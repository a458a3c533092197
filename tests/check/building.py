"""An invented report from a short `accounts.yml`, checked with the real base style and classification."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.check import check
from generator.document.desk import Inputs
from generator.document.layout import lay_out
from generator.figures.engine import Figures, formulas_of
from generator.figures.printing import printer_of
from generator.findings import Finding
from generator.grid.naming import Naming
from generator.load.node import Tree
from generator.load.reading import Loaded, Reader, Shared, load_report, load_shared

PROJECT = Path(__file__).resolve().parents[2]
REPORT = {"年度": "2023", "状态": "草稿", "来源": {"标题": "编造的例子"}}
FOLDER = "data/regions/demo/finance"


@cache
def shared_files() -> dict[str, bytes]:
    """Return the files of data/ that no report owns."""
    paths = [path for path in (PROJECT / "data").rglob("*.yml") if "regions" not in path.parts]
    return {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in paths}


@cache
def shared() -> Shared:
    """Return what all reports share."""
    return load_shared(Reader(shared_files()))


def read(text: str) -> Any:
    """Return a YAML text as plain values, every scalar as text, as the loader keeps them."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but text, lists and mappings


def written(value: Any) -> bytes:
    """Return plain values as YAML."""
    return yaml.dump(value, allow_unicode=True, default_style='"').encode()


def files_of(example: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of an example: its accounts, and under 样式 and 上年 its own style and last year's accounts."""
    own = {key: value for key, value in example.items() if key not in {"样式", "上年", "用语"}}
    report = {**REPORT, "样式": example.get("样式") or {}, "用语": example.get("用语") or {}}
    files = {
        "data/regions/demo/region.yml": written({"名称": "示例区", "公开单位": ["finance"]}),
        f"{FOLDER}/department.yml": written({"名称": "示例区财政局", "本名": "区财政局"}),
        f"{FOLDER}/2023/report.yml": written(report),
        f"{FOLDER}/2023/accounts.yml": written(own),
    }
    if example.get("上年"):
        files[f"{FOLDER}/2022/report.yml"] = written({**REPORT, "年度": "2022"})
        files[f"{FOLDER}/2022/accounts.yml"] = written(example["上年"])
    return files


def figures_of(loaded: Loaded, prior: Figures | None = None) -> Figures:
    """Return the figures of a loaded report."""
    return Figures(loaded.facts, formulas_of(loaded.style.formulas), prior)


def inputs_of(loaded: Loaded, slugs: tuple[str, str, str], prior: Figures | None = None) -> Inputs:
    """Return what a loaded report is laid out from."""
    figures = figures_of(loaded, prior)
    printer = printer_of(figures, loaded.style.numbers, loaded.style.variables.get("金额单位", "万元"))
    naming = Naming(shared().classification, loaded.facts.printed_names, loaded.report.year)
    return Inputs(
        slugs, loaded.region, loaded.department, loaded.report, loaded.style, figures, printer, naming,
        loaded.texts, loaded.terms, shared().terms,
    )  # fmt: skip


def checked(files: Mapping[str, bytes], slugs: tuple[str, str, str]) -> tuple[list[Finding], dict[str, Tree]]:
    """Return the findings of the check alone, and the trees that give them places."""
    reader = Reader(files)
    loaded = load_report(reader, shared(), *slugs)
    assert loaded is not None, reader.findings
    assert not reader.findings
    last = None
    if f"{FOLDER}/2022/report.yml" in files:
        before = load_report(Reader(files), shared(), slugs[0], slugs[1], "2022")
        assert before is not None
        last = figures_of(before)
    inputs = inputs_of(loaded, slugs, last)
    document, _ = lay_out(inputs)
    return check(loaded, inputs, document), reader.trees


def findings_of(example: str | Mapping[str, Any]) -> list[Finding]:
    """Return what the check finds in an invented report."""
    plain = read(example) if isinstance(example, str) else example
    return checked(files_of(plain or {}), ("demo", "finance", "2023"))[0]
