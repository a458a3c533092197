"""The schemas that editors use: they accept what is in data/ and underline what has the wrong structure."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.workspace.schemas import KINDS, TEXTS, explained, schemas, settings
from tests.build.example import ACCOUNTS, REPORT, WATER, invented, plan

ROOT = Path(__file__).resolve().parents[2]
PATTERNS = {name: kind[3] for name, kind in KINDS.items()} | {TEXTS[0]: TEXTS[3]}


class Editor(yaml.SafeLoader):
    """Reads YAML as a language server does (YAML 1.2): dates and codes are texts, plain numbers are numbers."""


Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?[0-9]+", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
    ("null", r"~|null|", ["~", "n", ""]),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


def validator(name: str) -> Draft7Validator:
    """Return the validator of one kind of file."""
    schema = json.loads(schemas()[f".vscode/schemas/{name}.json"])
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def read(text: str) -> Any:
    """Return what an editor sees of a text."""
    return yaml.load(text, Loader=Editor)  # noqa: S506 - a safe loader with fewer kinds of scalars


@pytest.mark.parametrize("name", PATTERNS)
def test_every_file_of_the_data_is_accepted(name: str) -> None:
    """No file in data/ is underlined."""
    held = validator(name)
    files = sorted(ROOT.glob(PATTERNS[name]))
    assert files
    for file in files:
        assert [error.message for error in held.iter_errors(read(file.read_text(encoding="utf-8")))] == [], file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("accounts", "收入:\n  一般公共预算拨款: 1\n"),  # no such label
        ("accounts", "收入: 958.15\n"),  # a value where labels stand
        ("accounts", "收入:\n  其他收入: 1,124.63\n"),  # 千分位
        ("accounts", "收入:\n  其他收入: １２\n"),  # full-width digits
        ("accounts", "收入:\n  其他收入: 1e3\n"),
        ("accounts", "收入:\n  其他收入: [1]\n"),
        ("accounts", '支出科目:\n  "20805051": {基本支出: 1}\n'),  # no code
        ("accounts", '支出科目:\n  "2080505": {基本支岀: 1}\n'),  # a look-alike character
        ("accounts", "金额单位: 千元\n"),
        ("accounts", "“三公”经费:\n  财政拔款: {}\n"),
        ("accounts", "公布值:\n  - {数: 支出}\n"),  # nothing published, no reason
        ("report", "年度: 二〇二四\n状态: 公开\n来源: {标题: 虚构}\n"),
        ("report", "年度: 2024\n状态: 已公开\n来源: {标题: 虚构}\n"),
        ("report", "状态: 公开\n来源: {标题: 虚构}\n"),  # no year
        ("report", "年度: 2024\n状态: 公开\n来源: {标题: 虚构}\n新设单位: 是\n"),
        ("department", "简称: [虚构局]\n"),  # no name
        ("region", "名称: 虚构区\n公开单位: 虚构局\n"),  # no list
        ("texts", "名词解释:\n  - {解释: 没有名词}\n"),
        ("evaluation", "名称: 虚构项目\n指标:\n  - {三极: 甲}\n"),
    ],
)
def test_a_wrong_structure_is_underlined(name: str, text: str) -> None:
    """Each slip of structure is seen while it is typed."""
    assert list(validator(name).iter_errors(read(text))) != []


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("accounts", "  其他收入: 20.00\n", "  其他收入: 20.00\n  其他收入: 30.00\n", "Y030"),  # the same key twice
        ("accounts", "  年末结转和结余: 10.00\n财政", "  年末结转和结余: 11.00\n财政", "K05"),  # an identity
        ("accounts", "{基本支出: 60.00,", "{基本支出: 61.00,", "K08"),
        ("accounts", '"2130305"', '"2139876"', "N13"),  # a code that the classification does not have
        ("accounts", "收入总计: 开挖", "收入总记: 开挖", "P001"),  # a figure that there is not
        ("accounts", "收入总计: 开挖了", "收入总计: 花3.00万元开挖了", "T010"),  # an amount in a text
        ("report", "年度: 2024", "年度: 2023", "R011"),  # not the year of the folder
        ("report", "2025-09-01", "2025-13-01", "R013"),  # no day
    ],
)
def test_what_no_schema_sees_the_check_finds(name: str, old: str, new: str, code: str) -> None:
    """The list of docs/dev/desk.md: the editor underlines nothing, the check tells it."""
    typed = {"accounts": ACCOUNTS, "report": REPORT}[name]
    assert typed.count(old) == 1
    wrong = typed.replace(old, new)
    assert list(validator(name).iter_errors(read(wrong))) == []
    assert code in {found.code for found in plan(invented(**{name: wrong}), WATER).findings}
    assert code not in {found.code for found in plan(invented(), WATER).findings}


def test_the_files_of_the_repository_are_up_to_date() -> None:
    """What stands in .vscode/ is what the records say now (`juesuan schema` writes it)."""
    for path, text in {**schemas(), ".vscode/settings.json": settings()}.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, path


def test_every_explanation_belongs_to_a_label() -> None:
    """No explanation is left over from a label that is gone, and the amounts of the main tables have one."""
    text = "".join(schemas().values())
    for label in explained():
        assert f'"title": "{label.rpartition(".")[2]}"' in text, label
    accounts = json.loads(schemas()[".vscode/schemas/accounts.json"])
    for label in ("收入", "支出科目", "财政拨款", "“三公”经费", "公布值"):
        assert accounts["properties"][label]["description"], label
