"""The handbook's page of fields: up to date, complete, and nothing in it but text."""

from pathlib import Path

from generator.desk.schema import Explained
from generator.model.identity import Department
from generator.pages.fieldspage import FileKind, fields_page
from generator.workspace.schemas import KINDS, explained, fields_of_files
from tests.check.reviewing import HOSTILE


def test_the_committed_page_is_up_to_date(project: Path) -> None:
    """What stands in docs/ is what the records and fields.yml say today; `make rules` writes it anew."""
    said = (project / "docs" / "handbook" / "fields.md").read_text(encoding="utf-8")
    assert said == fields_of_files(), "请运行 make rules"


def test_every_file_and_every_explained_label_is_there() -> None:
    """Each kind of file has its part, and no explanation of a label is lost on the way."""
    page = fields_of_files()
    for _, _, _, pattern in KINDS.values():
        assert f"<code>{pattern}</code>" in page
    for label in explained():
        assert f"<dt>{label.rpartition('.')[2]}" in page, label


def test_a_field_says_what_is_typed() -> None:
    """Name, what it is, what is typed, an example and the rule it rests on."""
    page = fields_of_files()
    assert "<dt>状态*</dt>" in page
    assert "选一个：草稿、送审、已批复、公开。" in page
    assert "例：<code>2024-09-20</code>。依据：《预算法》第十四条。" in page


def test_words_stay_text() -> None:
    """What fields.yml says is text: no markup, no line of its own."""
    kind = FileKind("department", "部门", "一个部门。", "data/department.yml", Department)
    plain = fields_page([kind], {"本名": Explained("甲")})
    for text in HOSTILE[:-1]:
        page = fields_page([kind], {"本名": Explained(text, text, text)})
        assert len(page.splitlines()) == len(plain.splitlines())
        assert "<script" not in page
