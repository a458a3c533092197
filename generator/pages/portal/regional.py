"""What pages that one region alone decides are made from, so that a change elsewhere leaves them as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.model.summary import Overview, Summary, Waiting
from generator.pages.portal.common import grouped


class Reports(Protocol):
    """Reports that are published, and those that are not yet: of the whole site or of a region."""

    @property
    def summaries(self) -> Sequence[Summary]:
        """Return the published reports, departments in official order."""

    @property
    def waiting(self) -> Sequence[Waiting]:
        """Return those that are not public."""


@dataclass(frozen=True, slots=True)
class RegionReports:
    """The reports of one region: whatever its own pages are made from, so that its `repr` can stand for them.

    Attributes:
        summaries: published reports, departments in official order. waiting: reports that are not public.
        phrases: official words of many pieces.
    """

    summaries: tuple[Summary, ...]
    waiting: tuple[Waiting, ...]
    phrases: tuple[str, ...]


def regions_of(overview: Overview) -> Iterator[RegionReports]:
    """Yield the reports of each region that has any."""
    for region, reports in grouped(overview.summaries, lambda report: report.region).items():
        waiting = tuple(one for one in overview.waiting if one.region == region)
        yield RegionReports(tuple(reports), waiting, overview.phrases)
