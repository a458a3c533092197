"""The data package: `frictionless` finds it valid, and what it describes is what the CSV files hold."""

import csv
import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from generator.build.outputs import file_date, tables_of
from generator.downloads.data_package import render_data_package
from generator.downloads.facts_csv import render_facts_csv
from generator.downloads.open_data import render_csv
from generator.model.blocks import Document
from generator.model.imprint import Imprint
from generator.model.open_data import COLUMNS
from tests.build.example import ANJU, HESHAN, PUTUO, real

REPORTS = (PUTUO, HESHAN, ANJU, "linxiang/hrss/2023", "ziyang/hrss/2022", "hunan/hrss/2021")
IMPRINT = Imprint("https://example.org/", "虚构县财政局", "CC-BY-4.0")


@cache
def package(address: str) -> bytes:
    """Return the data package of a real report."""
    return made(real(address), IMPRINT)


def made(document: Document, imprint: Imprint) -> bytes:
    """Return the data package of a document."""
    tables = list(tables_of(document))
    files = {"facts": render_facts_csv(document), **{table.key: render_csv(table) for table in tables}}
    return render_data_package(document, tables, files, file_date(document), imprint)


def opened(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the descriptor of a package and its other files."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return json.loads(files.pop("datapackage.json")), files


def rows(content: bytes) -> list[list[str]]:
    """Return a CSV file read."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def problems(content: bytes, folder: Path) -> list[str]:
    """Return what `frictionless` has to say against a package."""
    file = folder / "data-package.zip"
    file.write_bytes(content)
    report = Package(str(file)).validate()
    return [str(error) for error in [*report.errors, *(error for task in report.tasks for error in task.errors)]]


@pytest.mark.parametrize("address", REPORTS)
def test_frictionless_finds_it_valid(address: str, tmp_path: Path) -> None:
    """Names, types, missing values, sizes and hashes hold for every file of every report."""
    assert problems(package(address), tmp_path) == []


def test_frictionless_would_see_a_wrong_digit(tmp_path: Path) -> None:
    """An amount that is no number, or a file that was changed, is found: the validation is not empty."""
    out = io.BytesIO()
    head, files = opened(package(PUTUO))
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", json.dumps(head))
        for name, content in files.items():
            archive.writestr(name, content.replace(b"9746.5000", b"9746.x") if "income.csv" in name else content)
    said = " ".join(problems(out.getvalue(), tmp_path))
    assert "9746.x" in said
    assert "hash" in said


@pytest.mark.parametrize("address", REPORTS)
def test_every_field_of_every_file_is_described(address: str) -> None:
    """Each file has a resource, each of its columns a field with name, type and meaning, in order."""
    head, files = opened(package(address))
    assert [resource["path"] for resource in head["resources"]] == list(files)
    for resource in head["resources"]:
        fields = resource["schema"]["fields"]
        first = rows(files[resource["path"]])[0]
        assert len(fields) == len(first)
        if resource["dialect"]["header"]:
            assert [field["name"] for field in fields] == first
        assert all(field["description"] and field["type"] in {"number", "string"} for field in fields)


def test_amounts_are_numbers_and_codes_are_text() -> None:
    """A column of amounts is of numbers, 未公布 a missing value; codes keep their digits as text."""
    head, _ = opened(package(PUTUO))
    by_name = {resource["name"]: resource["schema"] for resource in head["resources"]}
    kinds = {field["name"]: field["type"] for field in by_name["income"]["fields"]}
    assert kinds["项目/功能分类科目编码"] == "string"
    assert kinds["本年收入合计（万元）"] == "number"
    assert by_name["three-public-overview"]["missingValues"] == ["", "未公布", "不可比"]
    values = {field["name"]: field["type"] for field in by_name["facts"]["fields"]}
    assert [name for name, kind in values.items() if kind == "number"] == ["数值"]
    assert by_name["facts"]["primaryKey"] == ["代号"]


def test_fields_of_the_figures_mean_what_the_open_data_says() -> None:
    """The package explains the columns in the words of the page about open data."""
    head, _ = opened(package(HESHAN))
    said = {field["name"]: field["description"] for field in head["resources"][0]["schema"]["fields"]}
    assert said == {field.column: field.meaning for field in COLUMNS}


def test_a_grade_is_a_word() -> None:
    """A column of words such as 等次 holds the words, not a zero."""
    head, files = opened(package(ANJU))
    resource = next(resource for resource in head["resources"] if resource["name"] == "evaluations")
    read = rows(files[resource["path"]])
    place = next(number for number, name in enumerate(read[0]) if name.startswith("等次"))
    assert {row[place] for row in read[1:]} == {"优"}
    assert resource["schema"]["fields"][place]["type"] == "string"


def test_what_the_site_does_not_say_is_left_out() -> None:
    """Without address, publisher and licence none is made up; a licence in words is no code of a licence."""
    head, _ = opened(made(real(HESHAN), Imprint()))
    assert not {"homepage", "licenses", "licence"} & set(head)
    assert [one["role"] for one in head["contributors"]] == ["author"]
    worded, _ = opened(made(real(HESHAN), Imprint(licence="可以自由使用，请注明出处")))
    assert worded["licence"] == "可以自由使用，请注明出处"
    assert "licenses" not in worded
    full, _ = opened(package(HESHAN))
    assert full["licenses"] == [{"name": "CC-BY-4.0", "title": "CC-BY-4.0"}]
    assert full["homepage"] == "https://example.org/reports/heshan/hrss/2020/"


def test_the_same_report_gives_the_same_bytes() -> None:
    """The archive bears no clock."""
    assert package(PUTUO) == made(real(PUTUO), IMPRINT)
    with zipfile.ZipFile(io.BytesIO(package(PUTUO))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
