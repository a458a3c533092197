"""An invented department with one year, as a project folder in which a next one is made."""

import shutil
from pathlib import Path

from generator.workspace.project import Project, read_project

ROOT = Path(__file__).resolve().parents[2]
REGION = "名称: 虚构省虚构县\n简称: 虚构县\n样式: []\n# 按编办的顺序\n公开单位: [water]  # 还有一家没有报\n"
DEPARTMENT = """\
名称: 虚构县水务局
本名: 水务局
历年名称:
  - {名称: 虚构县水利局, 至: 2023}
"""
REPORT = """\
年度: 2023
# 标题照文件印的
标题: 虚构县水利局2023年度部门决算
状态: 公开
公开日期: 2024-09-01
批复日期: 2024-08-20
来源: {标题: 虚构的决算, 发布机构: 虚构县水利局}
决算表: 未随文公布
豁免:
  - {规则: D09, 原因: 虚构的豁免}
# 两个标题不编号
用语: {问题序号: ""}
更正:
  - {日期: 2024-10-01, 数: 收入, 原值: "1", 现值: "2", 原因: 虚构的更正}
"""
ACCOUNTS = """\
# 虚构县水利局2023年度部门决算
金额单位: 万元

# 从第一张表录
收入:
  一般公共预算财政拨款收入: 9876.54
  其他收入: 0

支出科目:
  "2130301": {基本支出: 4321.09, 项目支出: 0}

财政拨款:
  一般公共预算:
    支出科目:
      # 原表印错，已核对
      "2130301": {年初预算数: 4300.98, 基本支出: 4321.09, 项目支出: 0, 原因: 新招录三人}
      "2130305": {基本支出: 1.23, 项目支出: 4.56}

“三公”经费:
  一般公共预算:
    决算数: {公务接待费: 3.21}
    上年决算数: {合计: 6.54}

机关运行经费:
  决算数: 77.66
  较上年增减: -13.52
  # 办公室提供
  原因: 办公用房搬迁

国有资产:
  车辆: {其他用车: 2}

其他事项:
  - {名称: 河道整治长度, 数值: 45.67, 单位: 公里}

上年决算数:
  收入: 9000.01

原因:
  收入: |
    河道整治增加两个项目，
    提标改造增加一个项目
用途:
  政府采购: 购置水文监测设备

原文名称:
  "2130305": 水利工程
公布值:
  - {数: 收入, 公布: "9876.6", 原因: 虚构}
"""
TEXTS = """\
部门职责: |
  负责全县水务工作。
机构设置: |
  2023年虚构县水利局内设办公室、水政股两个股室，没有所属单位。
绩效管理: |
  2023年对两个项目开展了绩效自评，全年完成投资的进度达到计划，发现的问题已经整改。
名词解释:
  - 名词: 河长制
    解释: 虚构的解释。
"""
FILES = {"report.yml": REPORT, "accounts.yml": ACCOUNTS, "texts.yml": TEXTS}


def invented(root: Path) -> Path:
    """Return a project folder with the shared files of data/ and the invented department's one year."""
    shared = [path for path in (ROOT / "data").rglob("*.yml") if "regions" not in path.parts]
    for path in shared:
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    put(root, "xugou/region.yml", REGION)
    put(root, "xugou/water/department.yml", DEPARTMENT)
    for name, text in FILES.items():
        put(root, f"xugou/water/2023/{name}", text)
    return root


def put(root: Path, name: str, text: str) -> None:
    """Write a file below data/regions/."""
    path = root / "data/regions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def project(root: Path) -> Project:
    """Return the project as it stands on disk."""
    return read_project(root)
