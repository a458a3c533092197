"""Who publishes: site, region, department, and one department's year."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Annotated, Any

from generator.model.accounts import Waiver
from generator.model.records import record, setting


class State(StrEnum):
    """How far a report has come; only 公开 whose date has come enters the public site."""

    DRAFT = "草稿"
    REVIEW = "送审"
    APPROVED = "已批复"
    PUBLIC = "公开"


class Part(StrEnum):
    """What a report consists of; only these parts are made and asked for."""

    ACCOUNTS = "部门决算"
    THREE_PUBLIC = "“三公”经费"
    OVERALL = "整体绩效"
    PROJECTS = "项目绩效"


class CorrectionKind(StrEnum):
    """Why a published value changed: an error (更正), or a planned change such as a new scope (调整)."""

    ERROR = "更正"
    REVISION = "调整"


class TableState(StrEnum):
    """Whether the document that was published came with the official tables."""

    ATTACHED = "随文公布"
    UNATTACHED = "未随文公布"


class CheckLevel(StrEnum):
    """How much a rule of the check weighs on this site; 不报 leaves its findings out."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"
    SILENT = "不报"


@record
class PortalStep:
    """One step of the portal's breadcrumb above the site."""

    name: Annotated[str, setting("名称")]
    address: Annotated[str, setting("地址")] = ""


#: what a site is called as long as site.yml does not say.
UNNAMED = "部门决算公开"


@record
class Site:
    """`site.yml`: title, publisher, contact, record numbers, portal; an empty field is not printed.

    `意见反馈`, `依申请公开`: addresses of the portal's pages for them.
    `校核级别`: code of a rule → the level that it has on this site instead of its own.
    `曾用网址`: folder below the home page where something was → where it is now, for what is no department's.
    """

    title: Annotated[str, setting("标题")]
    address: Annotated[str, setting("网址")] = ""
    publisher: Annotated[str, setting("主办单位")] = ""
    operator: Annotated[str, setting("承办单位")] = ""
    telephone: Annotated[str, setting("联系电话")] = ""
    post: Annotated[str, setting("联系地址")] = ""
    mail: Annotated[str, setting("电子邮箱")] = ""
    hours: Annotated[str, setting("办公时间")] = ""
    feedback: Annotated[str, setting("意见反馈")] = ""
    requests: Annotated[str, setting("依申请公开")] = ""
    identifier: Annotated[str, setting("网站标识码")] = ""
    icp: Annotated[str, setting("ICP备案号")] = ""
    police: Annotated[str, setting("公安备案号")] = ""
    licence: Annotated[str, setting("数据许可")] = ""
    portal: Annotated[tuple[PortalStep, ...], setting("门户栏目")] = ()
    levels: Annotated[Mapping[str, CheckLevel], setting("校核级别")] = field(default_factory=dict)
    moved_from: Annotated[Mapping[str, str], setting("曾用网址")] = field(default_factory=dict)


@record
class Obliged:
    """A unit of a roster: obliged to publish, or exempt with a reason.

    `部门`: its folder. `名称`: what it is called, needed as long as it has no department.yml. `类别`: the group under
    which officials list it, such as 政府工作部门. `自`, `至`: first and last year of its duty, both inclusive.
    `不公开理由`: why it is exempt, with the rule it rests on; empty for units that must publish.
    """

    department: Annotated[str, setting("部门")]
    name: Annotated[str, setting("名称")] = ""
    group: Annotated[str, setting("类别")] = ""
    since: Annotated[int | None, setting("自")] = None
    until: Annotated[int | None, setting("至")] = None
    exemption: Annotated[str, setting("不公开理由")] = ""


@record
class Region:
    """`region.yml`: the region, its code, its chain of styles, the units obliged to publish in their official order.

    A unit of the roster is a folder name, or a record with more to say. `公开年度`: the years that the roster is for;
    empty takes the years for which the region has reports. `发布时间`: year → minute in China's time, such as
    `2025-09-15 09:00`, before which no report of that year is public, whatever its own 公开日期 says.
    `隐去个人信息`: whether fields of evaluations that hold names and telephone numbers are masked.
    """

    name: Annotated[str, setting("名称")]
    short: Annotated[str, setting("简称")] = ""
    code: Annotated[str, setting("行政区划代码")] = ""
    styles: Annotated[tuple[str, ...], setting("样式")] = ()
    roster: Annotated[tuple[str | Obliged, ...], setting("公开单位")] = ()
    years: Annotated[tuple[int, ...], setting("公开年度")] = ()
    releases: Annotated[Mapping[str, str], setting("发布时间")] = field(default_factory=dict)
    masks: Annotated[bool, setting("隐去个人信息")] = False

    @property
    def units(self) -> tuple[Obliged, ...]:
        """Return the roster as records."""
        return tuple(Obliged(department=unit) if isinstance(unit, str) else unit for unit in self.roster)


@record
class NameSpan:
    """A name that a department bore from one year to another, both inclusive."""

    name: Annotated[str, setting("名称")]
    since: Annotated[int | None, setting("自")] = None
    until: Annotated[int | None, setting("至")] = None


@record
class Department:
    """`department.yml`: what lasts of a department.

    `同类`: what departments of its kind are called everywhere, such as 人社部门; those of one word are compared.
    `单位编码`: codes by which workbooks of the finance system may name it; they are printed nowhere.
    `曾用网址`: folder names that it had, `region/department` where the region's was another; they lead here.
    """

    name: Annotated[str, setting("名称")]
    short: Annotated[str, setting("本名")] = ""
    former: Annotated[tuple[NameSpan, ...], setting("历年名称")] = ()
    aliases: Annotated[tuple[str, ...], setting("简称")] = ()
    codes: Annotated[tuple[str, ...], setting("单位编码")] = ()
    kind: Annotated[str, setting("性质")] = ""
    superior: Annotated[str, setting("上级")] = ""
    predecessors: Annotated[tuple[str, ...], setting("前身")] = ()
    units: Annotated[tuple[str, ...], setting("所属单位")] = ()
    peers: Annotated[str, setting("同类")] = ""
    moved_from: Annotated[tuple[str, ...], setting("曾用网址")] = ()
    styles: Annotated[tuple[str, ...], setting("样式")] = ()

    def name_in(self, year: int) -> str:
        """Return the name borne in a year."""
        for span in self.former:
            if (span.since or 0) <= year <= (span.until or 9999):
                return span.name
        return self.name


@record
class Source:
    """Where the typed figures and texts come from."""

    title: Annotated[str, setting("标题")]
    publisher: Annotated[str, setting("发布机构")] = ""
    remark: Annotated[str, setting("说明")] = ""


@record
class Correction:
    """A change to what was already published; the value itself is changed where it is typed.

    `数`: name of the figure; empty where words were changed, which `内容` then names. `原值`, `现值`: as printed
    before and now. `依据`: the paper it rests on.
    """

    date: Annotated[str, setting("日期")]
    kind: Annotated[CorrectionKind, setting("类别")] = CorrectionKind.ERROR
    figure: Annotated[str, setting("数")] = ""
    what: Annotated[str, setting("内容")] = ""
    before: Annotated[str, setting("原值")]
    after: Annotated[str, setting("现值")]
    reason: Annotated[str, setting("原因")]
    basis: Annotated[str, setting("依据")] = ""


@record
class Attachment:
    """A file of the folder `attachments` that is published with the report, such as a scanned 批复."""

    file: Annotated[str, setting("文件")]
    title: Annotated[str, setting("标题")]
    remark: Annotated[str, setting("说明")] = ""


@record
class Withdrawal:
    """Why a report that was public is so no more; its address stays, with these words alone.

    `日期`: the first day on which it is not shown. `依据`: the paper it rests on; may be empty.
    """

    date: Annotated[str, setting("日期")]
    reason: Annotated[str, setting("原因")]
    basis: Annotated[str, setting("依据")] = ""


@record
class Report:
    """`report.yml`: identity and state of one department's year."""

    year: Annotated[int, setting("年度")]
    title: Annotated[str, setting("标题")] = ""
    state: Annotated[State, setting("状态")]
    parts: Annotated[tuple[Part, ...], setting("公开内容")] = (Part.ACCOUNTS,)
    approved_on: Annotated[str, setting("批复日期")] = "未公布"
    published_on: Annotated[str, setting("公开日期")] = "未公布"
    secrecy: Annotated[str, setting("保密审查")] = "未公布"
    signed: Annotated[str, setting("审签")] = "未公布"
    index_number: Annotated[str, setting("索引号")] = ""
    source: Annotated[Source, setting("来源")]
    tables: Annotated[TableState, setting("决算表")] = TableState.ATTACHED
    new_unit: Annotated[bool, setting("新设单位")] = False
    variables: Annotated[Mapping[str, str], setting("用语")] = field(default_factory=dict)
    style: Annotated[Mapping[str, Any], setting("样式")] = field(default_factory=dict)
    waivers: Annotated[tuple[Waiver, ...], setting("豁免")] = ()
    corrections: Annotated[tuple[Correction, ...], setting("更正")] = ()
    attachments: Annotated[tuple[Attachment, ...], setting("附件")] = ()
    withdrawal: Annotated[Withdrawal | None, setting("撤回")] = None


@record
class TermRow:
    """A typed glossary entry, kept as published."""

    number: Annotated[str, setting("序号")] = ""
    term: Annotated[str, setting("名词")]
    text: Annotated[str, setting("解释")] = ""
    mark: Annotated[str, setting("分隔")] = "："


@record
class EverydayWord:
    """What people say (`说法`) and what documents call it (`正式`): a word of the accounts or a department's name."""

    words: Annotated[tuple[str, ...], setting("说法")]
    official: Annotated[str, setting("正式")]


@record
class SearchWords:
    """`search.yml`: what people say (`常用说法`); official words of many pieces known whole (`整词`)."""

    words: Annotated[tuple[EverydayWord, ...], setting("常用说法")] = ()
    phrases: Annotated[tuple[str, ...], setting("整词")] = ()


@record
class ClassName:
    """A name that a code bore in some years."""

    name: Annotated[str, setting("名称")]
    since: Annotated[int | None, setting("自")] = None
    until: Annotated[int | None, setting("至")] = None
    verified: Annotated[bool, setting("核实")] = False


@record
class ClassEntry:
    """A code of 政府收支分类科目 with its names and years."""

    name: Annotated[str, setting("名称")]
    verified: Annotated[bool, setting("核实")] = False
    names: Annotated[tuple[ClassName, ...], setting("历年名称")] = ()
    since: Annotated[int | None, setting("自")] = None
    until: Annotated[int | None, setting("至")] = None
    source: Annotated[str, setting("来源")] = ""

    def name_in(self, year: int) -> str:
        """Return the name in force in a year."""
        for span in self.names:
            if (span.since or 0) <= year <= (span.until or 9999):
                return span.name
        return self.name
