"""Bytes of a file as text: encoding, byte order mark, line ends, characters that no report needs."""

import codecs
import re

from generator.load.collector import Collector

MOST_BYTES = 5_000_000
"""Size of a file, in bytes, above which it is not read."""

# No YAML and no printed page can hold these: ASCII and C1 controls (tab and line feed excepted), line and paragraph
# separators (editors count lines differently there), lone surrogates, non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_GARBLED = re.compile("\ufffd+")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SAVE_AS = "请用编辑器的“另存为”，把编码选为 UTF-8 再保存（记事本、WPS、VS Code 都有这一项）。"
_REPLACED = "\ufffd"


def decode(raw: bytes, found: Collector) -> str:
    """Return the text of a file, lines ended by line feeds; anything wrong with its encoding goes to `found`.

    A file in another encoding is still read as well as can be, so that its other faults show too.
    """
    if raw.startswith(codecs.BOM_UTF8):
        hint = "不影响使用；另存为“UTF-8（无 BOM）”就没有了。"
        found.add("Y002", "文件开头有一个看不见的 BOM 标记，已经忽略。", 1, 1, hint=hint)
        raw = raw[len(codecs.BOM_UTF8) :]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decode_other(raw, error.start, found)
    else:
        _note_each(_GARBLED, "Y007", text, found)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str, found: Collector) -> str:
    """Return `text` with each forbidden character replaced one for one, so that places stay right."""
    _note_each(_INVISIBLE, "Y006", text, found)
    _note_each(_BIDI, "Y005", text, found)
    _note_each(_CONTROL, "Y004", text, found)
    if not found.findings():
        return text
    return _CONTROL.sub(_REPLACED, text).replace("\ufeff", "\u200b")


def describe(code: str, character: str) -> tuple[str, str]:
    """Return message and hint about a forbidden or invisible character, by the rule that it breaks."""
    name = f"U+{ord(character[0]):04X}"
    if code == "Y007":
        return "这里有乱码（�）：原来的字在某次转换编码时丢失了。", "对照原文，把丢失的字补上。"
    if code == "Y006":
        message = f"这里有一个看不见的零宽字符（{name}），多半是从网页或 Word 粘贴时带进来的。"
        return message, "删掉这个字符；重新手打前后两个字最稳妥。"
    if code == "Y005":
        message = f"这里有一个会改变文字显示方向的字符（{name}），看到的顺序可能和实际不同。"
        return message, "删掉这个看不见的字符；中文公开文件用不到它。"
    name = "空字符 NUL" if character == "\0" else f"控制字符 {name}"
    return f"这里有一个看不见的{name}，不能出现在公开文件里。", "删掉这个看不见的字符。"


def position(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at `index`."""
    before = text.rfind("\n", 0, index)
    return text.count("\n", 0, index) + 1, index - before


def forbidden(text: str) -> tuple[str, str]:
    """Return rule and character of the first control or direction character in `text`, or two empty texts.

    A text in double quotes can bring one in by an escape, past the look at the file itself.
    """
    for code, pattern in (("Y004", _CONTROL), ("Y005", _BIDI)):
        match = pattern.search(text)
        if match:
            return code, match[0]
    return "", ""


def without_forbidden(text: str) -> str:
    """Return `text` with control and direction characters replaced by U+FFFD."""
    return _BIDI.sub(_REPLACED, _CONTROL.sub(_REPLACED, text))


def _note_each(pattern: re.Pattern[str], code: str, text: str, found: Collector) -> None:
    """Note each place where `pattern` matches; beyond the bound of the collector they are only counted."""
    matches = pattern.finditer(text)
    for match in matches:
        if found.full(code, 1):
            found.full(code, sum(1 for _ in matches))
            return
        message, hint = describe(code, match[0])
        found.add(code, message, *position(text, match.start()), hint=hint)


def _decode_other(raw: bytes, first_bad: int, found: Collector) -> str:
    """Return the text of bytes that are not UTF-8, guessed, and say which encoding it seems to be."""
    encoding = _UTF16.get(raw[:2])
    if encoding:
        found.add("Y003", "这个文件是 UTF-16（记事本里叫 Unicode）编码，应当是 UTF-8。", 1, 1, hint=_SAVE_AS)
        return raw[2:].decode(encoding, errors="replace")
    before = raw[:first_bad].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = position(before, len(before))
    text = _as_gbk(raw)
    if text is not None:
        message = f"这个文件是 GBK（ANSI）编码，不是 UTF-8：第 {line} 行起有汉字读不出来。"
        found.add("Y003", message, line, column, hint=_SAVE_AS)
        return text
    message = f"这个文件不是 UTF-8 编码，或者已经损坏：第 {line} 行第 {column} 个字符处读不出来。"
    found.add("Y003", message, line, column, hint=_SAVE_AS)
    return raw.decode("utf-8", errors="replace")


def _as_gbk(raw: bytes) -> str | None:
    """Return the text when the bytes are valid GBK and most of what is not ASCII turns out Chinese, else None."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = len(re.findall("[^\x00-\x7f]", text))
    chinese = len(re.findall("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…·]", text))
    return text if foreign and chinese * 10 >= foreign * 9 else None
