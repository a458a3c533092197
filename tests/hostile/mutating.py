"""Files damaged as people, programs and enemies damage them: the same from the same number."""

import io
import zipfile
from collections.abc import Callable, Iterator
from random import Random

#: what is put where a value stands.
_VALUES = (
    "",
    "~",
    "null",
    "true",
    "12",
    "-0",
    "1e999",
    "9" * 400,
    "0." + "0" * 400 + "1",
    "NaN",
    ".inf",
    "0x1F",
    "0o17",
    "1_000",
    "１２",
    "12%",
    "[]",
    "{}",
    "[[[]]]",
    "{甲: {乙: {丙: 丁}}}",
    "[甲, 乙]",
    "!!python/object/apply:os.system [true]",
    "!!binary aGk=",
    "!<tag:x> 甲",
    "&a [*a]",
    "*a",
    "*none",
    "&x 甲",
    "|",
    ">-",
    "'",
    '"',
    '"\\x00\\u202e"',
    "'没有结束",
    "@甲",
    "`甲`",
    "%甲",
    "2024-13-45",
    "9999-12-31",
    "0000-00-00",
    "甲" * 5000,
    "〔三公.决算〕",
    "〔〔〔",
    "〔支出|元|元〕",
    "=1+1",
    "../../../etc/passwd",
    "支出.支出.支出",
    ".",
    "..",
    "\u202e甲",
    "甲\u0000乙",
    "\ufeff",
    "𠀀" * 50,
    "支出 ÷ 0",
    "公开",
    "草稿",
    "99999",
    "-1",
)
_LINES = (
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> x",
    "---",
    "...",
    "%YAML 1.2",
    "\t甲: 乙",
    "甲：乙",
    "甲:乙",
    "<<: *a",
    "? [甲]",
    ": 乙",
    "- - - -",
    "甲: &a",
    "  " * 60 + "甲: 乙",
    "# 注",
    "甲: |",
    "‘甲’: 乙",
    "[" * 200,
    "{甲: " * 100,
    "未知的键: 1",
    "'",
    '"',
    "甲: [",
)
Edit = Callable[[list[str], Random], None]


def mutated(raw: bytes, random: Random) -> bytes:
    """Return a YAML file with one to four faults, of its lines, its values, or its bytes."""
    lines = raw.decode("utf-8").split("\n")
    for _ in range(random.randint(1, 4)):
        random.choice(_EDITS)(lines, random)
    text = "\n".join(lines)
    kind = random.randrange(12)
    if kind == 0:
        return text.encode("gb18030", errors="replace")
    if kind == 1:
        return text.encode(random.choice(("utf-16", "utf-8-sig", "utf-32-be")), errors="replace")
    content = text.encode("utf-8", errors="surrogatepass")
    return damaged(content, random) if kind == 2 else content


def damaged(content: bytes, random: Random) -> bytes:
    """Return bytes with some of them changed, left out or repeated."""
    data = bytearray(content)
    for _ in range(random.randint(1, 12)):
        place = random.randrange(len(data) + 1)
        data[place : place + random.randrange(4)] = random.randbytes(random.randrange(5))
    if random.randrange(8) == 0:
        del data[random.randrange(len(data) + 1) :]
    return bytes(data)


def _value(lines: list[str], random: Random) -> None:
    place = random.randrange(len(lines))
    head, colon, _ = lines[place].partition(": ")
    lines[place] = f"{head}{colon or ': '}{random.choice(_VALUES)}"


def _key(lines: list[str], random: Random) -> None:
    place = random.randrange(len(lines))
    body = lines[place].lstrip()
    _, colon, rest = body.partition(":")
    lines[place] = lines[place][: len(lines[place]) - len(body)] + random.choice(_VALUES) + colon + rest


def _gone(lines: list[str], random: Random) -> None:
    place = random.randrange(len(lines))
    lines[place : place + random.randint(1, 6)] = [""]


def _twice(lines: list[str], random: Random) -> None:
    place, many = random.randrange(len(lines)), random.choice((1, 1, 1, 50))
    lines[place:place] = lines[place : place + random.randint(1, 8)] * many


def _moved(lines: list[str], random: Random) -> None:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _indented(lines: list[str], random: Random) -> None:
    place = random.randrange(len(lines))
    lines[place] = random.choice((" ", "   ", "\t", "\u3000", "")) + lines[place].lstrip(random.choice((" ", "")))


def _new(lines: list[str], random: Random) -> None:
    lines.insert(random.randrange(len(lines) + 1), random.choice(_LINES))


def _letters(lines: list[str], random: Random) -> None:
    place = random.randrange(len(lines))
    line = list(lines[place])
    for _ in range(random.randint(1, 5)):
        line.insert(
            random.randrange(len(line) + 1),
            random.choice(":：-'\"[]{}#&*!|>%@`,\t \\0９甲\u200b\u202e\x07\ud800\u2028"),
        )
    lines[place] = "".join(line)


def _digits(lines: list[str], random: Random) -> None:
    places = [place for place, line in enumerate(lines) if any(mark.isdigit() for mark in line)]
    if places:
        place = random.choice(places)
        new = random.choice(("9", "", "-", "99999999999999999999", ".", "e", ",", "０", " "))
        lines[place] = lines[place].replace(random.choice([mark for mark in lines[place] if mark.isdigit()]), new)


_EDITS: tuple[Edit, ...] = (_value, _value, _key, _gone, _twice, _moved, _indented, _new, _letters, _digits)


def mutated_workbook(content: bytes, random: Random) -> bytes:
    """Return a workbook with damaged bytes, damaged parts, or parts that say something else."""
    if random.randrange(4) == 0:
        return damaged(content, random)
    if not content.startswith(b"PK"):
        return _mutated_old(content, random)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.randint(1, 3)):
        name = random.choice(sorted(parts))
        parts[name] = random.choice((damaged, _other_xml))(parts[name], random)
    if random.randrange(6) == 0:
        del parts[random.choice(sorted(parts))]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


_SWAPS = (
    (b"<v>", b"<v>1e308"),
    (b"<v>", b"<v>-"),
    (b"<v>", b"<v>=1+1"),
    (b't="s"', b't="n"'),
    (b't="s"', b't="e"'),
    (b't="s"', b't="zz"'),
    (b' r="A', b' r="XFD'),
    (b' r="', b' r="99999999'),
    (b"<row ", b'<row spans="1:99999" '),
    (b"<?xml", b'<!DOCTYPE a [<!ENTITY b "c">]><?xml'),
    (b"<sheetData>", b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    (b"<si>", b"<si><si>"),
    (b"<mergeCell ", b"<mergeCell ref='A1:XFD1048576'/><mergeCell "),
    (b"sheet1.xml", b"../../../etc/passwd"),
    (b"<t>", b"<t>\xff\xfe"),
    (b"</t>", b"&xxe;</t>"),
    (b"numFmtId=", b"numFmtId=99"),
)


def _other_xml(part: bytes, random: Random) -> bytes:
    old, new = random.choice(_SWAPS)
    return part.replace(old, new, random.choice((1, 1, 3, -1)))


#: the first bytes of an .xls are of the container: sizes, counts, and the first sectors of its lists.
_HEADER, _HEADER_NUMBERS = 512, range(0x1E, 0x60, 2)
#: head of the record that begins a workbook or a sheet of an .xls: its kind and its length.
_BEGIN = b"\x09\x08\x10\x00"
_NUMBERS = (0, 1, 2, 0x7F, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF)
#: kinds of records that say how much follows, or where: of texts, sheets, cells, formulas, merged cells, rows.
_KINDS = (0x0085, 0x00FC, 0x00FD, 0x003C, 0x0200, 0x0203, 0x0006, 0x00E5, 0x0208, 0x00BD, 0x000A, 0x0018, 0x0017)


def _mutated_old(content: bytes, random: Random) -> bytes:
    """Return an .xls whose container or whose records say something else, the rest of it being as it was."""
    data = bytearray(content)
    heads = list(_records(content))
    for _ in range(random.randint(1, 4)):
        new = random.choice(_NUMBERS)
        if random.randrange(5) == 0:
            place = random.choice(_HEADER_NUMBERS)
        elif random.randrange(5) == 0:
            place = random.randrange(len(data) // _HEADER) * _HEADER + 2 * random.randrange(_HEADER // 2)
        else:
            place, new = _in_record(data, random.choice(heads), random)
        data[place : place + 2] = new.to_bytes(2, "little")
    return bytes(data[: random.randrange(len(data))] if random.randrange(10) == 0 else data)


def _records(content: bytes) -> Iterator[int]:
    """Yield where each record of an .xls begins, as far as its bytes stand behind each other."""
    place = content.find(_BEGIN)
    while _HEADER <= place <= len(content) - len(_BEGIN):
        yield place
        place += len(_BEGIN) + int.from_bytes(content[place + 2 : place + 4], "little")


def _in_record(data: bytearray, head: int, random: Random) -> tuple[int, int]:
    """Return a place within a record, and a number for it: of its kind, its length, or what it holds."""
    part, length = random.randrange(6), int.from_bytes(data[head + 2 : head + 4], "little")
    if part == 0:
        return head, random.choice(_KINDS)
    if part == 1:
        return head + 2, random.choice((*_NUMBERS, length + 1, max(0, length - 1), length + 4)) & 0xFFFF
    return min(head + 4 + 2 * random.randrange(max(1, min(length, 24) // 2)), len(data) - 2), random.choice(_NUMBERS)
