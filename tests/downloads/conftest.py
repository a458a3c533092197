"""The invented report as a PDF, made once for all tests."""

import datetime as dt
from pathlib import Path

import pytest

from generator.downloads.pdf import PrintSettings, render_pdf
from generator.html.charts import render_chart
from tests.downloads.invented import COLUMNS, DOCUMENT, PIE


@pytest.fixture(scope="session")
def drawings() -> dict[str, str]:
    """Return the report's charts."""
    return {chart.key: render_chart(chart) for chart in (PIE, COLUMNS)}


@pytest.fixture(scope="session")
def settings() -> PrintSettings:
    """Return how the report is printed."""
    return PrintSettings(dt.date(2025, 9, 1), attachments={"facts.json": b"{}\n"})


@pytest.fixture(scope="session")
def pdf(drawings: dict[str, str], settings: PrintSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report's PDF as a file."""
    file = tmp_path_factory.mktemp("pdf") / "report.pdf"
    file.write_bytes(render_pdf(DOCUMENT, drawings, settings))
    return file
