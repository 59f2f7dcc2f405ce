"""Telephone numbers, addresses and numbers of documents within a text.

Messages and reports are passed on, so they show none of them.  :func:`covered` hides them;
:data:`CONTACT` finds them in a cell that should hold the name of a person.
"""

from __future__ import annotations

import re

from gaoxin.ontology.check_characters import is_identity_number

_WIDE_DIGITS = str.maketrans("０１２３４５６７８９－＋：＠", "0123456789-+:@")
_MAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_MOBILE = r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
_LANDLINE = r"[(（]?0\d{2,3}[)）]?[ -]?\d{3,4}[ -]?\d{4}(?:(?:-|转|ext\.?)\d{1,6})?"
_SERVICE = r"[48]00[ -]?\d{3}[ -]?\d{4}"
_WHOSE = "(?:联系|办公|移动|固定|公司|单位|企业|个人|家庭|工作|法人|本人)*"
_WORD = (
    "(?:电话|手机|座机|身份证件?|证件|护照|固话|传真|微信|邮箱|邮件|联系方式|联络方式|wechat|weixin|e-?mail|mobile|phone"
    r"|(?<![A-Za-z])(?:qq|tel|fax|mob)(?![A-Za-z]))"
)
LABEL = rf"{_WHOSE}{_WORD}(?:号码|号|地址|方式|同号|同步)*(?:同{_WORD}号?)?"
"""A word for a means of contact: 手机, 联系电话, 微信号."""
_LABELLED = (
    rf"(?P<label>{LABEL}(?:是|为)?[ :.]*)"
    r"[+(（]?[A-Za-z0-9_][A-Za-z0-9_@.()（） -]{3,}"
)
_EDGES = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])"
_IDENTITY = _EDGES.format(r"(?P<identity>\d{17}[\dXx])")
_NUMBER = _EDGES.format(f"(?P<number>{_MOBILE}|{_LANDLINE}|{_SERVICE})") + r"(?!\s*[元万亿])"
CONTACT = re.compile(f"{_IDENTITY}|(?P<mail>{_MAIL})|{_NUMBER}|{_LABELLED}", re.IGNORECASE)
"""A means of contact or the number of a document; to be searched in :func:`with_plain_digits`."""


def with_plain_digits(text: str) -> str:
    """The text with half-width digits; its length stays the same."""
    return text.translate(_WIDE_DIGITS)


def covered(text: str) -> str:
    """The text with telephone numbers, addresses and identity numbers covered.

    >>> covered("张三 13800001234"), covered("李四 手机：13900001234")
    ('张三 138********', '李四 手机：********')
    >>> covered("zhang@example.com"), covered("注册资本 13800 万元")
    ('***@example.com', '注册资本 13800 万元')
    """
    out, done = [], 0
    for found in CONTACT.finditer(with_plain_digits(text)):
        out += [text[done : found.start()], _cover(found, text)]
        done = found.end()
    return "".join(out) + text[done:] if out else text


def _cover(found: re.Match[str], text: str) -> str:
    whole = text[found.start() : found.end()]
    if number := found["identity"]:
        return f"{whole[:6]}************" if is_identity_number(number.upper()) else whole
    if mail := found["mail"]:
        return f"***@{mail.partition('@')[2]}"
    if found["number"]:
        return f"{whole[:3]}********"
    return f"{text[found.start() : found.end('label')]}********"
