"""What a header says besides the words by which its column is recognised.

``营业收入（同比%）`` and ``营业收入（出口）`` are not the revenue.  A column of numbers is taken
only if everything in its header is understood; a remark such as （必填） changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gaoxin.loaders.lists.header_file import any_of
from gaoxin.loaders.lists.header_forms import NUMBERING, folded

GROWTH = any_of("growth", "增加(?!值)")
"""Words that a number is a change against another period."""
_HARMLESS = any_of(
    "harmless",
    rf"^{NUMBERING}",
    r"填写?[^()]{0,8}",
    r"保留[^()]{0,10}",
    r"精确[^()]{0,8}",
    r"含(?![拟预税])[^()+]{1,8}",
    r"主营(?=指标|情况|数据|$)",
    r"等?[\s%()\[\]【】{}/\\|:：,，、;；。.·*※_-]",
    r"\+",
)
"""What in the line of the name changes nothing."""
_OF_A_PART = any_of("of_a_part", "占[^有地用]{1,10}", "率$")
"""Words in a line above or below the name by which a number is that of a part, or another one."""
_OF_SOME_FIRMS = any_of("of_some_firms")
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
