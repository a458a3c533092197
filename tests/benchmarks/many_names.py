"""Names of invented counties and their departments: everyday names, groups, kinds."""

from dataclasses import dataclass

COUNTIES = tuple(f"虚构{sign}县" for sign in "东南西北中上下前后左右")


@dataclass(frozen=True, slots=True)
class Office:
    """A department as every invented county has it.

    Attributes:
        slug: folder. name: without the county. group: under which officials list it. aliases: everyday names.
        peers: what its kind is called everywhere.
    """

    slug: str
    name: str
    group: str
    aliases: tuple[str, ...]
    peers: str


def _offices(group: str, listed: str) -> list[Office]:
    """Return the departments of a group: `slug name everyday,names` a line."""
    found = []
    for line in listed.strip().splitlines():
        slug, name, *aliases = line.split()
        names = tuple(aliases[0].split(",")) if aliases else ()
        found.append(Office(slug, name, group, names, f"{names[0] if names else name}系统"))
    return found


GOVERNMENT = """\
water 水务局 水利局,水务
forest 林业局 林业
transport 交通运输局 交通局,交运局
civil 民政局 民政
culture 文化和旅游局 文旅局,文化局,旅游局
farming 农业农村局 农业局,农业农村
education 教育局 教体局,教委
health 卫生健康局 卫健局,卫健委,卫生局
labour 人力资源和社会保障局 人社局,社保局,人力资源局
finance 财政局 财政
audit 审计局 审计
justice 司法局 司法
land 自然资源局 国土局,资规局
environment 生态环境局 环保局
housing 住房和城乡建设局 住建局,建设局
streets 城市管理局 城管局,城管
market 市场监督管理局 市监局,市场监管局,工商局
emergency 应急管理局 应急局,安监局
statistics 统计局 统计
insurance 医疗保障局 医保局
veterans 退役军人事务局 退役军人局
reform 发展和改革局 发改局,发改委,物价局
industry 科技和工业信息化局 科工信局,工信局,科技局
petitions 信访局 信访办
commerce 商务局 商务
permits 行政审批服务局 审批局,政务中心"""
PARTY = """\
organization 党委组织部 组织部
publicity 党委宣传部 宣传部
front 党委统战部 统战部
politics 党委政法委员会 政法委"""
PEOPLE = """\
congress 人大常委会办公室 人大办
conference 政协办公室 政协办"""
GROUPS = """\
union 总工会 工会
youth 共青团委员会 团委
women 妇女联合会 妇联
disabled 残疾人联合会 残联"""
TOWNS = """\
eastern 东山镇 东山
western 西河镇 西河
southern 南塘街道办事处 南塘街道
northern 北岭乡 北岭"""

DEPARTMENTS = tuple(
    _offices("政府工作部门", GOVERNMENT)
    + _offices("党委部门", PARTY)
    + _offices("人大政协", PEOPLE)
    + _offices("群团", GROUPS)
    + _offices("街道乡镇", TOWNS)
)
