"""The finished site from written files: MkDocs, Pagefind, and the switch to the new version."""
