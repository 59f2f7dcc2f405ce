"""The names of persons in a cell: 张三（董事长）, 李四 手机：13800000000; 王五 已退休.

People write telephone numbers, posts and remarks beside a name.  None of them is a part of it.
"""

from __future__ import annotations

import re

from gaoxin.graph.names.keys import normal_form
from gaoxin.loaders.lists.body_names import is_body
from gaoxin.loaders.lists.cell_parts import split_values
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.loaders.lists.standing_words import LEFT_OFFICE
from gaoxin.loaders.personal_texts import CONTACT, LABEL, with_plain_digits

_HAN = "[\u3400-\u9fff]"
_POST = (
    "(?:副|执行|常务|代理?|总|首席|名誉|联席|独立|党委|党组|党支部|财务|技术|行政|运营|市场|销售|人事|生产|项目|部门|企业|公司"
    "|单位)*(?:董事长|董事局主席|董事会主席|董事会秘书|董秘|董事|监事会主席|监事|总经理|经理|总裁|总监|总工程师|总工"
    "|高级工程师|高工|工程师|主任|书记|主席|会长|理事长|理事|秘书长|院长|所长|校长|局长|处长|科长|部长|厂长|行长|主管|秘书|助理"
    "|法人代表|法定代表人|法人|代表人|负责人|联系人|联络人|联络员|经办人|实际控制人|实控人|控股股东|大股东|股东|创始人|合伙人"
    "|院士|教授|研究员|博士生导师|博导|博士|硕士|专家|创业者|CEO|CTO|CFO|COO|chairman|president|director)"
)
_POSTS = f"{_POST}(?:(?:兼任?|及|和|、|/|,|，)?{_POST})*"
_HONORIFIC = "(?:先生|女士|小姐|同志|老师)"
_REMARK = (
    "(?:未婚|已婚|离异|单身|丧偶|已?退休|退居二线|返聘|兼任|兼职|全职|挂职|暂代|暂任|中共党员|党员|群众|无党派|民主党派"
    "|外籍|海归|留学归国|退役军人|退伍军人|港澳台|汉族|同上|本人|已核实?|已确认)"
)
_SHORT_REMARK = "(?:兼|代|男|女|汉|正|副)"
_LABEL_OF_NAME = rf"(?:姓名|名字|人员|{_POSTS}|name)"
_OUT = (
    "未到任|未上任|未就任|未任命|未任职|未履职|未到岗|未定|待定|待任|候任|拟任|前任|已辞去|已免去|已调[离走出]|调离|已换人"
    f"|逝世|已故|空缺|暂缺|{LEFT_OFFICE}"
)
_OUT_OF_OFFICE = re.compile(f"{_OUT}|^原任|^原{_POST}")
_SAID_IN_BRACKETS = re.compile(f"{_OUT}|拟|前|原|曾任|变更|挂名|未批|未核|待批")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_DIGITS = re.compile(r"[+＋]?\d[\d\s()（）—-]{5,}\d(?:转\d+)?")
_AND_OTHERS = re.compile(r"等(?:\d+|[一二两三四五六七八九十]+)?(?:[人位名].*)?$")
_COMPOUND = re.compile(
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|夏侯|轩辕|端木|南宫|独孤|呼延|申屠|太史"
)
_LONGEST = 10
"""Maximum number of Chinese characters of a name; a longer text is a sentence."""


def person_names(text: str) -> tuple[list[str], list[UnclearCellError]]:
    """The names of the persons in a cell, each once, and why other parts of it name nobody.

    >>> person_names("张三（董事长）、李四 手机：13800000000；王五 已退休")[0]
    ['张三', '李四', '王五']
    """
    names: dict[str, None] = {}
    reasons: list[UnclearCellError] = []
    for piece in split_values(_without_contacts(_without_brackets(text))):
        for part in _apart(piece):
            try:
                if name := _name_in(part):
                    names[name] = None
            except UnclearCellError as reason:
                reasons.append(reason)
    if not names and not reasons:
        reasons.append(UnclearCellError("没有姓名", "no name"))
    return list(names), reasons


def _without_brackets(text: str) -> str:
    """The text without remarks in brackets, but for one that says that the post is not held."""
    return _BRACKETS.sub(lambda m: m[0] if _SAID_IN_BRACKETS.search(m[1]) else "、", text)


def _without_contacts(text: str) -> str:
    """The text with a separator in place of each means of contact and its label."""
    plain = with_plain_digits(text)
    found = re.sub(rf"{LABEL}\s*[:：]?\s*(?=[(（]?\+?\d)", "、", plain, flags=re.IGNORECASE)
    found = _DIGITS.sub("、", CONTACT.sub("、", found))
    return re.sub(rf"{LABEL}\s*[:：]?", "、", found, flags=re.IGNORECASE)


def _apart(piece: str) -> list[str]:
    """The persons between single spaces: 张三 李四 are two, 张 三 and 欧阳 明华 are one."""
    words = piece.split()
    if not all(re.fullmatch(f"{_HAN}+", word) for word in words):
        return [piece]
    if len(words) > 1 and (
        len(words[0]) == 1 or len(words[-1]) == 1 or _COMPOUND.fullmatch(words[0])
    ):
        is_remark = any(re.fullmatch(_SHORT_REMARK, word) for word in words[1:])
        return words if is_remark else ["".join(words)]
    return words


def _name_in(part: str) -> str:
    """The name in a part of a cell, ``""`` if it holds only posts or remarks.

    Raises:
        UnclearCellError: it names nobody for certain.
    """
    remark = _BRACKETS.search(part)
    if _OUT_OF_OFFICE.search(part) or (remark and _SAID_IN_BRACKETS.search(remark[1])):
        raise UnclearCellError("注明不是现任", "it is said that the post is not held now")
    name = re.sub(rf"^\s*{_LABEL_OF_NAME}\s*[:：]", "", part, flags=re.IGNORECASE)
    if re.search("[:：]", name):  # 备注：…
        return ""
    name = _AND_OTHERS.sub("", name).strip(" \t,.，。;；:：/／-—_·*")
    whole = f"(?:{_POSTS}|{_HONORIFIC}|{_REMARK}|{_SHORT_REMARK})"
    ends = rf"(?:[\s,，/-]+{whole}|{_REMARK}|{_HONORIFIC}|{_POSTS}[\s]*(?:兼任?)?)$"
    if re.fullmatch(whole, name, re.IGNORECASE):
        return ""
    before = ""
    while before != name:
        before = name
        name = re.sub(ends, "", name, flags=re.IGNORECASE).strip()
        name = re.sub(rf"^{_POSTS}(?=\s|{_HAN}{{2,4}}$)", "", name, flags=re.IGNORECASE).strip()
    if re.fullmatch(f"{_HAN}总?", name):  # 王总, or what is left of 王经理
        raise UnclearCellError("只有姓氏", "only a family name")
    if not re.search(r"[^\W\d_]", name):
        return ""
    is_sentence = re.fullmatch(f"{_HAN}+", name) and len(name) > _LONGEST
    if is_sentence or is_body(name):
        raise UnclearCellError("不像人名", "it does not look like the name of a person")
    return normal_form(name)
