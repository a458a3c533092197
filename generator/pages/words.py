"""Our own words for pages and states; official wording comes from the document."""

from generator.model.vocabulary import EVALUATION_PAGE

PAGE_NAMES = {
    "index": "一分钟看懂",
    "overview": "部门概况",
    "statement": "收支情况说明",
    "three-public": "“三公”经费",
    "other": "其他重要事项",
    "performance": "绩效自评",
    "evaluation": "绩效自评",
    "evaluations": "绩效自评",
    "glossary": "名词解释",
    "tables": "决算表",
    "attachments": "附件",
    "figures": "数字出处",
}
#: the page that lists the evaluations, and how the pages of single ones begin.
EVALUATIONS, EVALUATION = "evaluations", EVALUATION_PAGE
TABLE_MARKS = {"empty": "无数据", "unattached": "未随文公布"}
PUBLIC = "公开"
_KILO = 1024


def size_text(size: int) -> str:
    """Return a number of bytes for people: KB below one MB, else MB with one decimal."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} KB"
    return f"{size / _KILO / _KILO:.1f} MB"
