"""What stops the making of a site is told with what became of the site."""

import resource
from pathlib import Path

import click
import pytest

from generator.cli.making import CHANGED, FEWEST_FILES, KEPT, told_kindly
from generator.site.switch import SITE, new_version, switch


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


def publish(folder: Path) -> Path:
    """Switch to a new site; return its link."""
    with new_version(folder / "versions", folder / "site") as version:
        (version / SITE).mkdir(exist_ok=True)
        switch(version, folder / "site")
    return folder / "site"


def test_ctrl_c_after_the_switch_says_that_the_site_is_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What comes after it, such as clearing the cache, may take a while; before it the sentence is that of all."""
    link = publish(tmp_path)
    with pytest.raises(SystemExit) as ended, told_kindly(tmp_path, link):  # noqa: PT012 - the order matters
        publish(tmp_path)
        raise KeyboardInterrupt
    assert ended.value.code == 130
    assert CHANGED in capsys.readouterr().err
    with pytest.raises(KeyboardInterrupt), told_kindly(tmp_path, link):
        raise KeyboardInterrupt


def test_an_error_that_nobody_expected_keeps_its_kind(tmp_path: Path) -> None:
    """Whoever mends the program needs it as it is; what became of the site goes with it."""
    link = publish(tmp_path)
    with pytest.raises(ZeroDivisionError) as raised, told_kindly(tmp_path, link):
        raise ZeroDivisionError
    assert raised.value.__notes__ == [KEPT]
