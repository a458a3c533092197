"""The live preview of `juesuan serve`: what was just saved, in the browser, with what the check says beside the page.

    view     what is shown: reports, the pages around them, findings; a value
    making   makes a view anew after a change: only the reports that it touches
    panel    what the panel beside a page says, and how its script enters the page
    server   serves a view on this machine, and tells the pages when there is a newer one
    loop     watches the files, makes, serves

Nothing of it is in the published site: the panel's files live here and are added to pages as they are served.
"""
