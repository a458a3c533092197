"""The process that opens foreign files: what a file does to it, it does to nobody else."""

import os
import shutil
from pathlib import Path

import pytest

from generator.desk.apart import Bounds, ExhaustedError, FaultError, asking
from generator.desk.apart.asking import ask
from generator.desk.importing.workbook import read_workbook
from tests.desk.test_attaching import xlsx

TASKS = {
    "count": "import os\nseen = []\ndef answer(content, words):\n    seen.append(1)\n"
    "    return [len(seen), os.getpid()]",
    "hoard": "kept = []\ndef answer(content, words):\n    kept.append(bytearray(words['bytes']))\n    return len(kept)",
    "spin": "def answer(content, words):\n    while True: pass",
    "sleep": "import time\ndef answer(content, words):\n    time.sleep(600)",
    "die": "import os, signal\ndef answer(content, words):\n    os.kill(os.getpid(), signal.SIGABRT)",
    "half": "import os, sys\ndef answer(content, words):\n    sys.stdout.buffer.write(b'100\\n{')\n"
    "    sys.stdout.buffer.flush()\n    os._exit(1)",
    "fill": "seen = []\ndef answer(content, words):\n    seen.append(1)\n    if len(seen) > 1:\n"
    "        raise ImportError('no memory')\n    return len(seen)",
    "err": "def answer(content, words):\n    raise KeyError('虚构')",
}


@pytest.fixture(autouse=True)
def _tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the real program run, with tasks of these tests beside those that it has."""
    folder = tmp_path / "apart"
    shutil.copytree(Path(asking.__file__).parent, folder)
    for name, text in TASKS.items():
        (folder / f"{name}.py").write_text(text + "\n", encoding="utf-8")
    monkeypatch.setattr(asking, "_PROGRAM", folder / "program.py")
    monkeypatch.setattr(asking, "BOUNDS", Bounds(memory=500_000_000, seconds=1))
    asking.end()


def test_one_process_answers_file_after_file() -> None:
    """It is started once, and is not this one."""
    first, second = ask("count", b""), ask("count", b"12" * 100_000)
    assert (first[0], second[0]) == (1, 2)
    assert first[1] == second[1] != os.getpid()


@pytest.mark.parametrize("task", ["spin", "die", "half"])
def test_what_ends_it_ends_nothing_else(task: str) -> None:
    """Too much time of the processor, a crash of a library: an error, and the next file is read by a new process."""
    before = ask("count", b"")[1]
    with pytest.raises(ExhaustedError):
        ask(task, b"")
    [number, process] = ask("count", b"")
    assert number == 1
    assert process != before
    assert read_workbook(xlsx("虚构"), "表.xlsx")


def test_one_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task that only waits takes no time of the processor; patience has an end."""
    monkeypatch.setattr(asking, "_PATIENCE", 1)
    with pytest.raises(ExhaustedError):
        ask("sleep", b"")


def test_what_earlier_files_left_behind_counts_against_none() -> None:
    """Where there is too little memory a new process tries once more; what is too much for that, is too much."""
    assert [ask("hoard", b"", {"bytes": 200_000_000}) for _ in range(3)] == [1, 2, 1]
    with pytest.raises(ExhaustedError):
        ask("hoard", b"", {"bytes": 600_000_000})
    assert [ask("fill", b"") for _ in range(2)] == [1, 1]  # whatever the error is called


def test_without_its_bound_there_is_memory_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same request is met where the system does not say no."""
    monkeypatch.setattr(asking, "BOUNDS", Bounds(memory=2_000_000_000))
    assert ask("hoard", b"", {"bytes": 600_000_000}) == 1


def test_a_fault_of_the_program_is_told_as_one() -> None:
    """It is no file's: whoever looks into it needs the place."""
    with pytest.raises(FaultError, match="KeyError: '虚构'"):
        ask("err", b"")
    assert ask("count", b"")[0] == 1


def test_a_copy_of_a_process_has_its_own() -> None:
    """Two that asked the same one would read each other's answers."""
    mine = ask("count", b"")[1]
    child = os.fork()
    if child == 0:
        code = 1
        try:
            its = ask("count", b"")
            code = 0 if its[0] == 1 and its[1] != mine else 1
        finally:
            asking.end()
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert ask("count", b"") == [2, mine]


def test_nothing_is_imported_from_where_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of an outsider may hold a json.py; the process that reads takes Python's."""
    (tmp_path / "json.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert ask("count", b"")[0] == 1
