"""Pages above the reports, which look at each report's small summary only (DESIGN §2).

One module writes one kind of page:

    home         the first page
    directory    regions and their departments
    departments  a department over its years
    compare      departments and years beside each other
    status       who published, when, what is missing
    changes      what is new, what was corrected, the feed
    open_data    what can be taken home
    terms        the glossary of the site
    english      three pages in English
    suggestions  what the search proposes and answers
    withdrawn    the address of a report that was withdrawn
    common       what several of them share

Pages that one region alone decides are written region by region (`regional`), so that whoever builds can keep them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.model.summary import Overview
from generator.pages.phrases import with_phrases
from generator.pages.portal import (
    changes,
    compare,
    departments,
    directory,
    english,
    home,
    open_data,
    status,
    suggestions,
    terms,
    withdrawn,
)
from generator.pages.portal.regional import RegionReports, regions_of

_WRITERS = (home, directory, compare, status, changes, open_data, terms, english, suggestions, withdrawn)
_REGIONAL = (departments.write, compare.write_region, suggestions.write_region)

Pages = Mapping[str, str]


def write_region_pages(reports: RegionReports) -> dict[str, str]:
    """Return the pages and data files that the reports of one region decide: text by path below `docs/`."""
    return _marked((write(reports) for write in _REGIONAL), reports.phrases)


def write_site_pages(
    overview: Overview, of_region: Callable[[RegionReports], Pages] = write_region_pages
) -> dict[str, str]:
    """Return every page above the reports, and the small data files they use: text by path below `docs/`.

    Args:
        overview: what they are made from.
        of_region: gives what `write_region_pages` returns; it may have it from before.
    """
    found = _marked((writer.write(overview) for writer in _WRITERS), overview.phrases)
    for reports in regions_of(overview):
        found |= of_region(reports)
    return found


def _marked(written: Iterable[Pages], phrases: Sequence[str]) -> dict[str, str]:
    """Return files with the phrases that their text holds, once each: reports come before pages about them."""
    found = {path: text for pages in written for path, text in pages.items()}
    return {path: with_phrases(text, phrases, 1) if path.endswith(".md") else text for path, text in found.items()}
