"""Names of other places and other departments' work: found in the report of one department, left alone in another's."""

import pytest

from generator.findings import Finding
from tests.check.building import FOLDER, checked, files_of, written

SERVICE = "推行一照多址，设综合窗口，免费发放印章，开展异地远程评标。"


def found_in(text: str, region: str = "示例区", department: str = "人力资源和社会保障局") -> list[Finding]:
    """Return what X02 says of one text in the report of a department of a region."""
    files = files_of({"自评": {"文字": {"项目概况": text}}, "地区": {"名称": region}})
    files[f"{FOLDER}/department.yml"] = written({"名称": f"{region}{department}", "本名": department})
    return [finding for finding in checked(files, ("demo", "finance", "2023"))[0] if finding.code == "X02"]


def test_the_work_of_another_department_is_told_once() -> None:
    """Four kinds of work of the service hall in the text of a personnel bureau are no chance."""
    (found,) = found_in(SERVICE)
    assert "政务服务" in found.message
    assert "一照多址" in found.message


@pytest.mark.parametrize("department", ["行政审批局", "政务服务和数据局", "人民政府办公室", "财政局"])
def test_those_who_do_the_work_may_speak_of_it(department: str) -> None:
    """The service hall's own report, and those who report on everybody's work, are left alone."""
    assert found_in(SERVICE, department=department) == []


def test_a_little_of_it_is_no_leftover() -> None:
    """One or two such words happen in every report."""
    assert found_in("推行一照多址，设综合窗口。") == []


@pytest.mark.parametrize(
    ("region", "text", "count"),
    [
        ("虚构省示例市编造区", "我县培训两期。", 1),
        ("虚构省示例市编造区", "我市培训两期。", 0),
        ("虚构省示例市编造县", "我区培训两期。", 1),
        ("虚构省示例市", "我县培训两期。", 1),
        ("虚构自治区示例市编造县", "我区培训两期。", 0),
        ("虚构省", "我县培训两期。", 0),
        ("虚构省示例市编造区", "由示例市人力资源和社会保障局部署。", 0),
        ("虚构省示例市编造区", "外地市人力资源和社会保障局负责。", 1),
        ("虚构省示例市编造区", "编造人力资源和社会保障局负责。", 1),
        ("虚构省示例市编造区", "编造区人力资源和社会保障局、区县人力资源和社会保障局负责。", 0),
        ("虚构省", "编造县人力资源和社会保障局负责。", 0),
    ],
)
def test_places_are_judged_by_the_region_of_the_report(region: str, text: str, count: int) -> None:
    """我县 in a district is a leftover, the bureau of the city above is not, nor are districts in a province's."""
    assert len(found_in(text, region)) == count
