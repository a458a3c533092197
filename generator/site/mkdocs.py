"""HTML from Markdown files: MkDocs, run in this process over some pages or over the site's own.

One report's pages come out of a run of their own with the same bytes as out of a run over everything, so each report
can be built, cached and distributed by itself. What the pages share (styles, scripts, 404) comes from `build_shell`.
"""

import logging
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, MappingProxyType
from urllib.parse import urljoin

import jinja2
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File
from mkdocs.theme import Theme

from generator.site.errors import SiteError
from generator.site.sitemap import only
from generator.site.tree import read_tree, write_tree
from generator.site.written import REPORTS, recorded

SITEMAP = "sitemap.xml"
#: variables of mkdocs.yml → its options; read from there, the name “2024” would be a number and “=” an error.
_OPTIONS = {"JUESUAN_SITE_NAME": "site_name", "JUESUAN_SITE_URL": "site_url"}


def build_pages(
    project: Path,
    pages: Mapping[str, bytes],
    environment: Mapping[str, str],
    extra: Mapping[str, object] | None = None,
) -> dict[str, bytes]:
    """Return what MkDocs makes of `pages` alone, by path in the site, and their part of `sitemap.xml`.

    Takes plain arguments and touches nothing but a temporary folder, so it can run in any worker process; not in
    threads, because `!ENV` in mkdocs.yml reads the environment of the process.

    Args:
        project: folder with mkdocs.yml and overrides/.
        pages: files of the docs folder by path: Markdown, and whatever lies beside it.
        environment: variables that mkdocs.yml reads, and SOURCE_DATE_EPOCH.
        extra: values that go into `extra` of mkdocs.yml.

    Raises:
        SiteError: when MkDocs warns or fails; its own words are in the message.
    """
    with _site(project, pages, environment, extra) as (config, site):
        made = [_output(config, name) for name in pages]
        missing = [file.src_uri for file in made if not (site / file.dest_uri).is_file()]
        if missing:
            raise SiteError(f"MkDocs 没有生成 {'、'.join(missing)}：请看 mkdocs.yml 的 exclude_docs 是否把它排除了。")
        files = {file.dest_uri: (site / file.dest_uri).read_bytes() for file in made}
        addresses = {urljoin(config.site_url or "", file.url) for file in made}
        files[SITEMAP] = only((site / SITEMAP).read_bytes(), addresses)
    return files


def addresses_of(files: Iterable[str], environment: Mapping[str, str]) -> set[str]:
    """Return the addresses that pages have in `sitemap.xml`, by their paths in the site."""
    base = environment.get("JUESUAN_SITE_URL", "").rstrip("/")
    start = f"{base}/" if base else ""
    return {start + name.removesuffix("index.html") for name in files if name.endswith("index.html")}


def build_shell(
    project: Path,
    pages: Mapping[str, bytes],
    environment: Mapping[str, str],
    extra: Mapping[str, object] | None = None,
    elsewhere: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Return pages with everything that belongs to no page: styles, scripts, 404.html; and their part of `sitemap.xml`.

    Args:
        project: folder with mkdocs.yml and overrides/.
        pages: files of the docs folder, by path: those that people wrote (`own_files`) and, where all are made at once,
            those above the reports.
        environment: variables that mkdocs.yml reads, and SOURCE_DATE_EPOCH.
        extra: values that go into `extra` of mkdocs.yml.
        elsewhere: pages that other runs make; the menu and links may lead to them. They may be empty, but for those
            into whose midst a link leads.

    Raises:
        SiteError: when MkDocs warns or fails; its own words are in the message.
    """
    with _site(project, pages, environment, extra, elsewhere) as (config, site):
        files = read_tree(site)
        for name in elsewhere:
            files.pop(_output(config, name).dest_uri, None)  # the run that makes it tells where it is excluded
        addresses = {urljoin(config.site_url or "", _output(config, name).url) for name in pages}
    files[SITEMAP] = only(files[SITEMAP], addresses)
    files.pop(f"{SITEMAP}.gz", None)  # nobody asks for it, and it would have to be packed again after the merge
    return files


def own_files(project: Path, made_now: Iterable[str] = ()) -> dict[str, bytes]:
    """Return the files of docs/ that people wrote: without those of reports and of pages above them, by path.

    Links are left out: what they lead to may be no page of this project.

    Args:
        project: project folder.
        made_now: paths below docs/ of pages above the reports, which may not be recorded yet.
    """
    docs = project / "docs"
    made = {*recorded(docs).pages, *made_now}
    found = {}
    for folder, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if Path(folder, name) != docs / REPORTS)
        for path in (Path(folder, name) for name in sorted(names)):
            name = path.relative_to(docs).as_posix()
            if name not in made and path.is_file() and not path.is_symlink():
                found[name] = path.read_bytes()
    return found


@contextmanager
def _site(
    project: Path,
    pages: Mapping[str, bytes],
    environment: Mapping[str, str],
    extra: Mapping[str, object] | None,
    elsewhere: Mapping[str, bytes] | None = None,
) -> Iterator[tuple[MkDocsConfig, Path]]:
    """Yield the configuration and the folder of a strict MkDocs run over `pages`.

    The menu is the same in every run: where it is not told which pages others make, any of it may be missing, and the
    theme's own files are left out.
    """
    if "SOURCE_DATE_EPOCH" not in environment:
        raise SiteError("缺少 SOURCE_DATE_EPOCH：页面的日期只能来自数据或提交，不能来自时钟。")
    with tempfile.TemporaryDirectory(prefix="juesuan-") as temporary:
        docs, site = Path(temporary, "docs"), Path(temporary, "site")
        docs.mkdir()
        named = {option: environment[name] for name, option in _OPTIONS.items() if name in environment}
        others = {name: value for name, value in environment.items() if name not in _OPTIONS}
        with _environment(others), _log() as said:
            try:
                folders = {"docs_dir": str(docs), "site_dir": str(site)}
                config = load_config(str(project / "mkdocs.yml"), **folders, **named, strict=True)
                config.extra.update(extra or {})
                _quicken(config.theme, bare=elsewhere is None)
                beside = dict.fromkeys(_navigation(config.nav), b"") if elsewhere is None else elsewhere
                write_tree(docs, {**beside, **pages})
                build(config)
            except MkDocsException as error:
                raise SiteError(_sentence(said, error)) from error
        yield config, site


class _Compiled(BytecodeCache):
    """Templates that this process compiled, by name, text and extensions: a run would take half a second over them."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str, tuple[str, ...]], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code when it was compiled before."""
        bucket.code = self._codes.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        assert bucket.code is not None
        self._codes[self._key(bucket)] = bucket.code

    @staticmethod
    def _key(bucket: Bucket) -> tuple[str, str, tuple[str, ...]]:
        return bucket.key, bucket.checksum, tuple(sorted(bucket.environment.extensions))


_COMPILED = _Compiled()


class _Templates(jinja2.FileSystemLoader):
    """The theme's templates without the list of its other files: 14,000 icons, of which a page takes none."""

    def list_templates(self) -> list[str]:
        """Return nothing to copy."""
        return []


def _quicken(theme: Theme, *, bare: bool) -> None:
    """Let a run compile no template twice in a process and, where only pages are wanted, copy no file of the theme."""
    made = theme.get_env

    def get_env() -> jinja2.Environment:
        env = made()
        env.bytecode_cache = _COMPILED
        if bare:
            env.loader = _Templates(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]  # MkDocs asks for the list before any plugin has its turn


def _output(config: MkDocsConfig, name: str) -> File:
    """Return MkDocs' record of the file `name`: where it goes and its address."""
    return File(name, config.docs_dir, config.site_dir, config.use_directory_urls)


def _navigation(nav: object) -> Iterator[str]:
    """Yield the files that the menu names, at any depth.

    Raises:
        SiteError: for an entry without a title, which MkDocs would take from a page that a report's run does not have.
    """
    for entry in nav if isinstance(nav, list) else []:
        if not isinstance(entry, dict):
            raise SiteError(f"mkdocs.yml 的 nav 里，“{entry}”前面要写上标题，例如“- 首页: index.md”。")
        for target in entry.values():
            if isinstance(target, list):
                yield from _navigation(target)
            elif "://" not in target:
                yield target


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables, and put back what was there."""
    wanted = {"NO_MKDOCS_2_WARNING": "1", **variables}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Messages(logging.Handler):
    """Keeps what was logged, for the error message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _log() -> Iterator[list[str]]:
    """Yield a list that collects MkDocs' warnings and errors instead of the terminal."""
    logger, handler = logging.getLogger("mkdocs"), _Messages()
    before = logger.level, logger.propagate, logger.handlers[:]
    logger.handlers[:] = [handler]
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield handler.lines
    finally:
        logger.setLevel(before[0])
        logger.propagate, logger.handlers[:] = before[1:]


def _sentence(said: list[str], error: Exception) -> str:
    """Return what to tell when MkDocs stopped."""
    lines = said or [str(error)]
    return "MkDocs 没有生成网页，它的说明是：" + "".join(f"\n  - {line}" for line in lines)
