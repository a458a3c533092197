"""The Atom feed (RFC 4287) of disclosures and corrections; every date in it comes from the data."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from generator.document.corrections import change_in_words
from generator.html.escape import fold, safe_href
from generator.model.imprint import imprint_of
from generator.model.summary import Overview, Summary
from generator.pages.links import Address
from generator.pages.portal.ledger import Change, changes_of, figure_address
from generator.pages.portal.withdrawn import folder_of, sentence_of

FILE = "feed.xml"
MOST = 100
ZONE = "+08:00"  # China has one time; only days are known
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what makes its id, title, address below the site's root, day, a sentence, kind of news.

    `is_dated`: whether the day is that of publication; otherwise it is the last of the report's year, which stays.
    """

    key: str
    title: str
    address: str
    day: str
    sentence: str
    kind: str
    is_dated: bool = True


def feed_of(overview: Overview) -> str:
    """Return the feed: at most a hundred entries, newest first.

    Addresses are relative; `xml:base` makes them whole where the site has an address. The id of an entry depends on
    the report's place alone, so it stays when the site moves.
    """
    site = overview.site
    entries = entries_of(overview)
    base = imprint_of(site).address
    attributes = f" xml:base={quoteattr(safe_href(base))}" if base else ""
    updated = entries[0].day if entries else overview.as_of.isoformat()
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"{attributes}>',
        f"<title>{_text(site.title)}：最近公开和更正</title>",
        f"<id>{_urn(f'site {site.title}')}</id>",
        f"<updated>{_instant(updated)}</updated>",
        f"<author><name>{_text(site.publisher or site.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{FILE}"/>',
        '<link rel="alternate" type="text/html" href="new/"/>',
    ]
    return "\n".join([*lines, *(_entry(entry) for entry in entries), "</feed>"]) + "\n"


def entries_of(overview: Overview) -> list[Entry]:
    """Return the entries of the feed, newest first."""
    found = [*_reports(overview), *_corrections(overview), *_withdrawals(overview)]
    return sorted(found, key=lambda entry: entry.day, reverse=True)[:MOST]


def _reports(overview: Overview) -> Iterator[Entry]:
    for report in overview.summaries:
        is_dated = _is_day(report.published)
        told = [f"{item.label} {item.printed}{item.unit}" for item in report.headlines[:3]]
        when = [] if is_dated else ["公开日期未公布，条目上的日期是该年度的最后一天"]
        yield Entry(
            key=f"report {report.address}",
            title=_title(report),
            address=Address(report.region, report.department, report.year).folder,
            day=report.published if is_dated else dt.date(report.year, 12, 31).isoformat(),
            sentence="；".join([*told, *when]) + "。" if told or when else "",
            kind="公开",
            is_dated=is_dated,
        )


def _corrections(overview: Overview) -> Iterator[Entry]:
    places: dict[str, int] = {}
    for change in changes_of(overview.summaries):
        one = change.correction
        if not _is_day(one.date):
            continue
        key = f"correction {change.report.address} {one.date} {one.figure or one.what}"
        places[key] = places.get(key, 0) + 1
        yield Entry(
            key=f"{key} {places[key]}" if places[key] > 1 else key,
            title=f"{one.kind}：{_title(change.report)}，{one.what or '文字'}",
            address=figure_address(change),
            day=one.date,
            sentence=_changed(change),
            kind=one.kind,
        )


def _withdrawals(overview: Overview) -> Iterator[Entry]:
    for one in overview.withdrawn:
        if _is_day(one.date):
            yield Entry(
                key=f"withdrawal {one.address} {one.date}",
                title=f"撤回：{one.title}",
                address=folder_of(one),
                day=one.date,
                sentence=sentence_of(one) + (f"依据：{one.basis}。" if one.basis else ""),
                kind="撤回",
            )


def _changed(change: Change) -> str:
    one = change.correction
    basis = f"依据：{one.basis}。" if one.basis else ""
    return f"{change_in_words(one)}。{basis}"


def _entry(entry: Entry) -> str:
    lines = [
        "<entry>",
        f"<title>{_text(entry.title)}</title>",
        f"<id>{_urn(entry.key)}</id>",
        f'<link rel="alternate" type="text/html" href={quoteattr(safe_href(entry.address))}/>',
        f"<updated>{_instant(entry.day)}</updated>",
        f"<published>{_instant(entry.day)}</published>" if entry.is_dated else "",
        f"<category term={quoteattr(entry.kind)}/>",
        f"<summary>{_text(entry.sentence)}</summary>" if entry.sentence else "",
        "</entry>",
    ]
    return "\n".join(line for line in lines if line)


def _title(report: Summary) -> str:
    return report.title or f"{report.department_name}{report.year}年度部门决算"


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _instant(day: str) -> str:
    return f"{day}T00:00:00{ZONE}"


def _urn(key: str) -> str:
    digits = hashlib.sha256(f"juesuan:{key}".encode()).hexdigest()
    # A name-based identifier as RFC 9562 lays out its version 8: the same entry has the same one from build to build.
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"


def _text(text: str) -> str:
    return xml_escape(_NO_XML.sub("", fold(text)))
