"""The rules on wording (T20–T27) and on what was left over or mixed up (X01–X08), in the order in which they run."""

from generator.check.leftover.copies import COPIED, NAMED
from generator.check.leftover.last_year import UNCHANGED
from generator.check.leftover.names import NAMES
from generator.check.leftover.near_names import NEAR
from generator.check.leftover.prompts import PROMPTS
from generator.check.leftover.terms import TERMS
from generator.check.leftover.title import TITLE
from generator.check.rule import Rule
from generator.check.text.characters import CHARACTERS, CONFUSIONS
from generator.check.text.documents import DOCUMENTS
from generator.check.text.marks import PAIRED, WIDTHS
from generator.check.text.numbering import NUMBERING
from generator.check.text.sentences import DOUBLED, UNENDED

RULES: tuple[Rule, ...] = (
    NUMBERING, CHARACTERS, WIDTHS, DOUBLED, PAIRED, DOCUMENTS, UNENDED, CONFUSIONS,
    PROMPTS, NAMES, COPIED, NAMED, TERMS, TITLE, NEAR, UNCHANGED,
)  # fmt: skip
