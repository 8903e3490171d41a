"""An editor's desk: a small knowledge folder with one sound item, to be changed and checked."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.catalog.lint import ERROR, NOTICE, Finding, lint_paths
from bot.catalog.loader import load_catalog
from bot.catalog.service import Catalog
from tests.person import KNOWLEDGE, TODAY

SHARED = ("facts.yml", "regions.csv", "channels.yml")

SOUND = """\
# yaml-language-server: $schema=../../service.schema.json
编号: sample-item
名称: 样例补贴
领域: 弱有所扶
别名: [样例, 试点补贴]
简介: 满六十五岁的四川老人每月有一笔补贴。
服务对象: 年满65周岁的四川户籍老年人。
服务内容: 按月发放补贴。
服务标准: 以当地公布为准。
支出责任: 由地方财政负责。
牵头负责单位: 民政厅
参数:
  补贴标准:
    - {生效: 2024-07-01, 失效: 2026-01-01, 值: 100, 单位: 元/人·月, 依据: 川民规〔2024〕1号}
    - {生效: 2026-01-01, 值: 120, 单位: 元/人·月, 依据: 川民规〔2025〕9号}
  收入线:
    - {生效: 2024-07-01, 值: 700, 单位: 元/月, 依据: 川民规〔2024〕1号}
待遇:
  - 名称: 老年补贴
    资格:
      全部满足:
        - {条件: 年龄 >= 65, 说明: 年满65周岁, 依据: 川民规〔2024〕1号}
        - {条件: 户籍地 属于 四川省, 依据: 川民规〔2024〕1号}
    标准: 每人每月{补贴标准}
  - 名称: 困难补贴
    资格:
      全部满足:
        - 残疾证
        - 家庭人均月收入 < {收入线}
    标准: 以当地公布为准
申请:
  申请地: 户籍地
  受理: 乡镇（街道）便民服务中心
  渠道: [township, tianfu-tongban]
  电话: ["12345"]
  材料: [身份证]
  流程: [带身份证到乡镇（街道）申请]
  时限: 以当地公布为准
  费用: 不收费
依据:
  - {文件: 川民规〔2024〕1号, 名称: 样例规定, 条款: 二}
有效期: {自: 2024-07-01}
核验: {状态: 已核, 日期: 2026-11-01}
用例:
  - {情况: {年龄: 65, 户籍地: 四川省, 残疾证: 否}, 结论: {老年补贴: 符合, 困难补贴: 不符合}}
  - {情况: {年龄: 64, 户籍地: 四川省, 残疾证: 否}, 结论: {老年补贴: 不符合}}
  - {情况: {年龄: 70}, 结论: {老年补贴: 待补充}, 还需: [户籍地]}
  - {情况: {残疾证: 是, 家庭人均月收入: 699}, 结论: {困难补贴: 符合}}
  - {情况: {残疾证: 是}, 结论: {困难补贴: 待补充}, 还需: [家庭人均月收入]}
问法:
  资格: [我妈六十六了能领样例补贴不]
  情况: [屋头老汉儿六十七，没得收入]
"""


@dataclass(frozen=True)
class Desk:
    """A knowledge folder of its own; ``item`` is the file that the editor works on."""

    folder: Path

    @property
    def item(self) -> Path:
        return self.folder / "services" / "support" / "sample-item.yml"

    def write(self, text: str, name: str = "support/sample-item.yml") -> None:
        path = self.folder / "services" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        """Replaces the one place of the item where ``old`` stands."""
        text = self.item.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the sound item"
        self.write(text.replace(old, new))

    def lines(self) -> list[str]:
        return self.item.read_text(encoding="utf-8").splitlines()

    def findings(self, *paths: Path) -> list[Finding]:
        """What lint says, apart from what is only for information."""
        return [finding for finding in self.all_findings(*paths) if finding.level != NOTICE]

    def all_findings(self, *paths: Path) -> list[Finding]:
        return lint_paths(self.folder, paths, TODAY)

    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings() if finding.level == ERROR]

    def catalog(self) -> Catalog:
        return load_catalog(self.folder)


@dataclass(frozen=True)
class Slip:
    """What lint says after one piece of the sound item has been replaced."""

    file: str
    lines: list[str]
    findings: list[Finding]

    def about_the_item(self) -> list[str]:
        """The messages about the item itself that are more than information."""
        return [f.message for f in self.findings if f.level != NOTICE and f.file == self.file]

    def first(self, said: str) -> Finding:
        """The first finding whose message matches ``said`` (a regular expression)."""
        return next(finding for finding in self.findings if re.search(said, finding.message))


def new_desk(folder: Path) -> Desk:
    """A desk with the sound item on it."""
    for name in SHARED:
        shutil.copy(KNOWLEDGE / name, folder / name)
    (folder / "catalog.csv").write_text("no,id,domain,name\n1,sample-item,弱有所扶,样例补贴\n", encoding="utf-8")
    desk = Desk(folder)
    desk.write(SOUND)
    return desk
