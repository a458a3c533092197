"""A report with errors keeps the pages it had (invented reports)."""

import shutil
from pathlib import Path

import pytest

from generator.site.published import Before, Published, published, read_published, write_published
from generator.site.tree import read_tree, write_tree

ADDRESS = "region/hrss/2023"
FILES = {f"reports/{ADDRESS}/index.html": "决算 978.11".encode(), f"reports/{ADDRESS}/report.pdf": bytes(range(256))}
OTHER = {"reports/region/education/2023/index.html": b"1"}


@pytest.fixture
def previous(tmp_path: Path) -> Path:
    """Return the version that is served: two reports."""
    version = tmp_path / "000001"
    write_tree(version / "site", {**FILES, **OTHER, "index.html": b"home"})
    record = {ADDRESS: published("k1", FILES, {"summary": "{}"}), "region/education/2023": published("k2", OTHER)}
    write_published(version, record)
    return version


def carried(previous: Path, target: Path, address: str = ADDRESS) -> Published | None:
    """Return the record of a report that was carried over from one version to another, if it was: in both ways."""
    before = Before(previous)
    with before.beside(target / "beside", list(before.held), []):
        beside = before.carry_over(address, target / "beside")
    alone = before.carry_over(address, target / "alone")
    assert beside == alone
    if alone is None:
        assert not list(target.rglob(f"reports/{address}/*"))
        shutil.rmtree(target, ignore_errors=True)
        return None
    own = {name: raw for name, raw in read_tree(target / "beside").items() if address in name}
    assert read_tree(target / "alone") == own
    for path in (target / "alone").iterdir():
        path.rename(target / path.name)
    return alone


def test_the_record_is_read_as_written(previous: Path) -> None:
    """Key, files and kept texts of each report."""
    record = read_published(previous)
    assert sorted(record) == ["region/education/2023", ADDRESS]
    assert record[ADDRESS] == published("k1", FILES, {"summary": "{}"})


def test_the_record_does_not_depend_on_order(tmp_path: Path) -> None:
    """The same reports give the same bytes, in whatever order they were finished."""
    one, two = published("1", {"a": b"1", "b": b"2"}), published("2", {"c": b"3"})
    for name, record in (("x", {"a": one, "b": two}), ("y", {"b": two, "a": published("1", {"b": b"2", "a": b"1"})})):
        (tmp_path / name).mkdir()
        write_published(tmp_path / name, record)
    assert (tmp_path / "x" / "published.json").read_bytes() == (tmp_path / "y" / "published.json").read_bytes()


def test_a_report_is_carried_over_unchanged(previous: Path, tmp_path: Path) -> None:
    """Its files, byte for byte, and nothing of another report or of the site's own pages."""
    record = carried(previous, tmp_path / "new")
    assert read_tree(tmp_path / "new" / "site") == FILES
    assert record == published("k1", FILES, {"summary": "{}"})


def test_a_report_never_published_is_not_carried_over(previous: Path, tmp_path: Path) -> None:
    """An unknown report, a version without record, a damaged record: nothing is copied."""
    assert carried(previous, tmp_path / "new", "region/other/2023") is None
    assert carried(tmp_path / "none", tmp_path / "new") is None
    for damage in ("", "[]", '{"region/hrss/2023": 1}', '{"region/hrss/2023": {"name": 1}}', "\udcff"):
        (previous / "published.json").write_text(damage, encoding="utf-8", errors="surrogateescape")
        assert carried(previous, tmp_path / "new") is None
    assert not (tmp_path / "new").exists()


def test_a_changed_file_is_not_carried_over(previous: Path, tmp_path: Path) -> None:
    """A page edited or removed by hand is not published as the last good version; nor are its neighbours."""
    page = previous / "site" / "reports" / ADDRESS / "index.html"
    page.write_bytes("决算 999.99".encode())
    assert carried(previous, tmp_path / "new") is None
    page.unlink()
    assert carried(previous, tmp_path / "new") is None
    assert not (tmp_path / "new").exists()


def test_a_record_cannot_reach_outside(previous: Path, tmp_path: Path) -> None:
    """A file name that leads out of the site is refused."""
    (tmp_path / "secret").write_bytes(b"1")
    write_published(previous, {ADDRESS: published("k", {"../../secret": b"1"})})
    assert carried(previous, tmp_path / "new") is None


def test_no_version_holds_nothing() -> None:
    """Before the first build there is no record."""
    assert read_published(None) == {}
    assert Published("k", {}).kept == {}
