"""How joblib sends tasks to Dask, told when a machine is lost: the only module that imports Dask at its top.

joblib's own Dask backend waits for ever for a task whose workers died, runs everything on this machine when the
cluster has but one worker, and looks for numpy arrays in every argument; this one does not.
"""

import logging
import pickle
import threading
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import Any

import dask.config
from distributed import Client, Future, KilledWorker
from joblib._parallel_backends import ParallelBackendBase, SequentialBackend

from generator.build.report import Slugs
from generator.workspace.alike import Held, Terms, place, settled
from generator.workspace.cluster import ClusterError

#: seconds between two looks at the cluster, and until a look is given up.
LOOK, ANSWER = 1.0, 10.0
Callback = Callable[[Any], Any]
AGAIN = "已经做好的都在缓存里，再运行一次只做剩下的。"


class ClusterBackend(ParallelBackendBase):
    """Sends each task of joblib's Parallel to the cluster; at most twice as many as there are workers at a time."""

    supports_retrieve_callback = True

    def __init__(self, client: Client, terms: Terms, patience: float) -> None:
        """Remember the connection, what workers must fulfil, and the seconds to wait for a first worker."""
        super().__init__(nesting_level=0)
        self._client, self._terms, self._patience = client, terms, patience
        self._waiting: dict[Future, Callback] = {}
        self._lock = threading.Lock()
        self._lost: ClusterError | None = None

    def effective_n_jobs(self, n_jobs: int) -> int:  # noqa: ARG002 - all workers, whatever was asked for
        """Return the number of workers; never 1, which joblib would do on this machine."""
        return max(2, len(self._client.nthreads()))

    def get_nested_backend(self) -> tuple[SequentialBackend, None]:
        """Return what tasks of tasks run in: the task's own process."""
        return SequentialBackend(nesting_level=1), None

    def submit(self, func: Any, callback: Callback | None = None) -> Future:
        """Send a batch of calls; `callback` is told when it is done, has failed, or can no more be done."""
        assert callback is not None
        label = label_of(func.items)
        content = pickle.dumps(func.items, pickle.HIGHEST_PROTOCOL)  # bytes: Dask looks into lists and tuples
        key = f"{label}-{uuid.uuid4().hex}"
        future = self._client.submit(carry_out, content, self._terms, key=key, pure=False)
        with self._lock:
            self._waiting[future] = callback
            lost = self._lost
        future.add_done_callback(self._done)
        if lost:
            self._fail(lost)
        return future

    def retrieve_result_callback(self, out: Any) -> Any:
        """Return the results of a batch.

        Raises:
            Exception: what its task raised, or ClusterError.
        """
        if isinstance(out, BaseException):
            raise out
        return out

    def abort_everything(self, ensure_ready: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - joblib's call
        """Let the scheduler forget every task that has not begun."""
        with self._lock:
            futures = list(self._waiting)
            self._waiting.clear()
        with suppress(Exception):  # the scheduler may be gone, and its tasks with it
            self._client.cancel(futures, force=True)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Fail the tasks of the block when the cluster has had no worker for too long."""
        ended = threading.Event()
        thread = threading.Thread(target=self._watch, args=(ended,), name="cluster", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            self.abort_everything()

    def _watch(self, ended: threading.Event) -> None:
        seen = time.monotonic()
        while not ended.wait(LOOK):
            if self._has_workers():
                seen = time.monotonic()
            elif time.monotonic() - seen > self._patience:
                self._fail(ClusterError(
                    f"集群里{self._patience:g}秒没有一个工作进程了：请看各台机器和工作进程是否还在运行。{AGAIN}"
                ))  # fmt: skip
                return

    def _has_workers(self) -> bool:
        with suppress(Exception):  # whatever is wrong with the connection, there is no worker for us
            return bool(self._client.sync(self._client.scheduler.ncores, workers=None, callback_timeout=ANSWER))
        return False

    def _fail(self, error: ClusterError) -> None:
        """Tell everybody who waits that nothing comes."""
        with self._lock:
            self._lost = error
            callbacks = list(self._waiting.values())
            self._waiting.clear()
        for callback in callbacks:
            callback(error)

    def _done(self, future: Future) -> None:
        """Fetch what became of a task, then tell joblib; its results leave the workers when `future` is forgotten."""
        outcome = outcome_of(future)
        with self._lock:
            callback = self._waiting.pop(future, None)
        if callback:
            callback(outcome)


def carry_out(content: bytes, terms: Terms) -> list[Any]:
    """Return the results of a batch of calls; runs on a worker.

    Raises:
        ClusterError: this worker must not take part; it may have come after the build began.
    """
    why = settled(terms.token, Held(terms))
    if why:
        raise ClusterError(f"新来的工作进程（{place()}）{why}。{AGAIN}")
    calls = pickle.loads(content)  # noqa: S301 - from the machine that ordered the build, like the call itself
    return [function(*arguments, **named) for function, arguments, named in calls]


def outcome_of(future: Future) -> Any:
    """Return the results of a finished batch, or as an exception why there are none."""
    lost = ClusterError(f"和集群的调度程序断了：请看它是否还在运行。{AGAIN}")
    if future.status == "finished":
        try:
            return future.result()
        except (OSError, CancelledError):  # the task succeeded, so it is the way from there to here
            return lost
        except Exception as strange:  # noqa: BLE001 - joblib raises it where the result is asked for
            return strange
    if future.status != "error":
        return lost
    error = future.exception()
    if isinstance(error, KilledWorker):
        last = str(getattr(error.last_worker, "address", "不详"))
        return ClusterError(killed(str(error.task), error.allowed_failures + 1, last))
    return error


def killed(task: str, times: int, last: str) -> str:
    """Return what to say of a task that ended its worker process again and again."""
    what = task.rpartition("-")[0]
    return (
        f"{what}：做它的时候工作进程接连{times}次没有了，最后一个是 {last}。多半是内存不够："
        "请看那台机器的日志（journalctl），把 --memory-limit 放宽，或者在本机单独生成这一份，看它有什么特别。"
        f"{AGAIN}"
    )


def label_of(calls: Any) -> str:
    """Return what a batch of calls is about: the address of its report where one is named, else the function."""
    function, arguments, _ = calls[0]
    found = next((slugs for one in arguments if (slugs := _slugs_in(one))), None)
    return found.address if found else str(getattr(function, "__name__", "task"))


def _slugs_in(value: Any) -> Slugs | None:
    """Return which report a value is about; of several the first one."""
    if isinstance(value, list | tuple):
        return _slugs_in(value[0]) if value else None
    found = value if isinstance(value, Slugs) else getattr(value, "slugs", None)
    return found if isinstance(found, Slugs) else None


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Dask's own English words off the terminal while the block runs: what matters is told in our sentences."""
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado", "asyncio")]
    loggers += [logging.getLogger(name) for name in list(logging.root.manager.loggerDict) if name.startswith("distrib")]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    settings = {"distributed.admin.large-graph-warning-threshold": "1GB"}
    try:
        with dask.config.set(settings), warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"distributed\.")
            yield
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)
