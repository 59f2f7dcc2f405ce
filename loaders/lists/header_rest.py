"""What a header says besides the words by which its column is recognised.

``营业收入（同比%）`` and ``营业收入（出口）`` are not the revenue.  A column of numbers is taken
only if everything in its header is understood; a remark such as （必填） changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gaoxin.loaders.lists.header_forms import folded

GROWTH = re.compile(
    r"(?:同比|环比)?(?:增[长速幅]|增长率)|[同环]比|增长|增速|增幅|增减|增量|增加(?!值)|降幅|升降|涨幅|变化|变动|[比较]上[一年月期]|[比较]去年|±"
    r"|yoy|growth|change",
    re.IGNORECASE,
)
"""Words that a number is a change against another period."""
_HARMLESS = re.compile(
    r"^\d{1,2}[.、)]|^[一二三四五六七八九十]{1,3}、|必填|选填|可选|可多填|填报|请填写?|填写?[^()]{0,8}|保留[^()]{0,10}|精确[^()]{0,8}|四舍五入|取整|整数|小数|数字|数值|阿拉伯"
    r"|实际|完成|已|实现|情况|数据|指标|金额|总[额量值数计]|合计|总|额|值|数量?|个数|本身|全年|全口径|全部|年度?|口径"
    r"|[不未]?含税|税[前后]|现价|当年价格?|现行价格?|可比价格?|不变价格?|法定|工商|登记|统计|快报|年报|决算|报表|审计|经|[未已]审|初步核算|初步|合并"
    r"|单体|母公司|期末|年末|年底|季末|月末|末|时点|截[至止]|目前|当前|现有|最新|本企业|企业|公司|单位|本|该|主要|申报|入驻|其中"
    r"|所属|所在|现|园区|高新区|项目|平台|机构|全区|含(?![拟预])[^()+]{1,8}|含|币种|负数|为?亏损|实绩|人民币|折合|约|缴纳?社保|社保|参保|在职|在册|正式|入库|国[税家]|地税|财政|科技|经济"
    r"|基本|信息|财务|经营|生产|主营(?=指标|情况|数据|$)|投入|产出|效益|规模|运行|发展|创新|等?[\s%()\[\]【】{}/\\|:：,，、;；。.·*※_-]"
    r"|r&d|\+|of|the|total|annual|amount|actual|required|optional|data|of which",
    re.IGNORECASE,
)
"""Words in the line of the name that change nothing."""
_OF_A_PART = re.compile(
    r"人均|[亩地]均|户均|平均|每[人亩家户万平]|占比|比[重例率]|占[^有地用]{1,10}|率$|排[名位]|名次"
    r"|出口|进口|海外|境外|国外|境内|累计|其中|当[月日季]|单月|月均|新增|净增|减少|行业|全市|全省|全国"
    r"|per capita|share|ratio|export|cumulative|average",
    re.IGNORECASE,
)
"""Words in a line above or below the name by which a number is that of a part, or another one."""
_OF_SOME_FIRMS = re.compile(
    r"规上|规模以上|限上|四上|高新技术企业|高企|科技型|上市|外资|内资|民营|国有|服务业|工业企业|制造业|建筑业"
)
"""Words of a heading by which figures of a zone are those of some of its firms."""


class HeaderRest(NamedTuple):
    """What is left of a header: of the line with the name, and of the other lines."""

    line: str = ""
    others: str = ""

    @property
    def text(self) -> str:
        """All that is left."""
        return f"{self.line} {self.others}".strip()


NOTHING = HeaderRest()


def rest_of(lines: Sequence[str], form: str) -> HeaderRest:
    """What is left of the lines of a header without ``form``, by which it was recognised.

    >>> rest_of(["营业收入(出口)"], "营业收入")
    HeaderRest(line='(出口)', others='')
    >>> rest_of(["同比增长", "营业收入"], "营业收入")
    HeaderRest(line='', others='同比增长')
    """
    texts = [folded(line) for line in lines]
    for index in reversed(range(len(texts))):
        if form in texts[index]:
            others = " ".join(texts[:index] + texts[index + 1 :])
            return HeaderRest(texts[index].replace(form, "", 1), others)
    return HeaderRest()


def changing_word(rest: HeaderRest, *, of_a_zone: bool = False) -> str:
    """The word by which a number is another one than that of the name; ``""`` if there is none.

    ``of_a_zone``: the rows are zones or divisions, whose firms a heading may single out.

    >>> changing_word(HeaderRest("(必填)")), changing_word(HeaderRest("(出口)"))
    ('', '出口')
    """
    if growth := GROWTH.search(rest.text):
        return growth[0]
    left = _HARMLESS.sub("", rest.line)
    if left:
        return rest.line.strip("()[]【】/:,-、 ") or left
    found = _OF_A_PART.search(rest.others)
    if not found and of_a_zone:
        found = _OF_SOME_FIRMS.search(rest.others)
    return found[0] if found else ""
