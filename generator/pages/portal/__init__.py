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
"""

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

_WRITERS = (home, directory, departments, compare, status, changes, open_data, terms, english, suggestions, withdrawn)


def write_site_pages(overview: Overview) -> dict[str, str]:
    """Return every page above the reports, and the small data files they use: text by path below `docs/`."""
    found = {path: text for writer in _WRITERS for path, text in writer.write(overview).items()}
    # Reports come before pages about them.
    marked = {path: with_phrases(text, overview.phrases, 1) for path, text in found.items() if path.endswith(".md")}
    return found | marked
