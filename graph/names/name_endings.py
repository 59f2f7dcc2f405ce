"""What kind of thing the ending of a name says: 火星高新区 is a zone, even if nobody knows it.

The rest of the name, its stem, tells things of this kind apart.

Endings that several kinds have (区, 中心) say nothing.
"""

from __future__ import annotations

import re

from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.name_parts import without_firm_words

_ENDINGS = (
    (
        "zone",
        "高新区|高新技术(?:产业)?(?:开发)?区|高新技术产业园区?|开发区|经开区|示范区|保税区|自贸区|园区|产业园|科技园|工业园",
    ),
    ("enterprise", "企业|公司|集团|厂|合伙企业|company|corporation|co\\.,? ?ltd\\.?|inc\\.?"),
    (
        "organization",
        "管委会|管理委员会|委员会|党工委|政府|局|厅|大学|学院|研究院|研究所|协会|学会|商会|基金会",
    ),
    ("platform", "实验室|平台|孵化器|众创空间|加速器|研究中心|创新中心|技术中心"),
    ("policy", "办法|意见|条例|细则|规划|通知|政策|若干措施|行动方案|实施方案"),
    ("project", "项目|工程"),
    ("division", "省|市|自治区|自治州|县"),
    ("industry", "产业|行业|业"),
)
# A name of which only this is left says a level or a kind, but not which thing is meant.
_LEVELS = ("国家", "国家级", "省级", "市级", "高新", "高新技术", "高新技术产业")
_LEVEL = re.compile(r"^(?:国家|省|市)级?(?=.)")
_PATTERNS = [(kind, re.compile(rf"(?:{endings})$", re.IGNORECASE)) for kind, endings in _ENDINGS]


def kind_told_by(name: str) -> str | None:
    """The kind that the ending of a name says, ``None`` if it says none.

    >>> kind_told_by("火星高新区"), kind_told_by("火星科技有限公司"), kind_told_by("火星区")
    ('zone', 'enterprise', None)
    >>> kind_told_by("高新区")
    'zone'
    """
    text = match_key(name)
    return next((kind for kind, ending in _PATTERNS if ending.search(text)), None)


def stem_of(name: str) -> str:
    """The match key of a name without the endings that say its kind; ``""`` if nothing is left.

    >>> stem_of("火星高新区"), stem_of("国家级高新区"), stem_of("科大讯飞")
    ('火星', '', '科大讯飞')
    >>> stem_of("火星科技有限公司")
    '火星'
    """
    stem, left = "", without_firm_words(_LEVEL.sub("", match_key(name)))
    while stem != left:
        stem = left
        for _, ending in _PATTERNS:
            left = ending.sub("", left)
    return "" if stem in _LEVELS else stem
