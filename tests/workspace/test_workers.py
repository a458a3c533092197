"""Worker processes that were killed leave no words of the library on the screen."""

import os
import subprocess
import sys
from pathlib import Path

#: works with two processes, kills them and goes without a farewell, as on a full disk; semaphores are left over.
CODE = """
import os
from joblib import Parallel, delayed
from joblib.externals.loky import get_reusable_executor
from generator.workspace.workers import patient_workers

if __name__ == "__main__":
    with patient_workers():
        Parallel(n_jobs=2)(delayed(abs)(number) for number in range(2))
        for process in list(get_reusable_executor()._processes.values()):
            process.kill()
        os._exit(3)
"""
SECONDS = 120


def test_what_killed_workers_leave_is_cleared_up_without_a_word(project: Path, tmp_path: Path) -> None:
    """The process that clears up after them would print warnings in English below our sentence."""
    script = tmp_path / "killed.py"
    script.write_text(CODE, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    environment["PYTHONPATH"] = str(project)
    command = [sys.executable, str(script)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")
