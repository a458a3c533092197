"""Who may read the site: everybody, whatever the umask of the build; nobody but its owner may write."""

import os
import stat
from pathlib import Path

from generator.site.errors import SiteError
from generator.site.switch import SITE

FILE, FOLDER = 0o644, 0o755
_READ, _PASS = 0o444, 0o555
_FOREIGN_WRITE = 0o022
_THROUGH = 0o111


def make_readable(version: Path, *, but: str = "", only: str = "") -> None:
    """Let a web server, which is another user, read every file of a version's site, and pass to it.

    A file that others can read and not write keeps its mode: it may be a link to one that is protected. Above the site
    only passing is allowed, not listing; folders above the versions are the operator's.

    Args:
        version: folder of the version; it stands on the shelf of versions.
        but: a folder at the top of the site that is left for later: somebody still writes there.
        only: such a folder, when only it and files at the top are left.

    Raises:
        SiteError: a file belongs to somebody else and cannot be read by everybody.
    """
    top = os.fspath(version / SITE)
    for folder, folders, names in os.walk(top):
        if folder == top:
            folders[:] = [name for name in folders if name != but and only in {"", name}]
        _allow(folder, _PASS, FOLDER)
        for name in names:
            _allow(f"{folder}/{name}", _READ, FILE)
    for above in (version, version.parent):
        mode = above.stat().st_mode
        if mode & _THROUGH != _THROUGH:
            above.chmod(stat.S_IMODE(mode) | _THROUGH)


def _allow(path: str, wanted: int, mode: int) -> None:
    """Give a file or folder its mode, unless everybody can read it and nobody but the owner write."""
    had = os.lstat(path).st_mode
    if stat.S_ISLNK(had) or (had & wanted == wanted and not had & _FOREIGN_WRITE):
        return
    try:
        os.chmod(path, mode)  # noqa: PTH101 - a hundred thousand files: a Path each takes longer
    except PermissionError as error:
        raise SiteError(f"网站的文件“{path}”属于别的用户，网页服务器读不了它。请删除 build/cache 再生成。") from error
