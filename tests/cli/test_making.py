"""What stops the making of a site before it begins."""

import resource
from pathlib import Path

import click
import pytest

from generator.cli.making import FEWEST_FILES, told_kindly


def test_a_limit_on_open_files_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No library has to tell it in words of its own: nothing is begun."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (FEWEST_FILES - 1, 4096))
    with (
        pytest.raises(click.ClickException, match="打开的文件太多") as raised,
        told_kindly(tmp_path, tmp_path / "site"),
    ):
        pytest.fail("the build began")
    assert "ulimit -n" in raised.value.message
    assert raised.value.message.endswith("原来的网站没有改动。")


def test_with_a_usual_limit_the_block_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The least number that is enough begins."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (FEWEST_FILES, 4096))
    ran = []
    with told_kindly(tmp_path, tmp_path / "site"):
        ran.append(True)
    assert ran
