"""The command line's own words in Chinese: help laid out, and one sentence for each wrong use.

click says both in English; what it knows of a command is taken from it, and said here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import click

#: what a value of a type is called where a command gives it no name.
KINDS: tuple[tuple[type[Any], str], ...] = (
    (click.types.IntParamType, "数"),
    (click.DateTime, "日期"),
    (click.types.StringParamType, "文字"),
)
#: marks that no line begins with.
CLOSING = "，。；：、）》”！？"
INDENT, GAP, MOST_HEAD = 2, 2, 30
_PIECES = re.compile(r"[!-~]+ ?|\s|.")
_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def help_of(command: click.Command, context: click.Context) -> str:
    """Return the help of a command: how it is called, what it does, its options or commands."""
    wide = context.make_formatter().width - width(CLOSING[0])  # a mark may hang over the edge
    pieces = [piece for piece in (value_of(param) for param in command.params) if piece]
    rest = ["命令 …"] if isinstance(command, click.Group) else pieces
    lines = [f"用法：{' '.join([context.command_path, '[选项]', *rest])}"]
    for paragraph in (command.help or "").split("\n\n"):
        lines += ["", *wrapped(paragraph, wide, INDENT)]
    lines += ["", "选项：", *_listed([row for row in map(option_row, command.get_params(context)) if row[0]], wide)]
    if isinstance(command, click.Group):
        shown = [(name, one) for name, one in sorted(command.commands.items()) if not one.hidden]
        lines += ["", "命令：", *_listed([(name, one.get_short_help_str(80)) for name, one in shown], wide)]
    return "\n".join(lines)


def value_of(param: click.Parameter) -> str:
    """Return how an argument is shown where a command is called; empty for an option."""
    if isinstance(param, click.Option):
        return ""
    return param.metavar or kind_of(param) or str(param.name)


def option_row(param: click.Parameter) -> tuple[str, str]:
    """Return an option as it is written and what it does; two empty texts for an argument or a hidden option."""
    if not isinstance(param, click.Option) or param.hidden:
        return "", ""
    names = ", ".join(sorted((*param.opts, *param.secondary_opts), key=lambda name: len(name) - len(name.lstrip("-"))))
    extras = ["必填"] if param.required else []
    extras += [f"默认 {param.default}"] if param.show_default and param.default is not None else []
    extras += [_range(param.type)] if isinstance(param.type, click.IntRange) else []
    more = f"（{'，'.join(extras)}）" if extras else ""
    return f"{names} {kind_of(param)}".strip(), f"{param.help or ''}{more}"


def kind_of(param: click.Parameter) -> str:
    """Return what is written after an option: its own name for it, the choices, or a word for the type."""
    if isinstance(param, click.Option) and (param.is_flag or param.count):
        return ""
    if param.metavar:
        return param.metavar
    if isinstance(param.type, click.Choice):
        return f"[{'|'.join(map(str, param.type.choices))}]"
    if isinstance(param.type, click.Path):
        return "文件" if not param.type.dir_okay else "文件夹" if not param.type.file_okay else "文件或文件夹"
    return next((word for kind, word in KINDS if isinstance(param.type, kind)), "值")


def _range(kind: click.IntRange) -> str:
    return f"{kind.min} 至 {kind.max}" if kind.max is not None else f"{kind.min} 以上"


def _listed(rows: Iterable[tuple[str, str]], wide: int) -> Iterator[str]:
    """Yield heads with their texts beside them, or below a head that is long."""
    held = list(rows)
    column = min(MOST_HEAD, max((width(head) for head, _ in held), default=0)) + INDENT + GAP
    for head, text in held:
        lines = wrapped(text, wide, column)
        first = " " * INDENT + head
        if lines and width(first) + GAP <= column:
            yield first + " " * (column - width(first)) + lines[0].lstrip()
            yield from lines[1:]
        else:
            yield first
            yield from lines


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character two."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def wrapped(text: str, wide: int, indent: int) -> list[str]:
    """Return a text in lines of a width, broken between Chinese characters but not within a word or before a mark.

    Args:
        text: one paragraph.
        wide: columns of a line.
        indent: columns before it.
    """
    lines, line = [], ""
    for piece in _PIECES.findall(text.strip()):
        if line and width(line + piece.rstrip()) > wide - indent and piece not in CLOSING:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [" " * indent + line for line in (*lines, line.rstrip()) if line]


def in_words(error: click.UsageError) -> str:
    """Return in one Chinese sentence what was wrong with a call."""
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {error.possibilities[0]}" if error.possibilities else ""
        return f"没有“{error.option_name}”这个选项{near}"
    if isinstance(error, click.MissingParameter):
        return f"缺少“{_name(error)}”"
    if isinstance(error, click.BadParameter):
        return f"“{_name(error)}”的值不对{_wanted(error)}"
    if isinstance(error, click.BadOptionUsage):
        takes = "后面不写值" if "not take" in error.message else "后面要写一个值"
        return f"选项“{error.option_name}”{takes}"
    message = error.format_message()
    if extra := _EXTRA.search(message):
        return f"多写了“{extra[1]}”"
    return message if _CHINESE.search(message) else "写法不对"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    return error.param.opts[-1] if isinstance(error.param, click.Option) else value_of(error.param)


def _wanted(error: click.BadParameter) -> str:
    """Return what a value should be like."""
    kind = error.param.type if error.param else None
    if _CHINESE.search(error.message):
        return f"：{error.message}"
    if isinstance(kind, click.Choice):
        return f"，可以写：{'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"，要写数字，{_range(kind)}"
    if isinstance(kind, click.DateTime):
        return "，要写成 2024-09-20 这样的日期"
    if isinstance(kind, click.Path):
        return f"，要写{kind_of(error.param)}" if error.param else ""
    return ""
