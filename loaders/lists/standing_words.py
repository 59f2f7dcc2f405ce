"""Words by which a cell says that something is not so, is no longer so, or is not so yet.

非高新技术企业, 曾是高新技术企业 and 拟申报高新技术企业 name a recognition that the firm has not.
"""

from __future__ import annotations

import re

from gaoxin.graph.facts.periods import parse_period
from gaoxin.loaders.lists.cell_dates import read_date
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.ontology.characters import half_width

LEFT_OFFICE = "离[任职]|辞[任职]|卸任|免职|去世"
"""Words that a person holds a post no longer, as a pattern."""
_ENDS = (
    r"撤销|撤消|取消|注销|过期|到期|失效|失去|丧失|届满|期满|摘牌|摘帽|除名|退出|终止|作废|废止|收回|移出|剔除|吊销|暂停"
    rf"|迁出|迁离|搬离|{LEFT_OFFICE}"
)
_AN_AWARD = r"国家|省|市级|区级|高新|高企|科技|专精|瞪羚|独角|小巨人|单项|创新型|上市|规上|有效"
_NOT = re.compile(
    rf"^非(?={_AN_AWARD})|^并非|(?:^|[(,;]|现|已|目前|暂|尚|从|仍|还|并|均)(?:不是|不属|不再|不具|不符|未|无)(?!来)"
    r"|未(?:被|经|能)?(?:认定|获|通过|入选|入库|评|取得|申报|申请|参评|达标|复审)|没有?(?:获|通过|认定|取得|评)"
    r"|落选|不予|驳回|\bnot\b|^non-|^never\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf"(?<!未)(?:{_ENDS})|(?:^|[(,;于])(?:曾(?:经)?(?!用)|前(?=$|\)|{_AN_AWARD})|原(?=$|\)|为|是|系|任|属|{_AN_AWARD}))"
    r"|曾(?:是|为|获|经|被|任|系|入选|评)|\bformer(?:ly)?\b|\bex-|revoked|withdrawn|cancell?ed|expired",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"(?:^|[(,;])(?:拟|将(?:于|在)|计划|预计|力争|争取|准备|有望|意向|目标|待(?:认定|批|定|公示|审|评|复审|确认|任))"
    r"|(?:申报|申请|公示|评审|受理|审核|审批|辅导|创建|办理)(?:中|阶段|$|\))|复审(?:中|阶段)|正在|拟(?:认定|申报|申请|推荐|入)"
    r"|\bpending\b|\bapplying\b|\bplanned\b",
    re.IGNORECASE,
)
_DATE = (
    r"(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|[-./](?:0?[1-9]|1[0-2])(?!\d)(?:[-./]\d{1,2})?)?"
)
_SPAN = re.compile(rf"(?<![\dA-Z])({_DATE})(?:[-—–~]+|[至到])({_DATE})(?!\d)")
_UNTIL = re.compile(
    rf"(?:有效期?限?(?:截止)?[至到:]?|[至到])({_DATE})(?!\d)[底末]?(?:到期|届满|期满|止)?"
    rf"|(?<!\d)(?<!已)(?<!已于)({_DATE})[底末]?(?:到期|届满|期满)"
)
"""Until when something is valid."""
_REMARK = re.compile(r"\(([^()]*)\)$")
_SPACES = re.compile(r"\s+(?![A-Za-z])")
_FORMER_NAME = re.compile(r"原(?!$|任|负责)|曾用")
_END = re.compile(
    rf"(?<!\d)({_DATE})(?:[初底末前]|已|被|后|起|予以|正式|资格|证书|动态|复审未通过)*(?:{_ENDS})"
)


def plain_text(text: str) -> str:
    """The text in half width and without spaces between its words, for the patterns here."""
    return _SPACES.sub("", half_width(text)).replace("、", ",")


def refuse_if_not_so(text: str) -> None:
    """Refuse a text that says that something is not, no longer or not yet so.

    Raises:
        UnclearCellError: it says so; ``args`` are the reason in both languages.
    """
    plain = _UNTIL.sub("", plain_text(text))
    if _NOT.search(plain):
        raise UnclearCellError("说的是没有", "it says that it is not so")
    if _NOT_YET.search(plain):
        raise UnclearCellError("只是拟议或申报中", "it is only planned or applied for")
    if _ENDED.search(plain):
        raise UnclearCellError("已不是，没写何时结束", "no longer so; its end is not given")


def has_ended(text: str) -> bool:
    """Whether a text says that something is so no longer."""
    plain = _UNTIL.sub("", plain_text(text))
    return bool(_ENDED.search(plain)) and not _NOT_YET.search(plain)


def is_not_yet(text: str) -> bool:
    """Whether a text says that something is only planned or applied for."""
    return bool(_NOT_YET.search(plain_text(text)))


def time_until(text: str) -> str:
    """The time that a text gives with its end (2017-2020年, 2022年已撤销, 有效期至2026年).

    It is an interval of the common table, open where only the end is given; ``""`` if no end is.

    >>> time_until("曾是高新技术企业（2017-2020年）"), time_until("2022年已撤销")
    ('2017/2020', '../2022')
    """
    plain = plain_text(text)
    try:
        if found := _SPAN.search(plain):
            first, last = read_date(found[1]), read_date(found[2])
            parse_period(f"{first}/{last}")
            return f"{first}/{last}"
        if found := _END.search(plain) or _UNTIL.search(plain):
            return f"../{read_date(next(filter(None, found.groups())))}"
    except ValueError:
        return ""
    return ""


def without_times(text: str) -> str:
    """The text without the times that :func:`time_until` reads, and without other years."""
    bare = _UNTIL.sub("", _SPAN.sub("", plain_text(text)))
    return re.sub(r"(?<![\dA-Z])(?:19|20)\d\d(?!\d)年?度?", "", bare)


def refuse_remark(text: str) -> None:
    """Refuse a name whose remark in brackets at its end says that it is not so (张三（已离任）).

    A name of former times is no such remark (甲公司（原乙公司）).

    Raises:
        UnclearCellError: as :func:`refuse_if_not_so`.
    """
    if not text.rstrip().endswith((")", "）")):  # most names
        return
    found = _REMARK.search(plain_text(text))
    if found and not _FORMER_NAME.match(found[1]):
        refuse_if_not_so(found[1])
