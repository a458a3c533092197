"""The fields of the open data: one list, from which the files are written and the page about them is generated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a file.

    Attributes:
        key: its name in JSON; empty where only the CSV has it.
        column: its name in CSV; empty where only the JSON has it.
        meaning: what it is, for readers.
    """

    key: str
    column: str
    meaning: str


#: columns that a file about many reports has before those of `FACTS`.
PLACE = (
    Field("region", "地区", "行政区划的名称"),
    Field("department", "部门", "部门当年的全称"),
    Field("year", "年度", "决算年度，四位数字"),
)
#: what is said of each figure.
FACTS = (
    Field("label", "名称", "这个数的名称，用文字写"),
    Field("value", "数值", "不带千分位的数字，小数点用“.”，负数前面是“-”；不知道时为空（JSON 里是 null）"),
    Field("unit", "单位", "数值的单位，例如万元、%、人"),
    Field("printed", "印出的文字", "公布的文字和表格里印的样子"),
    Field("status", "状态", "有数值；没有数值时写明为什么，例如未公布"),
    Field("origin_label", "来历", "填报、计算、倒算（由公布的增减额推算）或公布值（照公布的原文，与计算的结果不同）"),
    Field("formula", "算式", "怎么算出来的；填报的数没有算式"),
    Field("tables", "所在表", "印有这个数的表"),
    Field("pages", "所在页", "印有这个数的页，是相对于这份决算首页的地址"),
    Field("", "数据位置", "填报的数在原始数据里的位置"),
    Field("remark", "说明", "公布值的缘由、与计算结果的差别等"),
    Field("name", "代号", "这个数在所有年度、所有部门里相同的写法，用来对照"),
    Field("id", "编号", "“数字出处”页上的位置：决算首页的地址后面加 figures/# 和编号"),
    Field("origin", "", "来历的英文写法：typed、computed、derived、published"),
    Field("inputs", "", "算式用到的数，写的是代号"),
)
#: what a report's JSON says besides its figures.
REPORT = (
    Field("format", "", "文件格式的名称和版本；增加字段时版本不变"),
    Field("title", "", "这份决算的标题"),
    Field("region", "", "地区的代号和名称"),
    Field("department", "", "部门的代号和名称"),
    Field("year", "", "决算年度"),
    Field("head", "", "发布机构、公开日期、索引号等"),
    Field("contents", "", "公开了哪些内容"),
    Field("address", "", "网页的地址；本站没有设置网址时没有这一项"),
    Field("publisher", "", "主办单位；没有填写时没有这一项"),
    Field("licence", "", "数据许可；没有填写时没有这一项"),
    Field("source", "", "数据从哪里来"),
    Field("corrections", "", "公开以后的更正：日期、类别、内容、原值、现值、单位、原因、依据、有关的数"),
    Field("measures", "", "可以互相比较的主要数字：名称、口径、单位、决算数、上年数、预算数和预算的口径"),
    Field("fields", "", "字段说明，与本页相同"),
    Field("figures", "", "全部数字，字段见上表"),
)
COLUMNS = tuple(field for field in FACTS if field.column)
