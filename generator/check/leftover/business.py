"""The work of other departments, by words that only they use: data for the rule on foreign names (X02)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: departments whose reports speak of the work of all others.
_GENERAL = re.compile("政府|办公|财政|发展|统计|审计|组织|宣传|党|委员会|督查|街道|镇|乡")


@dataclass(frozen=True, slots=True)
class Business:
    """Work that only one kind of department does: words of it, and what such a department's name holds."""

    words: re.Pattern[str]
    names: re.Pattern[str]


#: what it is called → its words. Several different ones in one text tell whose text it is.
BUSINESS: Mapping[str, Business] = {
    "政务服务、行政审批和公共资源交易": Business(
        re.compile(
            "一照多址|无障碍迁移|免费发放印章|免费寄递|特种作业证|临时施工许可|用地规划许可|工程规划许可|综合窗口|综窗受理"
            "|一件事一次办|异地远程评标|远程异地评标|公共资源电子化交易|公共资源交易|交易场地服务费|电子保函|节资率"
            "|网站发布权限|外链暗链|电子政务外网"
        ),
        re.compile("政务|审批|行政服务|数据|公共资源|营商|市场监|规划|自然资源|住|建"),
    ),
    "交通运输": Business(
        re.compile("农村公路硬化|客运班线|治超|公路养护|渡口码头|港口岸线|路网运行|国省干线"),
        re.compile("交通|公路|港|城管|住"),
    ),
    "教育": Business(
        re.compile("学前教育毛入园率|义务教育阶段|控辍保学|中考成绩|高考本科上线|学籍管理|营养改善计划|班主任工作"),
        re.compile("教育|学校|体育|学院"),
    ),
    "卫生健康": Business(
        re.compile("家庭医生签约|孕产妇死亡率|婴儿死亡率|预防接种率|分级诊疗|出生缺陷|计生特殊家庭|传染病疫情"),
        re.compile("卫生|健康|医|疾"),
    ),
    "公安": Business(
        re.compile("刑事案件破案|治安案件查处|命案|扫黑除恶专案|天网工程|户籍业务|禁毒"),
        re.compile("公安|政法|司法|警|检察|法院"),
    ),
    "农业农村": Business(
        re.compile("高标准农田|粮食播种面积|生猪出栏|农机购置补贴|动物防疫|农产品质量安全|撂荒地"),
        re.compile("农|林|乡村|畜|水|粮"),
    ),
    "水利": Business(
        re.compile("山洪灾害防治|水库除险加固|河长制|灌区续建|水土流失治理|农村饮水安全工程|取水许可"),
        re.compile("水|农|河|生态"),
    ),
    "民政": Business(
        re.compile("城乡低保对象|特困供养|殡葬|地名普查|孤儿基本生活|社会组织登记|留守儿童关爱|婚姻登记"),
        re.compile("民政|殡|福利"),
    ),
    "生态环境": Business(
        re.compile("空气质量优良|地表水考核断面|排污许可|环评审批|危险废物|PM2.5"),
        re.compile("环境|环保|生态|自然|水|农|住|城"),
    ),
    "住房和城乡建设": Business(
        re.compile("老旧小区改造|棚户区改造|商品房预售|物业维修资金|建筑工程质量监督|燃气安全|公租房"),
        re.compile("住|建|房|城|燃"),
    ),
    "应急管理": Business(
        re.compile("非煤矿山|危险化学品企业|烟花爆竹|森林防灭火|防汛抗旱|安全生产执法"),
        re.compile("应急|安全|消防|林|水|公安"),
    ),
}
#: so many different words of a foreign business in one text are no chance.
LEAST_WORDS = 4
_ANY = re.compile("|".join(business.words.pattern for business in BUSINESS.values()))


def foreign_business(text: str, department: str) -> Iterator[tuple[str, list[str], int]]:
    """Yield each business that a text speaks of and its department has none of: its name, the words, where they begin.

    Args:
        text: prose of a report.
        department: name of the department whose report it is.
    """
    if _GENERAL.search(department) or len(set(_ANY.findall(text))) < LEAST_WORDS:
        return
    for kind, business in BUSINESS.items():
        if not business.names.search(department):
            matches = list(business.words.finditer(text))
            words = list(dict.fromkeys(match[0] for match in matches))
            if len(words) >= LEAST_WORDS:
                yield kind, words, matches[0].start()
