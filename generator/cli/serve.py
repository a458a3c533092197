"""`juesuan serve`: live preview, drafts included; a saved file shows in the browser within seconds."""

import functools
import http.server
import threading
import time
from pathlib import Path

import click

from generator.check.report.text import render_text
from generator.cli.common import Plain, chosen, project_here
from generator.site.errors import SiteError
from generator.site.publish import Settings, publish
from generator.workspace.project import Project, day_of, read_project

INTERVAL = 0.5


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word, and tells the browser to ask again each time."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Forbid caching: a preview must show what was just saved."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@click.command(
    cls=Plain,
    help="实时预览，草稿也显示。保存文件后，刷新浏览器就能看到。\n\n例：juesuan serve anju/hrss/2023",
    short_help="实时预览",
)
@click.argument("names", nargs=-1, metavar="[地区/部门/年度…]")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。")
def serve(names: tuple[str, ...], port: int) -> None:
    """Build with drafts, serve on this machine only, build again when a file changes."""
    project = project_here()
    out = project.root / "build" / "preview-site"
    _build(project, names, out)
    handler = functools.partial(_Quiet, directory=str(out))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise click.ClickException(
            f"端口 {port} 打不开（可能已被占用），请用 --port 换一个，例如 --port {port + 1}"
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"预览：http://127.0.0.1:{port}/ （按 Ctrl-C 结束）")
    try:
        _watch(project.root, names, out)
    except KeyboardInterrupt:
        click.echo("预览结束。")
    finally:
        server.shutdown()


def _watch(root: Path, names: tuple[str, ...], out: Path) -> None:
    before = read_project(root)
    while True:
        time.sleep(INTERVAL)
        after = read_project(root)
        if after.files != before.files:
            _build(after, names, out)
            before = after


def _build(project: Project, names: tuple[str, ...], out: Path) -> None:
    """Build the preview; what is wrong is printed and the old preview stays."""
    settings = Settings(
        day_of(project.root), out, project.root / "build" / "preview", drafts=True, workers=1, search=False,
        cache=project.root / "build" / "cache",
    )  # fmt: skip
    try:
        result = publish(project, settings, chosen(project, names), lambda *_: None)
    except SiteError as error:
        click.echo(str(error), err=True)
        return
    findings = [finding for plan in result.plans for finding in plan.findings]
    click.echo(render_text(findings), nl=False)
    for address in (*result.left_out, *result.carried):
        if address in {plan.slugs.address for plan in result.plans}:
            click.echo(f"预览没有更新：{address}读不出来，页面还是上次的。", err=True)
