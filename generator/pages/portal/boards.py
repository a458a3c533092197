"""The boards of all regions and years: who stands where, and how many."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from generator.model.summary import Overview, Territory
from generator.pages.portal.standing import Standing, Status, sentence_of, standings, years_of_board


class _Placed(Protocol):
    @property
    def region(self) -> str: ...


PlacedT = TypeVar("PlacedT", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Board:
    """A region's year: its place, and where each unit stands."""

    territory: Territory
    year: int
    rows: tuple[Standing, ...]

    @property
    def has_roster(self) -> bool:
        """Return whether the region says who must publish in this year."""
        return bool(self.territory.units) and (not self.territory.years or self.year in self.territory.years)

    @property
    def sentence(self) -> str:
        """Return the board in one sentence."""
        return sentence_of(self.rows, has_roster=self.has_roster)

    @property
    def counts(self) -> dict[Status, int]:
        """Return how many units stand where, in order; without a roster those that published."""
        rows = self.rows if not self.has_roster else [one for one in self.rows if one.listed]
        found = Counter(one.status for one in rows)
        return {status: found[status] for status in Status if found[status]}


def boards_of(overview: Overview) -> Iterator[Board]:
    """Yield every region's boards, regions in order of their folders, newest year first."""
    summaries, waiting = _by_region(overview.summaries), _by_region(overview.waiting)
    for region in sorted({*overview.territories, *summaries}):
        inside, coming = summaries.get(region, []), waiting.get(region, [])
        territory = overview.territories.get(region) or Territory(region, inside[0].region_name)
        for year in years_of_board(territory, inside, coming):
            yield Board(territory, year, standings(territory, year, inside, coming, overview.as_of))


def _by_region(found: Iterable[PlacedT]) -> dict[str, list[PlacedT]]:
    regions: dict[str, list[PlacedT]] = {}
    for one in found:
        regions.setdefault(one.region, []).append(one)
    return regions
