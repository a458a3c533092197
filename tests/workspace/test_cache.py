"""The cache gives back what was put, or nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joblib import Parallel, delayed

from generator.workspace.cache import Cache, fingerprint, key

FILES = {"reports/甲/index.html": b"<p>1</p>\n", "empty": b"", "a.pdf": bytes(range(256))}
ONE, TWO, THREE = key("one"), key("two"), key("three")


def entry_of(root: Path, name: str) -> Path:
    """Return the file that holds an entry."""
    return root / name[:2] / name[2:]


def put_and_get(root: Path, number: int) -> bool:
    """Return whether a writer that shares its key with others reads a whole entry, its own or another's."""
    files = {"number": b"%d" % number, "filling": b"%d" % number * 50_000}
    Cache(root).put(ONE, files)
    found = Cache(root).get(ONE)
    return found is not None and found["filling"] == found["number"] * 50_000


def test_what_was_put_is_given_back(tmp_path: Path) -> None:
    """Files come back by name, byte for byte, also to a later process; nothing comes for another key."""
    Cache(tmp_path / "cache").put(ONE, FILES)
    assert Cache(tmp_path / "cache").get(ONE) == FILES
    assert Cache(tmp_path / "cache").get(TWO) is None


def test_a_second_put_replaces_the_first(tmp_path: Path) -> None:
    """The files of an entry are those of the last put, and none of an earlier one remain."""
    cache = Cache(tmp_path)
    cache.put(ONE, FILES)
    cache.put(ONE, {"only": b"1"})
    assert cache.get(ONE) == {"only": b"1"}


@given(st.data())
def test_a_damaged_entry_counts_as_absent(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whichever byte changes, or wherever the file is cut, nothing wrong is given back, and the entry is gone."""
    root = tmp_path_factory.mktemp("cache")
    cache = Cache(root)
    cache.put(ONE, FILES)
    path = entry_of(root, ONE)
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] ^= data.draw(st.integers(1, 255))
    else:
        del content[at:]
    path.write_bytes(content)
    assert cache.get(ONE) is None
    assert not path.exists()


def test_an_entry_under_another_name_counts_as_absent(tmp_path: Path) -> None:
    """A file that was renamed by hand is not taken for what its new name says."""
    cache = Cache(tmp_path)
    cache.put(ONE, FILES)
    entry_of(tmp_path, TWO).parent.mkdir(exist_ok=True)
    entry_of(tmp_path, ONE).rename(entry_of(tmp_path, TWO))
    assert cache.get(TWO) is None


def test_writers_at_once_do_not_mix(tmp_path: Path) -> None:
    """Processes that put under one key at the same time leave one whole entry, and no temporary file."""
    done = Parallel(n_jobs=2)(delayed(put_and_get)(tmp_path, number) for number in range(40))
    assert all(done)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [ONE[2:]]


def test_a_killed_writer_leaves_no_half_entry(tmp_path: Path) -> None:
    """A process killed again and again while it writes leaves the last whole entry or none."""
    code = (
        "import sys; from pathlib import Path; from generator.workspace.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "while True: cache.put(sys.argv[2], {'a': b'1' * 3_000_000}); print(flush=True)\n"
    )
    for pause in (0.0, 0.003, 0.006):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), ONE], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(pause)
            writer.send_signal(signal.SIGKILL)
        assert Cache(tmp_path).get(ONE) == {"a": b"1" * 3_000_000}


def test_pruning_removes_what_was_unused_for_longest(tmp_path: Path) -> None:
    """Reading an entry keeps it; the one nobody asked for goes first, and only as many go as must."""
    cache = Cache(tmp_path)
    for age, name in ((300, ONE), (200, TWO), (100, THREE)):
        cache.put(name, {"a": b"1" * 1000})
        os.utime(entry_of(tmp_path, name), (time.time() - age,) * 2)
    cache.get(ONE)
    size = entry_of(tmp_path, ONE).stat().st_size
    assert cache.prune(2 * size) == 1
    assert [cache.get(name) is not None for name in (ONE, TWO, THREE)] == [True, False, True]
    assert cache.prune(2 * size) == 0
    assert cache.prune(0) == 2


def test_pruning_removes_what_killed_writers_left(tmp_path: Path) -> None:
    """A temporary file goes when it is old; a fresh one may have a writer and stays."""
    folder = tmp_path / ONE[:2]
    folder.mkdir()
    old, fresh = folder / ".writing-old", folder / ".writing-fresh"
    for path in (old, fresh):
        path.write_bytes(b"1")
    os.utime(old, (time.time() - 100_000,) * 2)
    assert Cache(tmp_path).prune(0) == 0
    assert (old.exists(), fresh.exists()) == (False, True)


def test_pruning_nothing_is_no_error(tmp_path: Path) -> None:
    """A cache that was never written to can be pruned."""
    assert Cache(tmp_path / "none").prune(10) == 0


@pytest.mark.parametrize("name", ["", "..", "../../etc", "A" * 64, "0" * 63, "0" * 62 + "/a"])
def test_only_hashes_are_keys(tmp_path: Path, name: str) -> None:
    """A key that is no hash is refused, so none can lead out of the folder."""
    with pytest.raises(ValueError, match="not a cache key"):
        Cache(tmp_path).get(name)


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_keys_differ_when_parts_differ(left: list[bytes], right: list[bytes]) -> None:
    """Keys are equal just when the lists of parts are: moving a byte from one part to the next changes the key."""
    assert (key(*left) == key(*right)) == (left == right)


def test_text_and_its_bytes_give_one_key() -> None:
    """A part may be text or its UTF-8 bytes."""
    assert key("决算", "1") == key("决算".encode(), b"1")


def test_a_fingerprint_sees_every_change_and_nothing_else(tmp_path: Path) -> None:
    """Content, a file's name and a new file change it; another place, the order, times and compiled code do not."""
    code, font = tmp_path / "code", tmp_path / "font.ttf"
    (code / "templates").mkdir(parents=True)
    (code / "a.py").write_text("1")
    (code / "templates" / "b.j2").write_text("2")
    font.write_bytes(b"3")
    before = fingerprint([code, font])

    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "a.pyc").write_text("1")
    os.utime(font, (1, 1))
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    assert fingerprint([font, code.rename(moved / "code")]) == before

    changed = []
    (moved / "code" / "a.py").write_text("4")
    changed.append(fingerprint([moved / "code", font]))
    (moved / "code" / "a.py").rename(moved / "code" / "c.py")
    changed.append(fingerprint([moved / "code", font]))
    (moved / "code" / "templates" / "new").touch()
    changed.append(fingerprint([moved / "code", font]))
    assert len({before, *changed}) == 4


def test_a_fingerprint_of_something_missing_is_an_error(tmp_path: Path) -> None:
    """A font that is not there does not pass for an empty one."""
    with pytest.raises(FileNotFoundError):
        fingerprint([tmp_path / "font.ttf"])
