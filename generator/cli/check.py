"""`juesuan check`: every finding, with file, line and column."""

import sys

import click

from generator.check.report import render_json, render_text
from generator.cli.common import Plain, chosen, project_here
from generator.findings import Finding, Severity
from generator.load.reading import Reader, load_shared
from generator.workspace.making import plan_all, roster_findings


@click.command(
    cls=Plain,
    help="检查数据：结构、金额、勾稽关系、公布值和豁免。\n\n例：juesuan check anju/hrss/2023",
    short_help="检查数据",
)
@click.argument("names", nargs=-1, metavar="[地区/部门/年度…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出格式：text 给人看，json 给程序看。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
def check(names: tuple[str, ...], form: str, *, strict: bool) -> None:
    """Print the findings of reports; exit 1 where there is an error."""
    project = project_here()
    reader = Reader(project.shared)
    load_shared(reader)
    findings: list[Finding] = list(reader.findings)
    findings += roster_findings(project)
    for plan in plan_all(project, chosen(project, names)):
        findings += plan.findings
    click.echo(render_json(findings) if form == "json" else render_text(findings), nl=False)
    open_ones = [finding for finding in findings if not finding.waived]
    failing = any(
        finding.severity is Severity.ERROR or (strict and finding.severity is Severity.WARNING) for finding in open_ones
    )
    sys.exit(1 if failing else 0)
