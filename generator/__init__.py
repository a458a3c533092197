"""决算公开: final accounts of government departments, from data to a public site.

    data/**/*.yml ─► load ─► figures ─► grid ─► document ─► check
    (editors, git)                                 └─► html ─► pages | downloads ─► build ─► workspace ─► site ─► cli

Texts become trees with places, trees become records, records become facts; figures follow from facts with their
formulas; a document lays them out once in the wording of a style; pages and downloads draw it; `build` plans one
report as a pure function, `workspace` reads, caches and runs, `site` makes the HTML and switches to it. Imports point
left only. Below `workspace` nothing reads the clock, the disk, the environment or git.
"""
