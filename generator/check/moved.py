"""Former addresses (曾用网址 in department.yml and site.yml): real addresses, free now, and claimed once."""

from collections.abc import Collection, Iterable

from generator.findings import Finding, Severity
from generator.model.moves import Move, Stated, address_of

KEY = "曾用网址"


def check_moves(stated: Iterable[Stated], held: Collection[str]) -> tuple[list[Move], list[Finding]]:
    """Return the changes of address that hold, and a finding for each that cannot.

    Args:
        stated: what editors typed, in a fixed order: the first to claim an address has it.
        held: addresses in use now, such as `reports/xugou/water/`.
    """
    moves: dict[str, Move] = {}
    found: list[Finding] = []
    for one in stated:
        old, new = address_of(one.old), address_of(one.new)
        if not (old and new):
            message = f"曾用网址“{one.typed[:60]}”不能是网址"
            hint = "部门写原来的文件夹名，例如 [water]；site.yml 写 {原来的网址: 现在的网址}，例如 {guide: handbook}"
            found.append(Finding("G006", Severity.ERROR, message, one.path, hint))
        elif why := _clash(old, new, held, moves):
            message = f"曾用网址“{one.typed[:60]}”{why}，没有转到新地址"
            hint = "一个地址只能通到一处：请删去这一条，或者给正在用它的换一个文件夹名"
            found.append(Finding("G007", Severity.ERROR, message, one.path, hint))
        else:
            moves[old] = Move(old, new, one.path)
    return list(moves.values()), found


def _clash(old: str, new: str, held: Collection[str], moves: Collection[str]) -> str:
    """Return in words why an address is not free, "" for one that is."""
    if new.startswith(old) or old.startswith(new):
        return "就是现在的网址" if old == new else "和现在的网址一个套着另一个"
    if old in held:
        return "现在正用着"
    return "写了两次" if old in moves else ""
