"""A project folder whose every text is hostile: the site, a roster, departments with full reports, styles, codes."""

import datetime as dt
import io
import shutil
from pathlib import Path
from typing import Any

import pikepdf

from generator.model.accounts import Accounts
from generator.model.evaluation import Evaluation
from generator.model.identity import Department, EverydayWord, Region, Report, Site, TermRow
from generator.site.job import Result, Settings
from generator.site.mkdocs import own_files
from generator.site.publish import publish
from generator.site.tree import write_tree
from generator.workspace.project import read_project
from tests.check import generated
from tests.hostile import writing
from tests.hostile.filling import Filler
from tests.hostile.styling import styled_files, words_files

ROOT = Path(__file__).resolve().parents[2]
AS_OF = dt.date(2026, 1, 1)
REGION = "data/regions/xugou0"
Plain = dict[str, Any]
#: which record a file of a report holds, by the end of its path.
RECORDS = {"region.yml": Region, "department.yml": Department, "report.yml": Report, "accounts.yml": Accounts}
FILE = "虚构附件.pdf"
MORE_SITE: Plain = {
    "标题": "", "网址": "https://example.invalid/zfxxgk/", "门户栏目": [{"名称": "", "地址": ""}] * 10,
}  # fmt: skip
MORE_REPORT: Plain = {
    "标题": "", "用语": {"虚构用语": ""}, "附件": [{"文件": FILE, "标题": "", "说明": ""}],
    "更正": [{"日期": "2025-10-01", "内容": "", "原值": "", "现值": "", "原因": "", "依据": ""},
           {"日期": "2025-10-02", "类别": "调整", "内容": "", "原值": "", "现值": "", "原因": ""}],
    "豁免": [{"规则": "T001", "原因": "", "责任人": ""}],
}  # fmt: skip
MORE_ACCOUNTS: Plain = {
    "其他事项": [{"名称": "", "数值": "3", "单位": ""}], "用途": {"支出": ""}, "原文名称": {"2130301": ""},
    "公布值": [{"数": "支出.基本支出.占比", "公布": "61", "原因": ""},
             {"数": "支出.项目支出.占比", "处": "", "公布": "39", "原因": ""}],
}  # fmt: skip
INSTITUTION: Plain = {"原因": {"支出": ""}, "用途": {"支出": ""}, "在职人数": {"在职": "3"}}
MORE_EVALUATION: Plain = {
    "口径": "", "项目类型": ["", ""], "用语": {"甲": ""}, "文字": {"甲": ""},
    "栏目": {"项目名称": "", "主管部门": "", "实施单位": ""}, "明细": {"支出": [{"内容": "", "凭证": ""}]},
    "机构": {"甲": {"名称": "", "原文名称": {"支出": ""}, **INSTITUTION}},
    "数据": {**INSTITUTION, "栏目未明": [{"数值": "", "推定": "", "原因": ""}]},
    "社会保险基金": {"虚构基金": {"用语": {"甲": ""}}},
    "公布值": [{"数": "项目资金.较全年预算.完成率", "公布": "61", "原因": ""}],
}  # fmt: skip
WITHDRAWN: Plain = {"日期": "2025-11-01", "原因": "", "依据": ""}


def hostile_files(fill: Filler, departments: int = 1) -> dict[str, bytes]:
    """Return the data files of a project whose texts are vectors.

    Args:
        fill: fills the records, and what is no record: prose, the names of codes, of folders that are not there.
        departments: how many have a full report.
    """
    plain: dict[str, Plain] = {}
    for seed in range(departments):
        plain |= generated.invented(seed).plain
    plain[f"{REGION}/region.yml"] |= {
        "公开单位": [
            *(f"unit{seed}" for seed in range(departments)), {"部门": "withdrawn"},
            {"部门": "never", "名称": "", "类别": ""},
            {"部门": "exempt", "名称": "", "类别": "", "不公开理由": ""},
        ],
        "公开年度": ["2023", "2024"],
    }  # fmt: skip
    plain |= {
        path.replace("/unit0/", "/withdrawn/"): {**values, **({"撤回": WITHDRAWN} if "report.yml" in path else {})}
        for path, values in plain.items()
        if "/unit0/2023/" in path or "/unit0/department" in path
    }
    found = {path: writing.written(_filled(path, values, fill)) for path, values in plain.items()}
    return found | _shared(fill) | words_files(fill) | styled_files(fill)


def _filled(path: str, values: Plain, fill: Filler) -> Plain:
    name = path.rpartition("/")[2]
    if "/evaluations/" in path:
        return fill.record(Evaluation, _merged(values, MORE_EVALUATION))
    if name == "texts.yml":
        terms = [fill.record(TermRow, term) for term in values.get("名词解释", ())]
        return {key: fill.text(name) if isinstance(text, str) else terms for key, text in values.items()}
    more = {"report.yml": MORE_REPORT, "accounts.yml": MORE_ACCOUNTS}.get(name, {})
    if name == "department.yml":
        more = {"历年名称": [{"名称": "", "至": "2022"}], "简称": ["", ""]}
    return fill.record(RECORDS[name], _merged(values, more))


def _merged(values: Plain, more: Plain) -> Plain:
    """Return values with more of them; those that are mappings in both hold both."""
    both = {key: {**values[key], **more[key]} for key in values.keys() & more.keys() if isinstance(values[key], dict)}
    return {**values, **more, **both}


def _shared(fill: Filler) -> dict[str, bytes]:
    """Return site, glossary and search words, each hostile."""
    words = [fill.record(EverydayWord, {"说法": ["", "", ""], "正式": ""}) for _ in range(5)]
    terms = [fill.record(TermRow, {"名词": "", "解释": ""}) for _ in range(8)]
    return {
        "data/site.yml": writing.written(fill.record(Site, MORE_SITE)),
        "data/glossary.yml": writing.written({"名词解释": terms}),
        "data/search.yml": writing.written({"常用说法": words, "整词": [fill.text("search.yml") for _ in range(4)]}),
        **generated.shared_style(),
    }


def write_hostile(target: Path, files: dict[str, bytes]) -> Path:
    """Write a project folder like ours with these files in place of its regions, site, glossary and search words."""
    target.mkdir(parents=True)
    for name in ("overrides", "mkdocs.yml", "requirements.lock"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / name)
    write_tree(target / "docs", own_files(ROOT))
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    for name in ("classification", "styles/base"):
        shutil.copytree(ROOT / "data" / name, target / "data" / name)
    write_tree(target, files)
    for path in files:
        if path.endswith("/report.yml") and path.startswith(REGION):
            write_tree(target / path.removesuffix("report.yml") / "attachments", {FILE: blank_paper()})
    return target


def blank_paper() -> bytes:
    """Return a PDF with one empty page."""
    held = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.save(held, deterministic_id=True)
    return held.getvalue()


def build_hostile(root: Path, *, workers: int = 1, pdf: bool = False) -> Result:
    """Build the public site of a project; what may be typed is published, however odd it is."""
    project = read_project(root)
    settings = Settings(AS_OF, root / "site", root / "build", workers=workers, pdf=pdf)
    return publish(project, settings, list(project.reports()), lambda *_: None)
