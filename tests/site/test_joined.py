"""Line breaks of a source between Chinese characters print as nothing; all others stay what they were."""

import markdown  # type: ignore[import-untyped,unused-ignore]
import pytest


def html(source: str) -> str:
    """Return what Markdown makes of a source, with the extensions of the site."""
    return str(markdown.markdown(source, extensions=["generator.site.joined", "def_list", "attr_list"]))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("把数填进\n表里。", "把数填进表里。"),
        ("先填数，\n再检查。", "先填数，再检查。"),
        ("填“数”\n“处”两项…\n就好", "填“数”“处”两项…就好"),
        (
            "看[名词\n解释](a.md)\n和**更正\n说明**\n两页",
            '看<a href="a.md">名词解释</a>和<strong>更正说明</strong>两页',
        ),
        ("运行 make\nsite，再看", "运行 make\nsite，再看"),
        ("共 3\n份，每份\n2 页", "共 3\n份，每份\n2 页"),
        ("运行\n`make`\n以后", "运行\n<code>make</code>\n以后"),
    ],
)
def test_a_break_between_chinese_characters_goes(source: str, found: str) -> None:
    """Between characters and signs, through links and emphasis; beside letters, figures and code it is a space."""
    assert html(source) == f"<p>{found}</p>"


def test_each_block_has_lines_of_its_own() -> None:
    """Items, definitions and headings are joined; nothing is joined across two of them, and code keeps its lines."""
    assert html("- 第一\n  行\n    - 里面\n      的\n- 第二") == (
        "<ul>\n<li>第一行<ul>\n<li>里面的</li>\n</ul>\n</li>\n<li>第二</li>\n</ul>"
    )
    assert html("名词\n:   意思\n    如下") == "<dl>\n<dt>名词</dt>\n<dd>意思如下</dd>\n</dl>"
    assert html("    甲\n    乙") == "<pre><code>甲\n乙\n</code></pre>"
    assert html("第一行  \n第二行") == "<p>第一行<br />\n第二行</p>"
    assert html("甲\x1f\n乙") == "<p>甲\x1f\n乙</p>"
