"""`juesuan completion`: a script with which bash or zsh completes commands, options and names of reports.

The script holds the words as they are now; names come from the folders below data/regions. Nothing of the program runs
while somebody types, so a completion takes no time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from generator.cli.common import Plain
from generator.workspace.exporting import FORMATS

SHELLS = ("bash", "zsh")
HELP = (
    "印出命令补全的脚本：装好以后，按 Tab 键补全命令、选项、格式和 地区/部门/年度。程序升级以后再装一次。\n\n"
    "bash 的装法。例：juesuan completion bash > ~/.juesuan-completion.bash\n\n"
    "再在 ~/.bashrc 里加一行：source ~/.juesuan-completion.bash\n\n"
    "zsh 的装法。例：juesuan completion zsh > ~/.juesuan-completion.zsh\n\n"
    "再在 ~/.zshrc 末尾加一行：source ~/.juesuan-completion.zsh"
)
#: what a value is: one of a list, a name of a report, a file, or nothing that can be completed.
NAMES, FILES = "names", "files"
#: a placeholder that holds this word stands for names of reports.
PLACE = "地区"
#: and this one for formats of `juesuan export`.
FORMAT = "格式"


@click.command(cls=Plain, help=HELP, short_help="命令补全的脚本（bash、zsh）")
@click.argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script of a shell."""
    group = context.find_root().command
    assert isinstance(group, click.Group)
    click.echo((BASH if shell == "bash" else ZSH).replace("@CASES@", "\n".join(_cases(group))), nl=False)


@dataclass(frozen=True, slots=True)
class _Words:
    """What can be completed after a command: its options, and what its arguments are."""

    options: tuple[str, ...]
    arguments: str


def _cases(group: click.Group) -> Iterator[str]:
    """Yield the branches of `case "$command $before"`, those of options that take a value first."""
    shown = {name: one for name, one in sorted(group.commands.items()) if not one.hidden}
    yield _case(" ", f"{' '.join(shown)} --help", "")
    for name, command in shown.items():
        for option in (param for param in command.params if isinstance(param, click.Option) and not param.is_flag):
            written = "|".join(f"'{name} {one}'" for one in option.opts)
            yield f"    {written}) {_set(*_value(option))} ;;"
    for name, command in shown.items():
        words = _words(command)
        yield _case(f"{name} ", " ".join(words.options), words.arguments, ends="*")


def _case(pattern: str, words: str, kind: str, ends: str = "") -> str:
    return f"    '{pattern}'{ends}) {_set(words, kind)} ;;"


def _set(words: str, kind: str) -> str:
    return f"list='{words}' kind='{kind}'"


def _words(command: click.Command) -> _Words:
    options = [one for param in command.params if isinstance(param, click.Option) for one in param.opts]
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    found = [_value(one) for one in arguments]
    kinds = [kind for _, kind in found if kind]
    listed = [word for words, _ in found for word in words.split()]
    return _Words((*[one for one in options if one.startswith("--")], *listed), kinds[0] if kinds else "")


def _value(param: click.Parameter) -> tuple[str, str]:
    """Return the words that a value may be, and of what kind it is otherwise."""
    if isinstance(param.type, click.Choice):
        return " ".join(map(str, param.type.choices)), ""
    if param.metavar == FORMAT:
        return " ".join(FORMATS), ""
    if PLACE in (param.metavar or ""):
        return "", NAMES
    return "", FILES if isinstance(param.type, click.Path) else ""


BASH = """\
# 决算公开 juesuan 的命令补全（bash）。由 juesuan completion bash 印出，升级以后请再印一次。
_juesuan() {
  local current=${COMP_WORDS[COMP_CWORD]} command= before= list= kind= IFS=$' \\t\\n'
  if (( COMP_CWORD > 1 )); then
    command=${COMP_WORDS[1]}
    before=${COMP_WORDS[COMP_CWORD-1]}
  fi
  case "$command $before" in
@CASES@
  esac
  COMPREPLY=($(compgen -W "$list" -- "$current"))
  if [[ $current == -* ]]; then return; fi
  if [[ -z $current && -n $kind ]]; then COMPREPLY=(); fi  # names before options
  case $kind in
    files) compopt -o default ;;
    names)
      if [[ $current == data/* || $current == ./* || $current == /* ]]; then compopt -o default; return; fi
      local folder
      while IFS= read -r folder; do
        case $folder in
          */*/*/*) ;;
          */*/20*) COMPREPLY+=("$folder") ;;
          */*/*) ;;
          *) COMPREPLY+=("$folder/"); compopt -o nospace ;;
        esac
      done < <(cd data/regions 2>/dev/null && compgen -d -- "$current") ;;
  esac
}
complete -F _juesuan juesuan
"""
ZSH = """\
#compdef juesuan
# 决算公开 juesuan 的命令补全（zsh）。由 juesuan completion zsh 印出，升级以后请再印一次。
_juesuan() {
  local command= before= list= kind=
  if (( CURRENT > 2 )); then
    command=$words[2]
    before=$words[CURRENT-1]
  fi
  case "$command $before" in
@CASES@
  esac
  if [[ $PREFIX == -* || -z $kind ]]; then compadd -- ${=list}; return; fi
  case $kind in
    files) _files ;;
    names) _path_files -W data/regions -/ || _files ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _juesuan "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
  compdef _juesuan juesuan
fi
"""
