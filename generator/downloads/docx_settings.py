"""Settings of a report's file for word processors, and what stands in for a font that a machine does not have."""

from collections.abc import Mapping

from generator.downloads.docx_styles import flag
from generator.downloads.docx_xml import NAMESPACES, Xml, element, escaped, join

#: what a word processor takes where it has no font of that name.
_OTHERWISE = {
    "方正小标宋简体": "方正小标宋_GBK,方正小标宋,华文中宋,宋体",
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋",
    "楷体_GB2312": "楷体,KaiTi,华文楷体",
    "黑体": "SimHei,华文黑体",
    "宋体": "SimSun,华文宋体",
}


def settings_xml() -> Xml:
    """Return the settings: odd and even pages differ, fields are worked out when the file is opened."""
    old = 'w:uri="http://schemas.microsoft.com/office/word"'
    compatible = Xml(f'<w:compatSetting w:name="compatibilityMode" {old} w:val="15"/>')
    parts = (
        element("w:zoom", percent=100),
        flag("mirrorMargins"),
        element("w:defaultTabStop", val=420),
        flag("evenAndOddHeaders"),
        element("w:characterSpacingControl", val="compressPunctuation"),
        element("w:updateFields", val="true"),
        element("w:compat", flag("adjustLineHeightInTable"), flag("useFELayout"), compatible),
        element("w:themeFontLang", val="en-US", eastAsia="zh-CN"),
    )
    return Xml(f"<w:settings {NAMESPACES}>{join(*parts)}</w:settings>")


def font_table_xml(fonts: Mapping[str, str]) -> Xml:
    """Return the table of fonts with what stands in for one that a machine does not have."""
    entries = [
        element(
            "w:font", *_substitute(name), element("w:charset", val="86"), element("w:family", val="auto"), name=name
        )
        for name in sorted(set(fonts.values()))
    ]
    return Xml(f"<w:fonts {NAMESPACES}>{join(*entries)}</w:fonts>")


def _substitute(name: str) -> list[Xml]:
    return [Xml(f'<w:altName w:val="{escaped(_OTHERWISE[name])}"/>')] if name in _OTHERWISE else []
