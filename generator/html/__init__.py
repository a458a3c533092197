"""Document blocks and charts as escaped HTML and SVG: the one place where data becomes markup.

    escape         folds and escapes text, headings, front matter; guards ids and addresses
    element        elements whose children are escaped unless they already are markup
    context        the page that is being drawn: its figures, its links, its ids
    terms          terms of the glossary in prose, each first one a link
    text           spans, figures, paragraphs, notices, glossary
    layout         where a table's cells stand; no markup
    heads          which heads a cell of a form has, where heads stand among the rows; no markup
    tables         official tables and forms
    chart_figure   a chart in a page; `charts` and its neighbours draw the SVG itself
    cards          question cards
    entries        entries of the page 数字出处
    blocks         any block

Every `render_…` function returns raw HTML on one line that starts with a block-level tag, or nothing. There are no
inline styles and no scripts in it.

What theme and scripts may rely on
----------------------------------

Text
    p.official            published text, nothing else in it; `.indented` (two characters), `.level-1`… (numbered
                          sub-heading inside typed text)
    p.plain               a sentence of ours; begins with span.plain-label (一句话)
    a.figure#f-KEY        a printed number and nothing else; href ends in `#KEY`, the entry on the page figures/;
                          repeats on a page are #f-KEY-2, -3 …
    a.term                the first of a term in a section, its text unchanged; href leads to its explanation, in the
                          report's glossary or on the site's page terms/; data-term: its id there, where both explain it
    span.amount           a figure and its unit, not to be broken
    span.unit             a unit after a number
    div.notice            `.notice-note`, `.notice-correction`; begins with strong.notice-label
    div.corrections       a notice of what was corrected: p each, details of what changed with it
    sup.corrected         the word 更正 behind a figure that was corrected
    .sr-only              for ears only: captions under a heading, what a blank cell means
    dl.glossary-list      div.glossary-term#term, #term-2 … > dt, dd (`dd.missing`: published without explanation)

Tables
    div.table-block#KEY   all that belongs to a table; `.table-full`, `.table-empty`, `.table-unattached`
    p.plain.table-summary one sentence of orientation, above
    div.table-corners     span.corner, in source order .corner-number (right), .corner-start (left), .corner-middle
                          (left), .corner-end (right)
    div.table-box         scrolling region (role, tabindex, aria-label); `.table-wide` for the form as prescribed when
                          bands are drawn as well
    div.table-bands       the same table as one div.table-box.band per band, for small screens: show either this or
                          .table-wide, never both; `.table-pieces` for a form: p.table-title, div.table-piece > table,
                          p.pieces-note (columns left out are blank)
    table.official        `.unnumbered` (no official number), `.landscape`, `.stacked` (small screens show it row by
                          row, each td bears data-head, the name of its column); data-folded="3,4": columns without any
                          amount, counted from 0; data-bands="3,3": columns of each band
                          `.form` (heads stand among its rows, or it has none), `.many` (seven columns or more),
                          `.pairs` (two columns, name and value), `.sortable` (sort.js makes its heads buttons)
    th, td                .head (a head among the rows) .long (a text of more than a line, in forms and pieces)
                          .name .code .line .amount .count .text .blank (heads bear the kind of their column),
                          .level-0 .level-1 .level-2 (类, 款, 项; names and codes), .strong,
                          .unknown (未公布, 不可比), .foldable (all its columns may be folded), data-colspan-folded (its
                          span when they are)
    .table-statement      why there are no rows: a cell (td > div) in an empty table, a paragraph otherwise
    div.table-notes       notes, one p each
    p.table-title         name of a table that has neither grid nor heading

Charts
    div.chart#KEY         `.chart-columns`, `.chart-bars`, `.chart-pie`, `.chart-stack`, `.chart-hundred`,
                          `.chart-flow`, holding in this order
    p.chart-finding, p.chart-subtitle, figure > img + figcaption.chart-caption,
    details.chart-data > table.twin, p.chart-note, p.chart-download > a[download]

Cards
    div.cards > div.card  h3.card-question, p.card-answer > a.figure + span.unit + span.card-remark (in another unit, or
                          what a zero means), p.card-label (what it is, its scope), p.card-prior > span.trend (last
                          year's), div.card-bars > div > span.bar-year + svg.card-bar > rect.bar-before (hatched) or
                          rect.bar-now + span.bar-value, p.card-sentence, p.card-more > a
    ul.brief > li         sentences of ours that tell the report; p.brief-note says that they are ours
    div.pictures          the charts of the landing page

Entries of figures/ (and figures-2/ …)
    div.figure-about      data-cited (title of the report), data-published, data-facts; p
    div.figure-entries    div.figure-entry#KEY > h3.figure-label, p.figure-value > span.figure-printed + span.unit +
                          span.figure-exact (in yuan, where more is known), dl > div > dt, dd; span.step (an operand of
                          the formula with its link), span.arrow, ul.figure-places > li > a
    ul.figure-pointers    li#KEY > a: entries of other pages

Pages (`generator.pages`)
    h1.page-title         span.title-region, span.title-department, span.title-year; on section pages
                          span.title-section, span.title-department, span.title-year
    p.document-title      official title, where it differs from the heading
    p.aliases             又称：…
    div.facts-head        p.facts-line > span, details > dl > div > dt, dd
    p.see-also            the official heading of a section that another page shows, as a link
    div.trust             p each; the last holds the link to figures/
    p.source-note         where the data comes from
    ul.directory          lists of links: .parts, .tables, .departments, .regions, .years, .latest;
                          li > a, span.mark (无数据, 未随文公布), span.alias, span.years > a, time, span.headline
    ul.downloads          li > a > span.download-title, span.download-sentence, span.download-meta; details > dl
    div.section-nav       a.previous, a.next
    p.year-switch         links to other years of the department
    form.search-form      label, input, button; p.search-examples > a
    dl.headlines          div > dt, dd: headline figures of a year
"""
