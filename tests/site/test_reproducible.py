"""Same commit, same bytes: a small site with every format, built twice where nothing but the commit is alike.

The long form, over the real reports, is `tests/torture/torture_same_bytes.py`.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.site.sums import SUMS, entries
from generator.site.verify import compare_sites, verify_site
from tests.build.example import WATER
from tests.site.same_bytes import FAR, NEAR, POOR, build_as, differing, digests, lay_out, project_of
from tests.site.test_publish import three

#: every kind of file that a build makes.
MADE = {".html", ".pdf", ".xlsx", ".docx", ".zip", ".csv", ".json", ".xml", ".svg", ".css", ".js", ".pf_index", ""}


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site as the first machine builds it."""
    base = tmp_path_factory.mktemp("near")
    return build_as(NEAR, base, lay_out(NEAR, base, _files()))


def _files() -> Mapping[str, bytes]:
    data = {path: raw for path, raw in three().items() if "/forest/" not in path}
    data["data/site.yml"] += "\n网址: https://juesuan.example/zwgk/\n".encode()
    return project_of(data)


def test_other_machine_same_bytes(near: Path, tmp_path: Path) -> None:
    """Time zone, locale, path, umask, hash seed, workers, user and home differ; each file and its rights are equal.

    Built from nothing, and again from a warm cache as yet another user whose system knows no Chinese.
    """
    expected = digests(near)
    assert {Path(name).suffix for name in expected} >= MADE
    assert {f"reports/{WATER}/downloads/report.pdf", "sitemap.xml", "pagefind/pagefind.js"} <= expected.keys()
    root = lay_out(FAR, tmp_path, _files())
    cold = digests(build_as(FAR, tmp_path, root))
    assert differing(expected, cold) == []
    warm = build_as(replace(POOR, folder=FAR.folder), tmp_path, root)
    assert differing(expected, digests(warm)) == []
    assert compare_sites(near, warm).is_whole


def test_what_a_build_leaves_can_be_verified(near: Path) -> None:
    """The list names every file once and agrees with all; everybody may read them, nobody else write."""
    verdict = verify_site(near)
    assert verdict.is_whole
    assert sum(verdict.commits.values()) == 2
    with (near / SUMS).open("rb") as file:
        assert len(list(entries(file))) == verdict.same == len(digests(near)) - 1
    assert {mode.split()[1] for mode in digests(near).values()} == {"644"}


def test_one_other_byte_would_be_seen(near: Path, tmp_path: Path) -> None:
    """Were a time printed on one page, the comparison would name the page, and the list."""
    expected = digests(near)
    changed = {**expected, "about/index.html": "0" * 64 + " 644"}
    assert differing(expected, changed) == ["about/index.html"]
    assert differing(expected, {name: mark for name, mark in expected.items() if name != SUMS}) == [SUMS]
