"""Everything around the reports as HTML: pages above them, pages of people, styles; in parts that the cache holds.

The pages of one region are a part, those that look at all regions another, and what people wrote with the theme's own
files a third: a change in a region makes its own pages again and the few that look at all.
"""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from joblib import Parallel, delayed

from generator.pages.portal import write_region_pages
from generator.pages.portal.regional import RegionReports
from generator.site import mkdocs
from generator.site.compressed import compressed
from generator.site.frame import Frame
from generator.site.reports import Bench
from generator.site.sitemap import merge
from generator.workspace.cache import key
from generator.workspace.orders import Order

#: pages that look at all regions; and what people wrote, with which come the theme's own files. No folder is so named.
COMMON, OWN = "*", ""
_MARKDOWN = ".md"
#: target of a link into the midst of a page.
_INTO = re.compile(rb"\](?:\(|:\s*)<?([^()<>\s#]+\.md)#")
#: parts that are made sooner here than a worker starts, such as those that one changed report makes again.
_FEW = 3
_REGIONAL = 3  # parts of KIND/REGION/PAGE

Files = Mapping[str, bytes]


def shell_of(bench: Bench, pages: Files, regions: Collection[str], workers: int) -> dict[str, bytes]:
    """Return the site without its reports, by path in it, compressed copies beside; with its part of sitemap.xml.

    Args:
        bench: what to work with.
        pages: files above the reports by path below docs/, made by us.
        regions: folder names of the regions.
        workers: processes; 1 works in this one.

    Raises:
        SiteError: when MkDocs warns or fails; its own words are in the message.
    """
    plain = {name: raw for name, raw in pages.items() if not name.endswith(_MARKDOWN)}
    parts = _parts({name: raw for name, raw in pages.items() if name not in plain}, regions)
    parts[OWN] = mkdocs.own_files(bench.project.root, pages)
    beside = _beside(parts[OWN], parts[COMMON])
    entries = {name: _entry(bench, name, files, beside) for name, files in parts.items()}
    missing = [name for name in parts if not bench.order.store.has(entries[name])]
    tasks = (
        delayed(build_part)(bench.order, bench.frame, entries[name], name, parts[name], beside) for name in missing
    )
    hands = min(workers, len(missing)) if len(missing) > _FEW else 1
    for _ in Parallel(n_jobs=hands, return_as="generator")(tasks) if missing else ():
        pass
    found: dict[str, bytes] = {}
    sitemaps = []
    for name, files in parts.items():
        made = bench.order.store.get(entries[name]) or _built(bench.frame, name, files, beside)
        sitemaps.append(made.pop(mkdocs.SITEMAP))
        found |= made
    return {**found, **plain, **compressed(plain), mkdocs.SITEMAP: merge(sitemaps)}


def region_pages(order: Order, reports: RegionReports) -> dict[str, str]:
    """Return the Markdown that the reports of one region decide, by path below docs/; the cache has it from here on."""
    entry = key("region", order.prints.above, repr(reports))
    held = order.store.get(entry)
    if held is None:
        held = {name: text.encode() for name, text in write_region_pages(reports).items()}
        order.store.put(entry, held)
    return {name: raw.decode() for name, raw in held.items()}


def build_part(order: Order, frame: Frame, entry: str, name: str, files: Files, beside: Files) -> None:
    """Put one part into the cache.

    Args:
        order: where the cache is.
        frame: what turns Markdown into HTML.
        entry: its key.
        name: the region, `COMMON` or `OWN`.
        files: its files by path below docs/.
        beside: pages that look at all regions, as what people wrote needs them (`_beside`).
    """
    order.store.put(entry, _built(frame, name, files, beside))


def _built(frame: Frame, name: str, files: Files, beside: Files) -> dict[str, bytes]:
    """Return a part and the compressed copies of it; the sitemap is merged with others before it is packed."""
    root = Path(frame.root)
    if name == OWN:
        made = mkdocs.build_shell(root, files, frame.environment, frame.extra, beside)
    else:
        made = mkdocs.build_pages(root, files, frame.environment, frame.extra)
    return {**made, **compressed({path: raw for path, raw in made.items() if path != mkdocs.SITEMAP})}


def _parts(pages: Files, regions: Collection[str]) -> dict[str, dict[str, bytes]]:
    """Return the pages of each region, and those that look at all of them."""
    parts: dict[str, dict[str, bytes]] = {COMMON: {}}
    for name, raw in pages.items():
        steps = name.split("/")
        is_regional = len(steps) >= _REGIONAL and steps[1] in regions
        parts.setdefault(steps[1] if is_regional else COMMON, {})[name] = raw
    return parts


def _beside(own: Files, common: Files) -> dict[str, bytes]:
    """Return the pages that look at all regions as what people wrote needs them: empty, if no link leads into them."""
    into = {
        posixpath.normpath(posixpath.join(posixpath.dirname(name), target.decode(errors="replace")))
        for name, raw in own.items()
        if name.endswith(_MARKDOWN)
        for target in _INTO.findall(raw)
    }
    return {name: raw if name in into else b"" for name, raw in common.items()}


def _entry(bench: Bench, name: str, files: Files, beside: Files) -> str:
    return key(
        "shell",
        bench.order.prints.pages,
        bench.frame.theme,
        name,
        *(part for group in ((files, beside) if name == OWN else (files,)) for part in _told(group)),
    )


def _told(files: Files) -> Iterator[bytes | str]:
    """Yield paths and contents, and how many there are."""
    yield str(len(files))
    for path in sorted(files):
        yield from (path, files[path])
