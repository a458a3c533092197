"""Every figure has a name that leads back to it, whatever words editors choose. All of it 虚构."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.load.facts import REFUSED, free_word
from generator.model.address import Address, parse_name, within
from generator.model.evaluation import Indicator
from generator.model.sheet import rows_of
from generator.model.vocabulary import ALIASES, FREE, FUNDS, INSTITUTION_MARK, ITEMS, MEASURES, VERSIONS

#: words that editors choose: any text, official words and codes, mixed.
WORDS = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from([*MEASURES.values(), *FUNDS.values(), *ITEMS, *ITEMS.values(), *VERSIONS.values(), *ALIASES]),
    st.sampled_from(["较上年", "占比", "各分项", "2080101", "301", "30", "@x", "机构-甲", "甲.乙", "own", "本级"]),
)
SCOPES = st.sampled_from(["", "@demo", "@social-insurance-service"])


@given(WORDS, SCOPES, st.sampled_from(["", f"{INSTITUTION_MARK}本部", f"{INSTITUTION_MARK}较远的所"]))
@example("完成各项工作", "@demo", "")
def test_the_name_of_a_row_leads_back_to_it(word: str, scope: str, institution: str) -> None:
    """Whatever a row is called: its address has a name, and the name reads back as that address."""
    [row] = rows_of([Indicator(third=word)], ())
    for measure in ("evaluation_weight", "evaluation_score", "indicator"):
        for item in (row.item, row.weight_item, f"一级：{row.item}"):
            address = Address(measure, item=item, institution=institution, scope=scope)
            assert parse_name(address.name) == address


def _is_allowed(word: str) -> bool:
    """Return whether the loader takes a word as a free one; others are refused with A006."""
    return not free_word(word, "item")["item"].startswith(REFUSED)


FREE_WORDS = WORDS.filter(_is_allowed)


@given(FREE_WORDS, FREE_WORDS, SCOPES, st.sampled_from([*VERSIONS]), st.sampled_from([*FREE]))
def test_the_name_of_free_words_leads_back_to_them(
    first: str, second: str, scope: str, version: str, measure: str
) -> None:
    """Every measure with free words: whatever words the loader takes, the name reads back as the address."""
    words = dict(zip(FREE[measure], (first, second), strict=False))
    address = Address(measure, version=version, scope=scope, **words)
    assert parse_name(address.name) == address


@pytest.mark.parametrize("word", ["机构-甲", "overseas", "reception", "own", "本级", "国内", "财政拨款", "general"])
@pytest.mark.parametrize("measure", ["serving", "evaluation_money", "other", "evaluation_score"])
def test_words_of_ours_are_refused_or_lead_back(word: str, measure: str) -> None:
    """A word that means something elsewhere, or an English code of ours, is refused, or is a name like any other."""
    if _is_allowed(word):
        address = Address(measure, item=word, scope="@demo")
        assert parse_name(address.name) == address


CODES = st.fixed_dictionaries(
    {"measure": st.sampled_from([code for code in MEASURES if code not in FREE])},
    optional={
        "fund": st.sampled_from([*FUNDS]),
        "functional": st.sampled_from(["208", "20801", "2080101"]),
        "nature": st.sampled_from(["basic", "project"]),
        "economic": st.sampled_from(["301", "30101", "personnel"]),
        "item": st.sampled_from([*ITEMS]),
        "institution": st.sampled_from(["own", f"{INSTITUTION_MARK}水管所", f"{INSTITUTION_MARK}收入"]),
        "version": st.sampled_from([*VERSIONS]),
        "scope": st.sampled_from(["@demo", "@a-b-c"]),
    },
)


@given(CODES)
def test_every_other_name_leads_back_to_its_address(dimensions: dict[str, str]) -> None:
    """All measures without free words, with any mix of fund, code, nature, item, institution, version and scope."""
    address = Address(**dimensions)
    assert parse_name(address.name) == address
    assert within(address.with_(scope="").name, {"scope": "@demo"}) == address.with_(scope="@demo").name
