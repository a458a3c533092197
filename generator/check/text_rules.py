"""The rules on wording (T20–T27) and on what was left over or mixed up (X01–X06), in the order in which they run."""

from generator.check.leftover_copies import COPIED, NAMED
from generator.check.leftover_names import NAMES
from generator.check.leftover_prompts import PROMPTS
from generator.check.leftover_terms import TERMS
from generator.check.leftover_title import TITLE
from generator.check.rule import Rule
from generator.check.text_characters import CHARACTERS, CONFUSIONS
from generator.check.text_documents import DOCUMENTS
from generator.check.text_marks import PAIRED, WIDTHS
from generator.check.text_numbering import NUMBERING
from generator.check.text_sentences import DOUBLED, UNENDED

RULES: tuple[Rule, ...] = (
    NUMBERING, CHARACTERS, WIDTHS, DOUBLED, PAIRED, DOCUMENTS, UNENDED, CONFUSIONS,
    PROMPTS, NAMES, COPIED, NAMED, TERMS, TITLE,
)  # fmt: skip
