"""Overviews of invented reports, for pages above the reports."""

import datetime as dt
from collections.abc import Iterable, Mapping

from generator.model.identity import Site
from generator.model.summary import Overview, Summary, Territory, Waiting

AS_OF = dt.date(2025, 10, 8)


def overview(
    title: str,
    summaries: Iterable[Summary],
    *,
    territories: Mapping[str, Territory] | None = None,
    waiting: Iterable[Waiting] = (),
    as_of: dt.date = AS_OF,
) -> Overview:
    """Return an overview of invented summaries; nothing but the title is set on the site."""
    return Overview(Site(title=title), tuple(summaries), territories or {}, tuple(waiting), as_of)
