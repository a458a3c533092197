"""`juesuan explain`: what a code of the check means and what to do, and the page of all rules."""

from pathlib import Path

import click

from generator.check.manual.catalogue import Entry, catalogue
from generator.check.manual.explain import entry_of, like, listing
from generator.check.manual.explain import explain as page_of
from generator.cli.common import Plain
from generator.cli.terminal import show
from generator.load.reading import Reader, load_shared
from generator.pages.rulespage import rules_page
from generator.workspace.project import read_project

PAGE = Path("docs/rules.md")


@click.command(
    cls=Plain,
    help="解释一个校核代码：依据、意思、例子、怎么办。不写代码就列出全部；也可以写标题里的词。"
    "\n\n例：juesuan explain K05\n\n例：juesuan explain 三公",
    short_help="解释校核代码",
)
@click.argument("word", required=False, metavar="[代码]")
def explain(word: str | None) -> None:
    """Print the page of a code, or the list of all."""
    known = known_here()
    if word is None:
        show(listing(known))
        return
    entry, others = entry_of(word, known), like(word, known)
    if entry is None and len(others) == 1 and not word.isascii():
        entry = others[0]
    if entry is not None:
        show(page_of(entry))
    elif others and any(word.strip() in other.title for other in others):
        show(listing({other.code: other for other in others}))
    else:
        near = "、".join(f"{other.code}（{other.title}）" for other in others)
        hint = f"是不是：{near}？" if near else "不写代码就列出全部。"
        raise click.UsageError(f"没有代码“{word}”。{hint}")


@click.command(cls=Plain, help="重写规则一览页 docs/rules.md。\n\n例：juesuan rules", hidden=True)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=PAGE, show_default=True, help="写到哪里。"
)
def rules(out: Path) -> None:
    """Write the page of all rules."""
    out.write_text(rules_page(known_here()), encoding="utf-8")


def known_here() -> dict[str, Entry]:
    """Return every code, with the identities of the styles of this folder where it is a project."""
    root = Path.cwd()
    if not (root / "data").is_dir():
        return catalogue()
    return catalogue(load_shared(Reader(read_project(root).shared)).levels)
