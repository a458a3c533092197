"""The data that travels inside a PDF: kind, relation and description of each file are stated, never guessed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint import Attachment
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


@dataclass(frozen=True, slots=True)
class _Told:
    """What the PDF says of a file: media type, its relation to the pages (ISO 19005-3, AFRelationship), words."""

    kind: str
    relationship: str
    description: str


#: file name → what is said of it. The figures are what the pages were made from; the workbook says the tables again.
TOLD: Mapping[str, _Told] = {
    "facts.json": _Told("application/json", "Data", "全部数字：名称、数值、单位、算式（JSON）"),
    "tables.xlsx": _Told(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Alternative",
        "全部决算表：每张表一个工作表，合计带算式（Excel）",
    ),
}


def attached(files: Mapping[str, bytes], date: dt.date) -> list[Any]:
    """Return files as attachments for the layout engine, in the order of their names.

    Args:
        files: file name → content; each name is one of `TOLD`.
        date: day that each says it was made and changed on.

    Raises:
        KeyError: nothing is told of a file of that name.
    """
    moment = dt.datetime.combine(date, dt.time(), dt.UTC)
    return list(_attachments(files, moment))


def _attachments(files: Mapping[str, bytes], moment: dt.datetime) -> Iterator[Any]:
    for name, content in sorted(files.items()):
        told = TOLD[name]
        address = f"attached:{name}"  # with an address comes a media type; a bare text would have it guessed by name
        yield Attachment(
            url=address,
            url_fetcher=_Held(address, content, told.kind),
            name=name,
            description=told.description,
            created=moment,
            modified=moment,
            relationship=told.relationship,
        )


class _Held(URLFetcher):  # type: ignore[misc] # the engine is not typed
    """Hands out one file with its media type, and nothing else."""

    def __init__(self, address: str, content: bytes, kind: str) -> None:
        """Keep the file."""
        super().__init__(allowed_protocols=())
        self._address, self._content, self._kind = address, content, kind

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - engine's signature
        """Return the file.

        Raises:
            FatalURLFetchingError: any other address.
        """
        if url != self._address:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, self._content, {"Content-Type": self._kind})
