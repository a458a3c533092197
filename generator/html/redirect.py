"""The page left at an address that changed: it leads on by itself, without a script, on any server."""

from generator.html.element import element
from generator.html.escape import escape, safe_href

#: nothing is loaded, nothing runs; `data:` is the empty icon, which keeps browsers from asking for one.
_POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"


def redirect_page(target: str, canonical: str) -> str:
    """Return the page as HTML.

    Args:
        target: the new address, relative to the page.
        canonical: the new address for search engines, whole if the site knows its own.
    """
    href = safe_href(target)
    body = element(
        "main",
        element("h1", "这一页换了地址"),
        element("p", "正在打开新地址。没有打开的，请点", element("a", "新地址", href=href), "。"),
        element("p", "This page has moved to its ", element("a", "new address", href=href), ".", lang="en"),
    )
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="robots" content="noindex">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta http-equiv="refresh" content="0; url={escape(href)}">',
        f'<link rel="canonical" href="{escape(safe_href(canonical))}">',
        '<link rel="icon" href="data:,">',
        "<title>这一页换了地址</title>",
    ]
    lines = [
        "<!doctype html>",
        '<html lang="zh-CN">',
        "<head>",
        *head,
        "</head>",
        f"<body>{body}</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)
