"""A tree of plain values built from a YAML parser's events, with a place for every node and bounds on everything.

The stack is explicit, so depth costs no recursion; nothing is composed or constructed by the YAML library, so no tag,
alias or number can do anything: every scalar stays the text that was typed.
"""

from dataclasses import dataclass, field

import yaml

from generator.load.collector import Collector, snippet
from generator.load.decode import describe, forbidden, without_forbidden
from generator.load.node import Node, Path, Tree
from generator.places import Place

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CORE = "tag:yaml.org,2002:"
_PLAIN_TAGS = {"scalar": _CORE + "str", "mapping": _CORE + "map", "sequence": _CORE + "seq"}
_QUOTE_KEY = "如果是一段以 [ 或 { 开头的文字，用英文单引号 ' 括起来。"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file, far above what a report needs.

    Attributes:
        depth: levels of mappings and lists.
        nodes: values in all, those that aliases repeat included.
        aliases: uses of `*name`.
        scalar: characters of one text.
    """

    depth: int = 40
    nodes: int = 300_000
    aliases: int = 100
    scalar: int = 200_000


class LimitReached(Exception):  # noqa: N818 - not an error of the program: the finding is noted, reading stops
    """Raised when reading on makes no sense; the finding that says why is noted already."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list being filled. `dropped`: read for its faults only, it belongs nowhere in the tree."""

    node: dict[str, Node] | list[Node]
    path: Path
    dropped: bool
    place: Place
    anchor: str | None
    as_key: bool = False
    key: str | None = None
    key_read: bool = False
    drop_value: bool = False


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A finished node that aliases may repeat."""

    node: Node
    path: Path


@dataclass(slots=True)
class TreeBuilder:
    """Takes the events of one file one by one; `tree()` is what they made.

    Attributes:
        found: where findings go.
        limits: the bounds.
    """

    found: Collector
    limits: Limits
    _root: Node = None
    _places: dict[Path, Place] = field(default_factory=dict)
    _key_places: dict[Path, Place] = field(default_factory=dict)
    _styles: dict[Path, str] = field(default_factory=dict)
    _stack: list[_Frame] = field(default_factory=list)
    _anchors: dict[str, _Anchored] = field(default_factory=dict)
    _open_anchors: set[str] = field(default_factory=set)
    _nodes: int = 0
    _aliases: int = 0
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Add what one event says.

        Raises:
            LimitReached: a bound is passed, or a second document begins.
        """
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(event, {}, "mapping")
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, [], "sequence")
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def tree(self) -> Tree | None:
        """Return the finished tree; None when the file holds nothing."""
        if not self._places:
            return None
        return Tree(self._root, self._places, self._key_places, self.found.file, self._styles)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        place = self._place(event)
        style = event.style or ""  # the C parser says "" of a plain scalar, the other one None
        text = self._checked(event.value, style, place)
        self._check_tag(event, "scalar", place)
        if self._at_key():
            self._key(text, place, plain=not style)
            node: Node = text
        else:
            node = None if not style and event.tag is None and text in _NULLS else text
            path = self._attach(node, place)
            if path is not None and style:
                self._styles[path] = style
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(node, ())

    def _open(self, event: yaml.CollectionStartEvent, node: "dict[str, Node] | list[Node]", kind: str) -> None:
        place = self._place(event)
        if len(self._stack) >= self.limits.depth:
            message = f"这里嵌套超过了 {self.limits.depth} 级，没有再读下去。"
            self._stop("Y035", message, place, "看看是不是括号打多了，或者缩进一行比一行深。")
        self._check_tag(event, kind, place)
        as_key = self._at_key()
        if as_key:
            self._found("Y033", "这里的键不是一段文字，而是一个列表或一组键值。", place, _QUOTE_KEY)
        path = None if as_key else self._attach(node, place)
        if event.anchor:
            self._open_anchors.add(event.anchor)
            self._anchors.pop(event.anchor, None)
        frame = _Frame(node, self._here() if path is None else path, path is None, place, event.anchor, as_key)
        self._stack.append(frame)

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.anchor:
            self._open_anchors.discard(frame.anchor)
            self._anchors[frame.anchor] = _Anchored(frame.node, frame.path)
        if frame.as_key:
            self._expect_value(None)

    def _alias(self, event: yaml.AliasEvent) -> None:
        place = self._place(event)
        name = event.anchor or ""
        self._aliases += 1
        if self._aliases > self.limits.aliases:
            message = f"引用（*{snippet(name)} 这样的写法）超过了 {self.limits.aliases} 处，没有再读下去。"
            self._stop("Y037", message, place, "把内容直接写出来，不用引用。")
        if self._at_key():
            self._found("Y033", f"引用 *{snippet(name)} 不能当键。", place, "把键的文字直接写出来。")
            self._expect_value(None)
            return
        source = self._anchors.get(name)
        if source is None:
            if name in self._open_anchors:
                message = f"引用 *{snippet(name)} 指向了包含它自己的内容，会没完没了。"
            else:
                message = f"引用 *{snippet(name)} 没有着落：前面没有 &{snippet(name)}。"
            hint = "如果星号是文字的一部分，用英文单引号 ' 把文字括起来；否则把内容直接写出来。"
            self._found("Y038", message, place, hint)
        self._repeat(source, place)

    def _repeat(self, source: _Anchored | None, place: Place) -> None:
        """Attach a copy of `source`, counted in full, so that aliases of aliases stay within the bounds."""
        if source is None or not isinstance(source.node, dict | list):
            self._attach(source.node if source else None, place)
            return
        copy: dict[str, Node] | list[Node] = {} if isinstance(source.node, dict) else []
        path = self._attach(copy, place)
        todo = [(source.node, copy, source.path, path if path is not None else self._here())]
        while todo:
            old, new, old_path, new_path = todo.pop()
            if len(new_path) > self.limits.depth:
                message = f"展开引用以后嵌套超过了 {self.limits.depth} 级。"
                self._stop("Y035", message, place, "把内容直接写出来，不用引用。")
            for key, child in old.items() if isinstance(old, dict) else enumerate(old):
                self._count(place)
                twin: Node = {} if isinstance(child, dict) else [] if isinstance(child, list) else child
                if isinstance(new, dict):
                    new[str(key)] = twin
                else:
                    new.append(twin)
                below, origin = (*new_path, key), (*old_path, key)
                if path is not None:
                    self._copy_place(origin, below, place)
                if isinstance(child, dict | list) and isinstance(twin, dict | list):
                    todo.append((child, twin, origin, below))

    def _copy_place(self, origin: Path, below: Path, place: Place) -> None:
        self._places[below] = self._places.get(origin, place)
        if origin in self._key_places:
            self._key_places[below] = self._key_places[origin]
        if origin in self._styles:
            self._styles[below] = self._styles[origin]

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            message = "从这里开始是第二份文档（前面有 --- 或 ...），一个文件只能写一份，后面的没有读。"
            hint = "删掉单独的 --- 和 ... 行，或者把后面的内容移到另一个文件。"
            self._stop("Y032", message, self._place(event), hint)

    def _key(self, text: str, place: Place, *, plain: bool) -> None:
        """Take `text` as the next key of the mapping on top."""
        frame = self._stack[-1]
        mapping = frame.node
        path = (*frame.path, text)
        if plain and not text:
            self._found("Y042", "这一行冒号前面没有名称。", place, "在冒号前面写上这一项的名称。")
        elif plain and text == "<<":
            self._found("Y034", "不支持用 << 合并另一处的内容。", place, "把要用的各项直接写出来。")
        elif isinstance(mapping, dict) and text in mapping:
            self._duplicate(text, path, place)
        else:
            if not frame.dropped:
                self._key_places[path] = place
            self._expect_value(text)
            return
        self._expect_value(None)

    def _duplicate(self, text: str, path: Path, place: Place) -> None:
        if self.found.full("Y030"):
            return
        first = self._key_places.get(path)
        where = f"第 {first.line} 行" if first else "前面"
        message = f"“{snippet(text)}”写了两次：{where}一次，第 {place.line} 行又一次；检查时以前一个为准。"
        hint = "删掉多余的一行；如果是两个不同的项目，改成各自的名称。"
        self.found.add("Y030", message, place.line, place.column, hint=hint, keys=path)

    def _expect_value(self, key: str | None) -> None:
        """Make the mapping on top wait for a value: that of `key`, or one to be dropped."""
        frame = self._stack[-1]
        frame.key, frame.key_read, frame.drop_value = key, True, key is None

    def _at_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].node, dict) and not self._stack[-1].key_read

    def _attach(self, node: Node, place: Place) -> Path | None:
        """Put `node` where the next value belongs; return its path, None when it is dropped."""
        self._count(place)
        if not self._stack:
            self._root = node
            self._places[()] = place
            return ()
        frame = self._stack[-1]
        dropped = frame.dropped or frame.drop_value
        path = self._here()
        if isinstance(frame.node, list):
            frame.node.append(node)
        else:
            if frame.key is not None:
                frame.node[frame.key] = node
            frame.key, frame.key_read, frame.drop_value = None, False, False
        if dropped:
            return None
        self._places[path] = place
        return path

    def _here(self) -> Path:
        """Return the path of the next value."""
        if not self._stack:
            return ()
        frame = self._stack[-1]
        if isinstance(frame.node, list):
            return (*frame.path, len(frame.node))
        return frame.path if frame.key is None else (*frame.path, frame.key)

    def _count(self, place: Place) -> None:
        self._nodes += 1
        if self._nodes > self.limits.nodes:
            code, what = ("Y037", "展开引用以后，") if self._aliases else ("Y036", "")
            message = f"{what}这个文件里的值超过了 {self.limits.nodes} 个，没有再读下去。"
            self._stop(code, message, place, "看看是不是误贴了别的内容；大量的明细拆成几个文件。")

    def _checked(self, text: str, style: str, place: Place) -> str:
        """Return a scalar's text, its length and the escapes in it looked at."""
        if len(text) > self.limits.scalar:
            message = f"这一段文字有 {len(text)} 个字，超过了 {self.limits.scalar} 个字的上限。"
            self._found("Y039", message, place, "分成几段来写；如果前面有引号，看看是不是少了另一半。")
            return text[: self.limits.scalar]
        if style == '"':
            code, character = forbidden(text)
            if code:
                message, hint = describe(code, character)
                self._found(code, f"{message}（由双引号里的反斜杠写法带入）", place, hint)
                return without_forbidden(text)
        return text

    def _check_tag(self, event: yaml.NodeEvent, kind: str, place: Place) -> None:
        tag = getattr(event, "tag", None)
        if tag in {None, "!", _PLAIN_TAGS[kind]}:
            return
        shown = snippet(tag.replace(_CORE, "!!"), 40)
        message = f"这里用了 YAML 标签 {shown}，数据文件不接受标签，已经当作普通文字。"
        self._found("Y031", message, place, "去掉标签；如果感叹号是文字的一部分，用英文单引号 ' 把文字括起来。")

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None, "the parser marks every event"
        return Place(self.found.file, mark.line + 1, mark.column + 1)

    def _found(self, code: str, message: str, place: Place, hint: str) -> None:
        self.found.add(code, message, place.line, place.column, hint=hint, keys=self._here())

    def _stop(self, code: str, message: str, place: Place, hint: str) -> None:
        self._found(code, message, place, hint)
        raise LimitReached
