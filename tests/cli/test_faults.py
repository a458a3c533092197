"""What the system refuses is told in Chinese: what, where, what to do."""

import errno
import os
from pathlib import Path

import pytest

from generator.cli.faults import in_words, refusal_in


@pytest.mark.parametrize(
    ("number", "what", "advice"),
    [
        (errno.EROFS, "磁盘或文件夹是只读的：", "请换成可以写的"),
        (errno.EACCES, "没有权限：", "请让运行的用户有读写的权限"),
        (errno.EMFILE, "同时打开的文件太多：", "请放宽限制"),
        (errno.EFBIG, "文件大小超过了系统给这个用户的限制：", "请放宽限制"),
        (errno.ENOMEM, "内存或进程数不够：", "请用 --workers 1"),
        (errno.EIO, "磁盘读写出错：", "磁盘可能坏了"),
        (errno.ENOTCONN, "网络上的文件夹断开了：", "请检查网络，重新挂载"),
        (errno.ESTALE, "网络上的文件夹断开了：", "请检查网络，重新挂载"),
    ],
)
def test_each_kind_of_refusal_says_where_and_what_to_do(number: int, what: str, advice: str, tmp_path: Path) -> None:
    """The first line says what and where, the second what to do; neither has the system's English words."""
    said = in_words(OSError(number, os.strerror(number), "/共享/cache/bd"), tmp_path)
    first, second = said.splitlines()
    assert first == f"{what}/共享/cache/bd。"
    assert second.startswith(advice)


def test_a_full_disk_is_told_with_the_file_that_was_written(tmp_path: Path) -> None:
    """Of a copy that found no room the target is told: the source is not on the full disk."""
    refused = OSError(
        errno.ENOSPC, os.strerror(errno.ENOSPC), "/venv/main.css", None, str(tmp_path / "site" / "main.css")
    )
    said = in_words(refused, tmp_path)
    assert said.startswith(f"磁盘满了：写到 {tmp_path}/site/main.css 的时候")


def test_a_refusal_that_a_library_wrapped_is_found() -> None:
    """What a library says of its own is looked through to what the system refused."""
    lost = OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN), "/共享/cache/bd")
    wrapped = ValueError("wrapped")
    wrapped.__cause__ = lost
    assert refusal_in(wrapped) is lost
