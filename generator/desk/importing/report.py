"""What an import says to the person who runs it: what was taken, what follows, what disagrees."""

from collections.abc import Iterator, Sequence

from generator.desk.importing.plan import Planned
from generator.desk.importing.recognize import Recognized
from generator.desk.importing.settle import Disagreement


def import_lines(path: str, tables: Sequence[Recognized], planned: Planned, *, details: bool = False) -> Iterator[str]:
    """Yield what an import came to for one file, in Chinese.

    Args:
        path: the file.
        tables: its tables.
        planned: what the import does to it.
        details: whether every cell is told.
    """
    cells = sum(len(table.taken) for table in tables)
    settled = planned.settled
    yield f"{path}：读到 {len(tables)} 张表，{cells} 个数。"
    for table in tables:
        yield f"  {table.table}（{table.unit}）：{len(table.taken)} 个数，{table.where}"
    zeros = len(settled.zeros)
    yield (
        f"  要录入 {len(settled.typed) + zeros} 个（空白按零录入 {zeros} 个），"
        f"已有且相同 {planned.same} 个，新增或改动 {len(planned.changes)} 个；"
        f"由它们算得出、不用录的 {settled.followed} 个。"
    )
    if details:
        for change in planned.changes:
            source = f"，取自 {change.source.where}" if change.source else "，表中是空白"
            before = f"{change.before} → " if change.before else ""
            yield f"  {'/'.join(change.keys)}: {before}{change.after}{source}"
    for item in planned.published:
        yield f"  公布值 {item.figure} {item.printed}：{item.reason}"
    for one in settled.disagreements:
        yield _apart(one)
    for taken in settled.nowhere:
        yield f"  没有地方录：{taken.where} {taken.label} {taken.amount}，由现有的数也算不出来"
    for change in planned.kept:
        where = f"（{change.source.where}）" if change.source else ""
        keys = "/".join(change.keys)
        stays = f"{keys} 现为 {change.before}，表上是 {change.after}{where}"
        yield f"  与文件里的数不同，没有改：{stays}；要改请加 --replace"


def _apart(one: Disagreement) -> str:
    taken = one.taken
    difference = taken.amount - one.other
    return (
        f"  对不上：{taken.where} “{taken.label}”印的是 {taken.amount}，{one.why} {one.other:.2f}，"
        f"相差 {difference:+.2f} {taken.unit}；请核对这一格和它的各项"
    )
