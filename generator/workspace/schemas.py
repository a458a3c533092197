"""The JSON Schemas of data/, as they stand in .vscode/schemas for editors with a YAML language server."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from generator.desk.schema import Explained, SchemaWriter
from generator.load.reading import Reader
from generator.model.accounts import Accounts
from generator.model.evaluation import Evaluation
from generator.model.identity import Department, Region, Report, Site, TermRow
from generator.model.records import record, setting
from generator.pages.fieldspage import FileKind, fields_page
from generator.workspace.writing import write_file

FOLDER = ".vscode/schemas"
#: the handbook's page of fields.
PAGE = "docs/handbook/fields.md"
FIELDS = Path(__file__).resolve().parents[1] / "desk" / "fields.yml"
#: name of the schema → record, title, sentence, and the files that it is for.
KINDS: Mapping[str, tuple[type, str, str, str]] = {
    "site": (Site, "网站", "网站设置：标题、主办单位、联系方式。没有的项目不填。", "data/site.yml"),
    "region": (Region, "地区", "一个地区：名称、样式、应当公开的单位。", "data/regions/*/region.yml"),
    "department": (Department, "部门", "一个部门多年不变的事：名称、简称、前身。", "data/regions/*/*/department.yml"),
    "report": (Report, "报告", "一个部门一年的报告：状态、来源、日期。", "data/regions/*/*/*/report.yml"),
    "accounts": (Accounts, "数字", "一年的数字，每个只录一次；合计、占比不用填。", "data/regions/*/*/*/accounts.yml"),
    "evaluation": (Evaluation, "绩效自评", "一份绩效自评：资金、指标、得分。", "data/regions/*/*/*/evaluations/*.yml"),
}  # fmt: skip
TEXTS = ("texts", "文字", "报告里录入的文字：名称 → 文字；名词解释是一个列表。", "data/regions/*/*/*/texts.yml")


@record
class _Texts:
    """What of texts.yml has a form of its own; everything else there is a name with its text."""

    terms: Annotated[tuple[TermRow, ...], setting("名词解释")] = ()


def schemas() -> dict[str, str]:
    """Return every schema as JSON, by its path below the project."""
    writer = SchemaWriter(explained())
    found = {name: writer.schema(kind, title, words) for name, (kind, title, words, _) in KINDS.items()}
    name, title, words, _ = TEXTS
    found[name] = _texts(writer, title, words)
    return {
        f"{FOLDER}/{name}.json": json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=False) + "\n"
        for name, schema in found.items()
    }


def settings() -> str:
    """Return the settings of the workspace: which schema belongs to which files, and how they are indented."""
    files = {name: pattern for name, (_, _, _, pattern) in KINDS.items()} | {TEXTS[0]: TEXTS[3]}
    held = {
        "yaml.schemas": {f"./{FOLDER}/{name}.json": pattern for name, pattern in files.items()},
        "yaml.schemaStore.enable": False,
        "yaml.format.enable": False,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.formatOnSave": False},
        "files.encoding": "utf8",
        "files.eol": "\n",
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def _texts(writer: SchemaWriter, title: str, words: str) -> dict[str, Any]:
    found = writer.schema(TermRow, title, words)
    term = {key: found[key] for key in ("type", "additionalProperties", "properties", "required") if key in found}
    text = {"type": ["string", "number", "boolean", "null"]}
    return {
        "$schema": found["$schema"],
        "title": title,
        "description": words,
        "type": "object",
        "properties": {"名词解释": {"type": "array", "items": term}},
        "additionalProperties": text,
    }


def explained() -> dict[str, Explained]:
    """Return label, or `记录.标签`, → what people read about it."""
    tree = Reader({"fields.yml": FIELDS.read_bytes()}).tree("fields.yml")
    held: dict[str, Any] = tree if isinstance(tree, dict) else {}
    return {
        label: Explained(str(said.get("说明", "")), str(said.get("例", "")), str(said.get("依据", "")))
        for label, said in held.items()
    }


def fields_of_files() -> str:
    """Return the handbook's page of fields as Markdown; files in the order in which people meet them."""
    order = ("report", "accounts", "texts", "evaluation", "department", "region", "site")
    kinds = {name: (title, words, pattern, kind) for name, (kind, title, words, pattern) in KINDS.items()}
    kinds[TEXTS[0]] = (*TEXTS[1:], _Texts)
    return fields_page([FileKind(name, *kinds[name]) for name in order], explained())


def write_schemas(root: Path) -> list[str]:
    """Write schemas, settings and the page of fields below a project; return the paths of those that changed.

    Raises:
        OSError: one cannot be written.
    """
    changed = []
    for path, text in {**schemas(), ".vscode/settings.json": settings(), PAGE: fields_of_files()}.items():
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            write_file(file, text.encode())
            changed.append(path)
    return changed
