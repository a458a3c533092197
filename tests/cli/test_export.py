"""`juesuan export`: the files of one report, under names that people read."""

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.site.tree import write_tree
from tests.build.example import WATER, edited, invented

REPORT = f"data/regions/{WATER}/report.yml"
STEM = "虚构县水务局2024年度部门决算"


def export(root: Path, files: dict[str, bytes], *words: str) -> Result:
    """Return what the command prints in a project folder with these files."""
    write_tree(root, files)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        result = CliRunner().invoke(main, ["export", *words])
    assert "Traceback" not in result.output
    assert "Traceback" not in result.output
    return result


def names(folder: Path) -> set[str]:
    """Return the files of a folder, those of its folders by their folder."""
    return {path.relative_to(folder).parts[0] for path in folder.rglob("*") if path.is_file()}


def test_one_file_by_its_name(tmp_path: Path) -> None:
    """`--out 表.xlsx` asks for the workbook and nothing else."""
    result = export(tmp_path, invented(), WATER, "--out", "表.xlsx")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("表.xlsx（")
    with zipfile.ZipFile(tmp_path / "表.xlsx") as archive:
        assert "xl/workbook.xml" in archive.namelist()
    assert names(tmp_path) == {"data", "表.xlsx"}


def test_formats_into_a_folder(tmp_path: Path) -> None:
    """Without `--out` the files go below build/export, named after the report; tables stand in a folder of theirs."""
    wanted = [word for kind in ("xlsx", "csv", "json", "package") for word in ("--format", kind)]
    result = export(tmp_path, invented(), WATER, *wanted)
    assert result.exit_code == 0, result.output
    folder = tmp_path / "build" / "export" / "xugou-water-2024"
    endings = (".xlsx", "数据包.zip", "全部数字.json", "全部表格.json", "全部数字.csv", "表格")
    assert names(folder) == {f"{STEM}{ending}" for ending in endings}
    assert (folder / f"{STEM}表格" / "01 收入支出决算总表.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "公开" not in result.output


def test_every_format_when_none_is_named(tmp_path: Path) -> None:
    """All formats, the PDF among them, are made for a folder."""
    result = export(tmp_path, invented(), WATER, "--out", "交财政局")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "交财政局" / f"{STEM}.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "交财政局" / f"{STEM}数据包.zip").exists()
    with zipfile.ZipFile(tmp_path / "交财政局" / f"{STEM}网页片段.zip") as archive:
        assert {"README.txt", "fragment.html", "preview.html", "report.pdf", "tables.xlsx"} <= set(archive.namelist())


def test_a_fragment_alone_and_a_package_by_its_ending(tmp_path: Path) -> None:
    """`--format fragment` makes the fragment; of the two formats that are zips, `--out 表.zip` means the package."""
    result = export(tmp_path, invented(), WATER, "--format", "fragment", "--out", "贴.zip")
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(tmp_path / "贴.zip") as archive:
        assert archive.read("report.pdf").startswith(b"%PDF")
    assert export(tmp_path, invented(), WATER, "--out", "包.zip").exit_code == 0
    with zipfile.ZipFile(tmp_path / "包.zip") as archive:
        assert "datapackage.json" in archive.namelist()


def test_a_draft_says_so_in_its_name(tmp_path: Path) -> None:
    """A report that is not public is exported with its state in the file's name, and the command warns."""
    files = edited(invented(), REPORT, "状态: 公开\n公开日期: 2025-09-01\n", "状态: 草稿\n")
    result = export(tmp_path, files, WATER, "--format", "xlsx", "--out", "out")
    assert result.exit_code == 0, result.output
    assert names(tmp_path / "out") == {f"{STEM}（草稿）.xlsx"}
    assert "不是公开的文本（草稿）" in result.output


def test_errors_keep_a_report_from_being_exported(tmp_path: Path) -> None:
    """The errors are listed with their place, nothing is written; with --force it is, marked as having errors."""
    wrong = edited(invented(), REPORT, "2025-09-01", "2025年9月1日")
    refused = export(tmp_path, wrong, WATER, "--out", "表.xlsx")
    assert refused.exit_code == 1
    assert "report.yml:3:7：公开日期“2025年9月1日”不是日期" in refused.output
    assert "--force" in refused.output
    assert not (tmp_path / "表.xlsx").exists()
    forced = export(tmp_path, wrong, WATER, "--format", "xlsx", "--out", "out", "--force")
    assert forced.exit_code == 0, forced.output
    assert names(tmp_path / "out") == {f"{STEM}（有错误）.xlsx"}


def test_what_cannot_be_read_cannot_be_forced(tmp_path: Path) -> None:
    """A file that is no YAML gives no report to export, whatever is asked for."""
    broken = invented(report="年度: [2024\n")
    result = export(tmp_path, broken, WATER, "--out", "表.xlsx", "--force")
    assert result.exit_code == 1
    assert "report.yml:" in result.output
    assert "--force" not in result.output
    assert names(tmp_path) == {"data"}


WRONG = {
    "no such report": (("xugou/water/2023",), "没有找到“xugou/water/2023”"),
    "no such format": ((WATER, "--format", "doc"), "没有“doc”这种格式，可以写：xlsx、csv、json、package、pdf"),
    "several files as one": ((WATER, "--format", "csv", "--out", "表.csv"), "不止一个文件，--out 请写文件夹"),
    "another ending": ((WATER, "--format", "pdf", "--out", "表.xlsx"), "pdf 的文件名以 .pdf 结尾"),
    "no report": ((), "缺少“地区/部门/年度”"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_gets_one_sentence(case: str, tmp_path: Path) -> None:
    """Wrong use is told in one Chinese sentence, exit code 2, and nothing is written."""
    words, said = WRONG[case]
    result = export(tmp_path, invented(), *words)
    assert result.exit_code == 2
    assert said in result.output
    assert names(tmp_path) == {"data"}


def test_titles_never_leave_the_folder(tmp_path: Path) -> None:
    """A department named like a path becomes a plain file name."""
    files = edited(invented(), f"data/regions/{WATER.rpartition('/')[0]}/department.yml",
                   "名称: 虚构县水务局\n", "名称: '../../虚构:县/水务局'\n")  # fmt: skip
    result = export(tmp_path, files, WATER, "--format", "xlsx", "--out", "out", "--force")
    assert result.exit_code == 0, result.output
    written = list(tmp_path.rglob("*.xlsx"))
    assert len(written) == 1
    assert written[0].parent == tmp_path / "out"
    assert not {"/", ":", "\\"} & set(written[0].name)


def test_the_same_report_gives_the_same_files(tmp_path: Path) -> None:
    """Two exports of one report are equal to the last byte."""
    for name in ("a.xlsx", "b.xlsx", "a.zip", "b.zip"):
        assert export(tmp_path, invented(), WATER, "--out", name).exit_code == 0
    for ending in ("xlsx", "zip"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.zip").read_bytes())) as archive:
        assert archive.namelist()[0] == "datapackage.json"


def test_help_has_an_example() -> None:
    """The help is Chinese and shows a call that works."""
    said = CliRunner().invoke(main, ["export", "--help"]).output
    assert "例：juesuan export putuo/planning/2024" in said
    assert "Usage" not in said
