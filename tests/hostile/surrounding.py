"""Everything above one report as `publish` makes it: portal pages, feed, redirects, and the frame of every page.

Nothing is written but what MkDocs writes aside; where `publish` would refuse the whole site, so does this.
"""

import datetime as dt
import json
import re
from xml.etree import ElementTree as ET

from generator.build.report import Plan
from generator.check.report.text import placed, render_text
from generator.findings import has_error
from generator.load.reading import Reader, load_shared
from generator.model.imprint import imprint_of
from generator.pages.portal import write_site_pages
from generator.pages.summaries import summarize
from generator.site import mkdocs
from generator.site.frame import frame_of
from generator.site.moved import redirects
from generator.workspace.moving import moves_of
from generator.workspace.overseeing import overview_of
from generator.workspace.project import Project
from generator.workspace.reviewing import common_findings
from tests.build.example import ROOT

AS_OF = dt.date(2026, 1, 1)
#: pages that go through MkDocs and the theme: one run over all would take seconds, and they share their frame.
THEMED = re.compile(r"index\.md|reports/[^/]+/index\.md|reports/[^/]+/[^/]+/index\.md|changes/index\.md")


def surround(project: Project, plan: Plan) -> dict[str, bytes] | None:
    """Return the pages above a report by path, those of the theme as HTML; None where the site would be refused.

    Args:
        project: the data, one file of which may be damaged.
        plan: the only report that the site may hold.
    """
    reader = Reader(project.shared)
    shared = load_shared(reader)
    common = common_findings(project, reader, shared)
    render_text(common)
    if has_error(reader.findings):
        render_text(placed(reader.findings, reader.trees), with_verdict=False)
        return None
    is_held = plan.document is not None and not has_error(plan.findings) and plan.is_public(AS_OF)
    summaries = [summarize(plan.document)] if plan.document is not None and is_held else []
    pages = {
        name: text.encode() for name, text in write_site_pages(overview_of(project, shared, summaries, AS_OF)).items()
    }
    moved, _, found = redirects(moves_of(project, shared.site)[0], sorted(pages), imprint_of(shared.site).address)
    render_text(found)
    for name, raw in pages.items():
        if name.endswith(".json"):
            json.loads(raw)
        elif name.endswith(".xml"):
            ET.fromstring(raw)  # noqa: S314 - a file of our own
    frame = frame_of(ROOT, shared.site)
    themed = {name: raw for name, raw in pages.items() if THEMED.fullmatch(name)}
    return {**pages, **moved, **mkdocs.build_pages(ROOT, themed, frame.environment, frame.extra)}
