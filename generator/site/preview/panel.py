"""What the panel beside a previewed page says, and how its script enters the page as it is served."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.check.report.review import COMMON, ORDER, file_of, in_order, verdict, where
from generator.findings import Finding, Severity
from generator.html.escape import escape
from generator.site.preview.view import View, address_in
from generator.workspace.project import SHARED

#: addresses below this one are the preview's own.
RESERVED = "_juesuan/"
#: more findings than these are counted only.
MOST = 200
KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
STALE = "这份报告现在读不出来或排不出来，页面还是上次的。改正下面的错误、保存，就会更新。"
NEVER = "这份报告还没有页面：改正下面的错误、保存，就会出现。"


def with_panel(page: bytes, token: str) -> bytes:
    """Return a page with the panel's style and script in its head.

    Args:
        page: HTML.
        token: names this state of the page; the script compares it with what the server says later.
    """
    added = (
        f'<link rel="stylesheet" href="/{RESERVED}panel.css">'
        f'<script src="/{RESERVED}panel.js" data-page="{escape(token)}" defer></script>'
    )
    before, head, after = page.partition(b"</head>")
    return before + added.encode() + head + after if head else page + added.encode()


def token_of(page: bytes | None, view: View) -> str:
    """Return what names the state of a page: its bytes, and the styles and scripts that it uses.

    Args:
        page: HTML; None where there is none yet.
        view: what is shown.
    """
    total = hashlib.sha256(view.look.encode())
    total.update(b"-" if page is None else b"+" + page)
    return total.hexdigest()[:32]


def panel_of(view: View, path: str) -> dict[str, Any]:
    """Return what the panel says beside a page, for JSON.

    Beside a report's page stand the findings of the report and of what it shares with others; beside the others all.

    Args:
        view: what is shown.
        path: of the page in the site.
    """
    address = address_in(path)
    own = {address: view.reports[address]} if address in view.reports else {}
    region = address.partition("/")[0]
    near = [one for one in view.common if not region or _concerns(one, region)]
    chosen = own or ({} if address else view.reports)
    groups = [_group(COMMON, near, "")] if near else []
    groups += [
        _group(name, one.findings, "" if not one.is_stale else STALE if one.entries else NEVER)
        for name, one in sorted(chosen.items())
    ]
    every = [*near, *(finding for one in chosen.values() for finding in one.findings)]
    return {"verdict": verdict(dict.fromkeys(every)), "trouble": view.trouble, "groups": _at_most(groups)}


def _concerns(finding: Finding, region: str) -> bool:
    """Return whether a finding on what reports share concerns those of a region."""
    return file_of(finding).startswith((*SHARED, f"data/regions/{region}/"))


def _group(title: str, findings: Iterable[Finding], stale: str) -> dict[str, Any]:
    every = sorted(dict.fromkeys(findings), key=in_order)
    every.sort(key=lambda finding: (bool(finding.waived), ORDER[finding.severity]))  # what stops the report comes first
    rows = [_row(finding) for finding in every]
    return {"title": title, "stale": stale, "findings": rows}


def _row(finding: Finding) -> Mapping[str, str]:
    return {
        "kind": "waived" if finding.waived else KINDS[finding.severity],
        "severity": str(finding.severity),
        "code": finding.code,
        "place": where(finding),
        "message": finding.message,
        "hint": "" if finding.waived else finding.hint,
        "waived": finding.waived,
    }


def _at_most(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the groups with as many findings as fit; how many are left out is said at the group."""
    room = MOST
    for group in groups:
        rows = group["findings"]
        group["findings"], group["more"] = rows[:room], max(0, len(rows) - room)
        room -= len(group["findings"])
    return groups


def as_json(said: Mapping[str, Any]) -> bytes:
    """Return what is said as JSON."""
    return json.dumps(said, ensure_ascii=False).encode()
