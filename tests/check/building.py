"""An invented report from a short `accounts.yml`, checked with the real base style and classification.

Beside the accounts an example may hold 样式 (the report's own style), 用语, 上年 (last year's accounts), 上年文字 (last
year's texts), 地区 (settings of the region), 报告 (settings of the report), 文字 (its typed texts) and 自评: an
evaluation as typed, or a list of them, its 名称, 类别 and 文种 left out where they do not matter. 附件夹 is what was
seen of the files attached, by name.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.build import report as build_report
from generator.check import Rule, check
from generator.document.layout import lay_out
from generator.figures.engine import Figures, formulas_of
from generator.findings import Finding, has_error
from generator.load.node import Tree
from generator.load.reading import Reader, Shared, load_report, load_shared
from generator.model.attachments import EXAMINED, Examined, dump_examined

PROJECT = Path(__file__).resolve().parents[2]
REPORT = {"年度": "2023", "状态": "草稿", "来源": {"标题": "编造的例子"}}
FOLDER = "data/regions/demo/finance"
EVALUATIONS = f"{FOLDER}/2023/evaluations"
EVALUATION = f"{EVALUATIONS}/example.yml"
EVALUATED = {"名称": "虚构项目", "类别": "项目", "文种": ["项目支出绩效自评表"]}
#: keys of an example that stand in other files than the accounts.
BESIDE = {"样式", "上年", "上年文字", "用语", "地区", "自评", "报告", "文字", "附件夹"}
#: file that a rule's examples show → key under which it stands in an example.
KEYS = {"report.yml": "报告", "texts.yml": "文字"}


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
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds nothing but text, lists and mappings


def written(value: Any) -> bytes:
    """Return plain values as YAML."""
    return yaml.dump(value, Dumper=yaml.CDumper, allow_unicode=True, default_style='"').encode()


def example_of(rule: Rule, text: str) -> dict[str, Any]:
    """Return an example of a rule as one of a whole report: where it is an evaluation, with accounts beside it."""
    plain = read(text) or {}
    return plain if rule.file == "accounts.yml" else {KEYS.get(rule.file, "自评"): plain}


def files_of(example: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of an example."""
    own = {key: value for key, value in example.items() if key not in BESIDE}
    report = {**REPORT, "样式": example.get("样式") or {}, "用语": example.get("用语") or {}}
    region = {"名称": "示例区", "公开单位": ["finance"], **(example.get("地区") or {})}
    files = {
        "data/regions/demo/region.yml": written(region),
        f"{FOLDER}/department.yml": written({"名称": "示例区财政局", "本名": "区财政局"}),
        f"{FOLDER}/2023/accounts.yml": written(own),
    }
    own_report = example.get("报告") or {}
    files[f"{FOLDER}/2023/report.yml"] = written({**report, **own_report})
    if example.get("附件夹"):
        seen = {name: Examined(1000, "0" * 64, **facts) for name, facts in example["附件夹"].items()}
        files[f"{FOLDER}/2023/{EXAMINED}"] = dump_examined(seen)
    if example.get("文字"):
        files[f"{FOLDER}/2023/texts.yml"] = written(example["文字"])
    if example.get("自评"):
        typed = example["自评"] if isinstance(example["自评"], list) else [example["自评"]]
        for number, evaluation in enumerate(typed):
            files[f"{EVALUATIONS}/example{number or ''}.yml"] = written({**EVALUATED, **evaluation})
        parts = {"公开内容": ["部门决算", "整体绩效", "项目绩效"]}
        files[f"{FOLDER}/2023/report.yml"] = written({**report, **parts, **own_report})
    if example.get("上年") or example.get("上年文字"):
        files[f"{FOLDER}/2022/report.yml"] = written({**REPORT, "年度": "2022"})
        files[f"{FOLDER}/2022/accounts.yml"] = written(example.get("上年") or {"金额单位": "万元"})
        files[f"{FOLDER}/2022/texts.yml"] = written(example.get("上年文字") or {"名词解释": []})
    return files


def checked(files: Mapping[str, bytes], slugs: tuple[str, str, str]) -> tuple[list[Finding], dict[str, Tree]]:
    """Return the findings of the check alone, and the trees that give them places."""
    reader = Reader(files)
    loaded = load_report(reader, shared(), *slugs)
    assert loaded is not None, reader.findings
    assert not has_error(reader.findings)
    last: Figures | None = None
    texts: Mapping[str, str] = {}
    if f"{FOLDER}/2022/report.yml" in files:
        before = load_report(Reader(files), shared(), slugs[0], slugs[1], "2022")
        assert before is not None
        last, texts = Figures(before.facts, formulas_of(before.style.formulas)), before.texts
    inputs = replace(build_report._inputs(loaded, shared(), build_report.Slugs(*slugs), last), prior_texts=texts)
    document, _ = lay_out(inputs)
    return check(loaded, inputs, document), reader.trees


def findings_of(example: str | Mapping[str, Any]) -> list[Finding]:
    """Return what the check finds in an invented report."""
    plain = read(example) if isinstance(example, str) else example
    return checked(files_of(plain or {}), ("demo", "finance", "2023"))[0]
