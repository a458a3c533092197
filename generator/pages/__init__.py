"""Markdown pages: a laid-out report, and the summaries of many, as texts by their path below `docs/`.

    report      write_pages: all pages of one report
    outline     which section stands on which page, under which heading
    matter      front matter, date, draft notice
    landing     the report's first page
    figures     the page 数字出处
    summaries   the summary of a report
    sitepages   home, regions, departments
    links       addresses, relative to the page that links
    words       names of pages and states
    templates   Jinja2: they arrange, and hold no official wording

Every block is raw HTML without a blank line in it, or a heading with an explicit id, so that any Markdown builder gives
the same pages.
"""
