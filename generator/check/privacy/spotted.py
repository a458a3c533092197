"""What looks like personal data in a text: 身份证, mobile and office numbers, bank cards, e-mail, homes, names.

Amounts, project codes, document numbers, hotlines and published office contacts are none of these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """A kind of personal data."""

    IDENTITY = "identity"
    MOBILE = "mobile"
    CARD = "card"
    TELEPHONE = "telephone"
    EMAIL = "email"
    HOME = "home"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Spotted:
    """A piece of personal data: its kind, its text as typed, the offset at which it begins."""

    kind: Kind
    text: str
    start: int

    @property
    def masked(self) -> str:
        """Return the form in which it may be shown: 138****1234, 1101**********1234, 王**."""
        plain = self.text if self.kind in {Kind.NAME, Kind.HOME, Kind.EMAIL} else re.sub(r"[^0-9Xx]", "", self.text)
        if self.kind is Kind.NAME:
            return f"{plain[0]}**"
        if self.kind is Kind.HOME:
            return f"{plain[:SHOWN_OF_HOME]}…"
        if self.kind is Kind.EMAIL:
            return f"{plain[0]}***{plain[plain.find('@') :]}"
        before = 3 if self.kind in {Kind.MOBILE, Kind.TELEPHONE} else 4
        after = 4 if self.kind is not Kind.TELEPHONE else 0
        return plain[:before] + "*" * (len(plain) - before - after) + plain[len(plain) - after :]


#: a kind with where it begins and ends.
_Place = tuple[Kind, int, int]
SHOWN_OF_HOME = 3
#: what any number of a person holds.
LONG = re.compile(r"\d(?:[ -]?\d){6}|\d\)[ -]?\d{7}")
#: how far before a number words count as its context.
NEAR = 14
WIDE = str.maketrans("０１２３４５６７８９Ｘｘ＠－　", "0123456789Xx@- ")
#: no part of a longer number, code or decimal.
_ALONE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.\d|\s*(?:元|万|亿|人|%|％|件|个|笔|份|户|平方))"

IDENTITY = re.compile(
    rf"{_ALONE}[1-8]\d{{5}}[ -]?(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{{3}}[0-9Xx]{_END}"
)
IDENTITY_15 = re.compile(rf"{_ALONE}[1-8]\d{{7}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{_END}")
MOBILE = re.compile(rf"{_ALONE}(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{{4}}){{2}}{_END}")
CARD = re.compile(rf"{_ALONE}\d{{4}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?{_END}")
EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
TELEPHONE = re.compile(
    r"(?P<word>电话(?:号码)?|联系方式|座机|手机(?:号码?)?)[^0-9。；;\n]{0,6}?"
    r"(?P<number>(?<![0-9A-Za-z.])(?:\(?0\d{2,3}\)?[ -]?)?[2-8]\d{6,7}(?:[-转]\d{1,5})?)" + _END
)
BARE_TELEPHONE = re.compile(r"(?:\(?0\d{2,3}\)?[ -]?)?[2-8]\d{6,7}(?:[-转]\d{1,5})?")
HOME = re.compile(
    r"(?:家庭住址|家庭地址|家住|现住址|现住地|住址|户籍住址|户籍地址|户籍所在地|居住地址)(?:为|是|在)?[:：\s]{0,3}"
    r"(?P<home>[^\s。；;，,、]{2,30}(?:路|街|巷|弄|村|区|镇|乡|道|里)[^\s。；;，,、]{0,20}?[0-9一二三四五六七八九十百]+"
    r"(?:号|室|栋|幢|单元|组|弄|楼))"
)

ABOUT_IDENTITY = re.compile(r"身份证|公民身份|证件号")
ABOUT_CARD = re.compile(r"银行|账号|帐号|卡号|开户|账户|存折")
#: numbers behind these words are no person's.
CODES = re.compile(r"编码|编号|代码|索引号|凭证|文号|备案|订单|流水号|条码|标识|税号|[金总]额|标准号|证书号")
#: telephones and mailboxes behind these words are meant to be public.
PUBLIC = re.compile(r"公开|咨询|监督|举报|投诉|服务|值班|热线|查询|信访|传真|办公")
TELEPHONE_LABEL = re.compile(r"电话|联系方式|座机|手机")
HOME_LABEL = re.compile(r"家庭住址|家庭地址|现住址|住址|户籍地址|居住地址")
ABOUT_HOME = re.compile("住|户籍|家庭地址")
GOVERNMENT = re.compile(r"gov\.cn$")

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚樊兰殷施陶洪翟颜倪严牛芦"
    "季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐沿梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲阳裴席卫查屈鲍覃霍翁"
    "隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘米池滕晋苑邬臧窦褚娄肖闫"
)
COMPOUND = "欧阳|上官|司马|诸葛|皇甫|令狐|司徒|慕容|尉迟|长孙|夏侯|东方"
_HAN = "一-鿿"
NAME = rf"(?:(?:{COMPOUND})[{_HAN}]{{1,2}}|[{SURNAMES}][{_HAN}]{{1,2}})"
DUTIES = (
    r"(?:项目|财务|单位|部门|主要|技术|资金)?负责人|联系人|联络人|经办人|填报人|填表人|制表人|审核人|复核人|评价人|评审人|"
    r"法定代表人|副?组长|成员|姓名|会计|出纳|副?局长|副?主任|副?处长|副?科长|副?股长|驻村干部|受益人|申请人|当事人|受助人"
)
TITLES = "同志|局长|主任|处长|科长|股长|副局长|副主任|先生|女士"
NAMES_BEHIND_DUTY = re.compile(
    rf"(?P<duty>{DUTIES})(?:[（(]签[{_HAN}]{{1,2}}[）)])?(?:\s*[:：]\s*|[ \t]+)"
    rf"(?P<names>{NAME}(?:、{NAME})*)(?=$|[^{_HAN}]|{TITLES})",
    re.MULTILINE,
)
_DUTY_LABEL = re.compile(rf"(?:{DUTIES})(?:[（(]签[{_HAN}]{{1,2}}[）)])?(?:姓名)?")
#: words that begin like a name.
WORDS = re.compile(
    "高级|高效|高校|高度|高层|金额|金融|余额|余人|余名|任务|任命|任期|任何|严格|严重|范围|施工|施行|方案|方面|方式|方法|安全|万元|万人|"
    "常务|常年|常规|易地|石油|华东|江苏|江西|程序|程度|于是|项目|单位|单独|管理|解决|强化|车辆|房屋|房管|边境|包括|包含|司法|"
    "景区|盛会|关于|关系|关键|查询|查处|卫生|卫健|席位|章程|申请|申报|申办|钱款|段落|田间|白天|龙头|江河|方便|康复|武装|齐全|"
    "马上|童工|梅花|常委|宁波|华中|华南|石家|兰州|成都|汤原|阳光|祝福|顾问|何时|何种|许可|许多|马路|林业|水务|谷物|毕业|查找|查验"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MARKS = "10X98765432"
PROVINCES = frozenset(re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283"))


def spotted_in(text: str, label: str = "") -> Iterator[Spotted]:
    """Yield the personal data of a text, what stands at one place once.

    Args:
        text: as typed.
        label: what its place is called, such as 联络电话; it counts as words before the text.
    """
    plain = text.translate(WIDE)
    found: list[_Place] = []
    if LONG.search(plain):
        found += (
            *_identities(plain, label),
            *_cards(plain, label),
            *_mobiles(plain, label),
            *_telephones(plain, label),
        )
    if "@" in plain or ABOUT_HOME.search(plain) or ABOUT_HOME.search(label):
        found += _contacts(plain, label)
    taken: list[tuple[int, int]] = []
    for kind, start, end in found:
        if all(end <= begin or stop <= start for begin, stop in taken):
            taken.append((start, end))
            yield Spotted(kind, text[start:end], start)
    yield from _names(plain)


def is_identity(number: str) -> bool:
    """Return whether 18 characters are a 身份证 number: province, date and check digit."""
    digits = re.sub(r"[ -]", "", number).upper()
    if len(digits) != len(_WEIGHTS) + 1 or digits[:2] not in PROVINCES or not digits[:-1].isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:-1], _WEIGHTS, strict=True))
    return _MARKS[total % 11] == digits[-1]


def is_card(number: str) -> bool:
    """Return whether the digits of a card number pass the Luhn check."""
    digits = [int(digit) for digit in reversed(re.sub(r"[^0-9]", "", number))]
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2])  # noqa: PLR2004 - 5 and more carry
    return any(digits) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def is_duty(label: str) -> bool:
    """Return whether what a place is called is a duty or 姓名, so that a name may fill it."""
    return bool(_DUTY_LABEL.fullmatch(label.strip()))


def is_name(text: str) -> bool:
    """Return whether a whole text looks like a Chinese personal name."""
    return bool(re.fullmatch(NAME, text)) and not WORDS.match(text)


def _before(text: str, label: str, start: int) -> str:
    """Return the words near before a place, those of the same clause, and the label where the text begins there."""
    near = re.split(r"[。；;\n]", text[max(start - NEAR, 0) : start])[-1]
    return f"{label} {near}" if start < NEAR else near


def _identities(text: str, label: str) -> Iterator[_Place]:
    for match in IDENTITY.finditer(text):
        near = _before(text, label, match.start())
        if ABOUT_IDENTITY.search(near) or (is_identity(match[0]) and not CODES.search(near)):
            yield Kind.IDENTITY, match.start(), match.end()
    for match in IDENTITY_15.finditer(text):
        if match[0][:2] in PROVINCES and ABOUT_IDENTITY.search(_before(text, label, match.start())):
            yield Kind.IDENTITY, match.start(), match.end()


def _cards(text: str, label: str) -> Iterator[_Place]:
    for match in CARD.finditer(text):
        near = _before(text, label, match.start())
        is_told = bool(ABOUT_CARD.search(near))
        if is_card(match[0]) and (is_told or (match[0].startswith("62") and not CODES.search(near))):
            yield Kind.CARD, match.start(), match.end()


def _mobiles(text: str, label: str) -> Iterator[_Place]:
    for match in MOBILE.finditer(text):
        near = _before(text, label, match.start())
        if not CODES.search(near) or TELEPHONE_LABEL.search(near):
            yield Kind.MOBILE, match.start(), match.end()


def _telephones(text: str, label: str) -> Iterator[_Place]:
    if TELEPHONE_LABEL.search(label) and not PUBLIC.search(label) and BARE_TELEPHONE.fullmatch(text.strip()):
        start = len(text) - len(text.lstrip())
        yield Kind.TELEPHONE, start, start + len(text.strip())
        return
    for match in TELEPHONE.finditer(text):
        near = _before(text, label, match.start()) + match[0][: match.start("number") - match.start()]
        if not PUBLIC.search(near):
            yield Kind.TELEPHONE, match.start("number"), match.end("number")


def _contacts(text: str, label: str) -> Iterator[_Place]:
    for match in EMAIL.finditer(text):
        if not GOVERNMENT.search(match[0]) and not PUBLIC.search(_before(text, label, match.start())):
            yield Kind.EMAIL, match.start(), match.end()
    for match in HOME.finditer(text):
        yield Kind.HOME, match.start("home"), match.end("home")
    if HOME_LABEL.search(label) and (whole := HOME.fullmatch(f"住址：{text.strip()}")):
        yield Kind.HOME, 0, len(whole["home"])


def _names(text: str) -> Iterator[Spotted]:
    for match in NAMES_BEHIND_DUTY.finditer(text):
        start = match.start("names")
        for name in match["names"].split("、"):
            if not WORDS.match(name):
                yield Spotted(Kind.NAME, name, start)
            start += len(name) + 1
