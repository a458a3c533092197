"""sitemap.xml out of parts (invented addresses)."""

from generator.site.sitemap import merge, only

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
END = "\n</urlset>"


def entry(address: str, date: str = "2024-09-20") -> str:
    """Return one entry as MkDocs writes it."""
    return f"\n  <url>\n    <loc>{address}</loc>\n    <lastmod>{date}</lastmod>\n  </url>"


def sitemap(*entries: str) -> bytes:
    """Return a sitemap as MkDocs writes it."""
    return (HEAD + "".join(entries) + END).encode()


def test_parts_become_one_sorted_by_address() -> None:
    """The order in which reports were built leaves no trace."""
    a, b, c = (entry(f"https://example.org/{name}/") for name in "abc")
    assert merge([sitemap(c, a), sitemap(b)]) == sitemap(a, b, c) == merge([sitemap(b), sitemap(a), sitemap(c)])


def test_the_later_part_wins() -> None:
    """An address given twice stands once, with the later date."""
    old, new = entry("https://example.org/a/", "2023-01-01"), entry("https://example.org/a/", "2024-01-01")
    assert merge([sitemap(old), sitemap(new)]) == sitemap(new)


def test_empty_parts_make_an_empty_sitemap() -> None:
    """Without a site address MkDocs lists nothing, and nothing comes of it."""
    assert merge([sitemap(), sitemap()]) == sitemap()


def test_only_the_wanted_addresses_stay() -> None:
    """Stand-ins for the menu's pages are dropped; addresses are compared unescaped."""
    home, wanted = entry("https://example.org/"), entry("https://example.org/r&amp;d/")
    assert only(sitemap(home, wanted), {"https://example.org/r&d/"}) == sitemap(wanted)
