"""`SHA256SUMS`: written as coreutils does, read without trust."""

import hashlib
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.site.errors import SiteError
from generator.site.sums import SUMS, Damage, Item, Kind, entries, hashed, line_of, shown, walk, write_sums
from generator.site.tree import write_tree

FILES = {
    "a/b.html": b"1", "a-b.html": b"2", "a.html": b"3", "a/b/c": b"4", "Z": b"5", "附件/决算.pdf": b"6", "空 格": b"7",
    "a/b.htm": b"", "\U0001f4c4": b"8", "ab": b"9", f"a/{SUMS}": b"10", ".dot": b"11", "line\nbreak": b"12",
}  # fmt: skip
DIGEST = "0" * 64
SHA256SUM = shutil.which("sha256sum") or "sha256sum"


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with files whose order is easily got wrong."""
    write_tree(tmp_path / "s", FILES)
    return tmp_path / "s"


def read(raw: bytes) -> list[Item | Damage]:
    """Return what a list says."""
    return list(entries(io.BytesIO(raw)))


def test_coreutils_agree(site: Path) -> None:
    """The file is what `sha256sum` prints for the sorted paths, and `sha256sum -c` is content with it."""
    write_sums(site, {})
    names = sorted(name.encode() for name in FILES)
    said = subprocess.run([SHA256SUM, *names], cwd=site, capture_output=True, check=True)
    assert (site / SUMS).read_bytes() == said.stdout
    subprocess.run([SHA256SUM, "--check", "--strict", "--quiet", SUMS], cwd=site, check=True)


def test_known_files_are_not_read_again(site: Path) -> None:
    """A hash that is known is taken; one of a file that is not there makes no line; an older list leaves no trace."""
    (site / SUMS).write_bytes(b"old")
    write_sums(site, {"a.html": DIGEST, "gone.html": DIGEST, "附件/决算.pdf": digest(b"6")})
    found = {item.name.decode(): item.sha256 for item in read((site / SUMS).read_bytes()) if isinstance(item, Item)}
    assert found == {name: digest(content) for name, content in FILES.items()} | {"a.html": DIGEST}


def test_what_is_written_is_read(site: Path) -> None:
    """Every line of a written list can be read, in the same order, names with line breaks included."""
    write_sums(site, {})
    found = read((site / SUMS).read_bytes())
    assert [item.name for item in found if isinstance(item, Item)] == sorted(name.encode() for name in FILES)


def test_only_files_belong_to_a_site(site: Path) -> None:
    """A link in a site that is being made stops the build: what it leads to would be published."""
    (site / "link").symlink_to("/etc/passwd")
    with pytest.raises(SiteError, match="link"):
        write_sums(site, {})


def test_many_files_are_hashed_in_order(tmp_path: Path) -> None:
    """However many are read at once, each result stands in its place."""
    write_tree(tmp_path, {f"{number:03}": bytes([number % 251]) * (number * 997 % 5000) for number in range(300)})
    found = list(hashed(tmp_path, walk(tmp_path)))
    assert [item.name for item in found] == sorted(item.name for item in found)
    assert all(item.sha256 == digest((tmp_path / item.name.decode()).read_bytes()) for item in found)
    assert len(found) == 300


def test_walking_follows_nothing_and_opens_nothing(site: Path) -> None:
    """Links, of folders too, pipes, and names that are no text are named as what they are."""
    (site / "linked").symlink_to("/etc")
    os.mkfifo(site / "pipe")
    (site / os.fsdecode(b"\xff")).write_bytes(b"")
    kinds = {item.name: item.kind for item in walk(site)}
    assert (kinds[b"linked"], kinds[b"pipe"], kinds[b"\xff"]) == (Kind.LINK, Kind.OTHER, Kind.FILE)
    assert len(kinds) == len(FILES) + 3
    assert {item.name: item.kind for item in hashed(site, [Item(b"pipe"), Item(b"linked")])} == {
        b"pipe": Kind.UNREADABLE, b"linked": Kind.UNREADABLE,
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/passwd", "a/../../x", "a//b", "./a", "a/", ".", "..", "a/./b", "\\\\..", "a/.."],
)
def test_no_line_leads_out_of_the_site(name: str) -> None:
    """A path that is absolute or climbs is never yielded as a name; a backslash is a letter of a name here."""
    (found,) = read(f"{DIGEST}  {name}\n".encode())
    assert isinstance(found, Item) == ("\\" in name)
    if isinstance(found, Damage):
        assert found.is_outside
    (escaped,) = read(f"\\{DIGEST}  ..\\n/..\\\\/../x\n".encode())
    assert isinstance(escaped, Damage)
    assert escaped.is_outside


@pytest.mark.parametrize(
    "line",
    [b"", b"hello", DIGEST.encode(), DIGEST[1:].encode() + b"  a", b"g" * 64 + b"  a", DIGEST.encode() + b" a",
     DIGEST.encode() + b"  a\0b", b"# comment", b"\xff\xfe\x00", DIGEST.encode() + b"  " + b"a" * 9000],
)  # fmt: skip
def test_a_damaged_line_is_told_with_its_number_and_harms_no_other(line: bytes) -> None:
    """What is no line of a list is one damage; the lines around it are read."""
    good = line_of(b"a", DIGEST), line_of(b"b", DIGEST)
    found = read(good[0] + line + b"\n" + good[1])
    assert [type(one) for one in found] == [Item, Damage, Item]
    assert isinstance(found[1], Damage)
    assert found[1].line == 2


def test_double_and_unsorted_lines_and_the_list_itself_are_damage() -> None:
    """Names ascend, so that two equal ones cannot hide from each other."""
    names = [b"b", b"b", b"a", SUMS.encode(), b"c"]
    found = read(b"".join(line_of(name, DIGEST) for name in names))
    assert [isinstance(one, Item) for one in found] == [True, False, False, False, True]


def test_other_programs_lists_are_read() -> None:
    """Capital digits, the mark of binary files and Windows' line ends mean the same; names need not be UTF-8."""
    assert read(b"AB" * 32 + b" *a\r\n" + DIGEST.encode() + b"  b\xff") == [
        Item(b"a", sha256="ab" * 32), Item(b"b\xff", sha256=DIGEST),
    ]  # fmt: skip


def test_names_cannot_play_with_the_terminal() -> None:
    """Escape sequences, line breaks, and marks that turn the line are printed as what they are; long names end."""
    assert shown("a\x1b[31m\n\u202e决算".encode()) == r"a\x1b[31m\n\u202e决算"
    assert shown(b"\xff") == r"\xff"
    assert len(shown(b"a" * 5000)) == 200
