"""The page for operators says what the shipped files of nginx say."""

import re

from tests.build.example import ROOT

PAGE = (ROOT / "docs" / "operating" / "serving.md").read_text(encoding="utf-8")
SHIPPED = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "tools" / "nginx").rglob("*.conf"))}


def test_every_header_of_the_page_is_one_of_the_files() -> None:
    """Name and value: whoever sets them on another server sets the same."""
    told = re.findall(r"`([A-Z][A-Za-z-]+): ([^`]+)`", PAGE)
    assert len(told) >= 6
    sent = SHIPPED["headers.conf"]
    for name, value in told:
        assert f"add_header {name} " in sent, name
        assert value in sent + SHIPPED["maps.conf"], value


def test_the_files_that_the_page_names_are_there() -> None:
    """Paths below tools/nginx exist, and every file is spoken of or included."""
    named = set(re.findall(r"tools/nginx/([\w./-]+\.conf)", PAGE))
    assert named == {"juesuan.conf", "juesuan-subfolder.conf"}
    everywhere = PAGE + "".join(SHIPPED.values())
    assert [name for name in SHIPPED if name not in everywhere] == []


def test_what_is_to_be_changed_is_marked() -> None:
    """The folder stands in three places, each with the arrow or in the file for a portal."""
    for name, text in SHIPPED.items():
        for line in text.splitlines():
            if "/srv/juesuan" in line and not line.lstrip().startswith("#"):
                assert "←" in line or name == "juesuan-subfolder.conf", line
