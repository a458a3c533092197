"""The addresses in site.yml: whole ones where the site's own is meant, and links that lead somewhere."""

from collections.abc import Iterator

from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.identity import Site
from generator.model.imprint import imprint_of, is_link

FILE = "data/site.yml"
_SHOWN = 60
_WITHOUT = "没有空格、引号、尖括号和 \\ ^ ` { | }"


def check_site(site: Site) -> Iterator[Finding]:
    """Yield what cannot be used of the addresses that a site states; the pages are made as if it were not there."""
    if site.address.strip() and not imprint_of(site).address:
        message = f"网址“{site.address[:_SHOWN]}”不是完整的网址，凡要写出完整地址的地方都空着，也没有网站地图"
        hint = f"写成 https://juesuan.xugou.example/ 这样：从 https:// 写到最后一个斜线，{_WITHOUT}、? 和 #"
        yield Finding("G008", Severity.ERROR, message, pointer(FILE, "网址"), hint)
    yield from _link("意见反馈", site.feedback, pointer(FILE, "意见反馈"))
    yield from _link("依申请公开", site.requests, pointer(FILE, "依申请公开"))
    for at, step in enumerate(site.portal):
        yield from _link(f"门户栏目“{step.name}”", step.address, pointer(FILE, "门户栏目", at, "地址"))


def _link(label: str, address: str, path: str) -> Iterator[Finding]:
    if address and not is_link(address):
        message = f"{label}的地址“{address[:_SHOWN]}”不能作链接，网页上没有印"
        hint = f"写完整的网址（从 https:// 写起），或者本站的地址（从 / 写起，只写一条斜线），{_WITHOUT}"
        yield Finding("G008", Severity.ERROR, message, path, hint)
