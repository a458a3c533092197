"""Work on many machines: a Dask cluster does what worker processes of this machine do otherwise.

Nothing of Dask is imported before somebody asks for a cluster: it is an extra (`make cluster`).
"""

import importlib.util
import logging
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joblib import parallel_config

from generator.workspace.alike import TOKEN, Terms, answer, leave, machine_of, sign_of

if TYPE_CHECKING:
    from distributed import Client

#: where each side of a build leaves a file for the other, below the cache.
MEETING = "cluster"
CONNECTING = 15.0  # seconds in which the scheduler must answer
#: seconds without a single worker after which a build gives up: a machine may need some to start again.
PATIENCE = 120.0
ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?(?:\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+):[0-9]{1,5}")
_SHOWN = 5


class ClusterError(Exception):
    """The cluster cannot do the work; the message is one or more Chinese sentences for whoever ran the build."""


def is_address(text: str) -> bool:
    """Return whether a text can be the address of a scheduler: `tcp://name:8786`, `tls://…`, or without tcp://."""
    return ADDRESS.fullmatch(text) is not None


@contextmanager
def cluster_workers(
    address: str, root: Path, cache: Path, *, patience: float = PATIENCE, connecting: float = CONNECTING
) -> Iterator[None]:
    """Let joblib's Parallel send the tasks of the block to the workers of a cluster.

    Every worker is asked first whether it would make the same bytes, and sees the same folders, as this machine.
    At the end, whatever ended it, the scheduler forgets the tasks that did not begin.

    Args:
        address: of the scheduler.
        root: project folder, shared by all machines under the same path.
        cache: folder of the cache, shared likewise.
        patience: seconds without a single worker after which the block fails.
        connecting: seconds in which the scheduler must answer.

    Raises:
        ClusterError: Dask is not installed, the scheduler does not answer, there are no workers, or one must not
        take part; and from the block, when the cluster is lost.
    """
    if importlib.util.find_spec("distributed") is None or importlib.util.find_spec("dask") is None:
        raise ClusterError("这台机器没有安装 Dask，不能用 --cluster。请在项目文件夹里运行 make cluster 安装。")
    from generator.workspace.cluster_backend import ClusterBackend, quiet  # noqa: PLC0415 - needs Dask

    with quiet(), _connected(address, connecting) as client, _meeting(root, cache) as terms:
        _examine(client, terms)
        backend = ClusterBackend(client, terms, patience)
        with backend.watching(), parallel_config(backend=backend):
            yield


@contextmanager
def _connected(address: str, seconds: float) -> Iterator["Client"]:
    """Yield a connection to the scheduler."""
    from distributed import Client  # noqa: PLC0415 - needs Dask

    try:
        client = Client(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError, ImportError, TypeError, RuntimeError) as error:
        logging.getLogger(__name__).debug("no scheduler", exc_info=error)
        raise ClusterError(
            f"连不上集群的调度程序 {address}（等了{seconds:g}秒）：请看地址和端口对不对，调度程序有没有在运行，"
            "防火墙是否放行；用 tls:// 的，证书是否写在 Dask 的设置里。"
        ) from error
    try:
        yield client
    finally:
        client.close(timeout=5)


@contextmanager
def _meeting(root: Path, cache: Path) -> Iterator[Terms]:
    """Yield what the workers must fulfil, with a token left in the cache while the block runs."""
    token = secrets.token_hex(16)
    folder = cache.resolve() / MEETING / token
    folder.mkdir(parents=True)
    try:
        leave(folder, TOKEN, token)
        yield Terms(str(root.resolve()), str(folder), token, machine_of(root))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _examine(client: "Client", terms: Terms) -> None:
    """Ask every worker whether it may take part.

    Raises:
        ClusterError: there is none, or one must not.
    """
    threads = client.nthreads()
    if not threads:
        raise ClusterError("集群里没有工作进程：请先在各台机器上启动（dask worker 调度地址 --nthreads 1）。")
    folder = Path(terms.token_folder)
    for worker in threads:  # looked for before it is there: a share that remembers “not there” shows itself
        (folder / sign_of(worker)).exists()
    answers: Mapping[str, Any] = client.run(answer, terms, workers=list(threads), on_error="return")
    wrong = []
    for worker, count in sorted(threads.items()):
        host, why = _heard(answers.get(worker))
        why = why or _unseen(folder / sign_of(worker), terms.token)
        several = (
            f"有{count}个线程，只能有一个：请用 --nthreads 1 启动，要几个进程就写 --nworkers 几" if count > 1 else ""
        )
        if why or several:
            wrong.append(f"{worker}（{host}）{'；'.join(one for one in (why, several) if one)}。")
    if wrong:
        rest = [f"另外还有{len(wrong) - _SHOWN}个。"] if len(wrong) > _SHOWN else []
        head = f"集群里{len(wrong)}个工作进程（共{len(threads)}个）不能用，什么也没有生成："
        raise ClusterError("\n".join([head, *wrong[:_SHOWN], *rest]))


def _heard(said: Any) -> tuple[str, str]:
    """Return the machine and the objection of a worker; one that cannot even be asked does not have our code."""
    if isinstance(said, tuple):
        host, why = said
        return str(host), str(why)
    kind = type(said).__name__
    return "机器名不详", f"没有本项目的程序，或者太旧（{kind}）：请用项目文件夹里的 .venv/bin/dask worker 启动它"


def _unseen(path: Path, token: str) -> str:
    """Return what is wrong when a file that a worker has just left is not seen here."""
    try:
        return "" if path.read_text(encoding="utf-8") == token else "写进缓存文件夹的内容，本机看到的不一样"
    except PermissionError:
        return "写的文件本机不能读：请用和本机同样的用户（同一个用户编号）运行它"
    except OSError:
        return (
            f"写进缓存文件夹 {path.parents[2]} 的文件，本机看不到：每台机器都要在同一个路径下看到同一个文件夹；"
            "用 NFS 的，挂载时要写 lookupcache=positive"
        )
