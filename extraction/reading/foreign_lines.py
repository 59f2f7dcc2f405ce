"""Lines of a file that are not the article's: page numbers, bylines, captions, repeated lines.

Only a line of its own is left out, and only a short one that is no sentence: what a person reads as
a part of the article stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gaoxin.extraction.reading.layout import LaidLine

_LONGEST = 60
"""Characters of a line that may be left out."""
_REPEATED = 3
"""How often a short line must stand in a file to be a running title."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[\s\-—–·•]*(?:第\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[页版]?[\s\-—–·•]*")
_SIGN = r"[\s►▶▲△■□◆◇●○◎★☆※|｜/]*"
_BYLINE = re.compile(
    rf"{_SIGN}(?:文|图|图/文|文/图)?{_SIGN}"
    r"(?:本报|本刊|本网|本台|见习|实习|驻地|全媒体|融媒体|首席|特约)*"
    r"(?:新华社|人民网|央视网|中新社|中国新闻网)?(?:全媒体|融媒体)?"
    r"(?:记者|通讯员|实习生|撰稿人?|评论员|作者|责任?编辑|责编|编辑|编审|美编|校对|审核|审校|监制|统筹|"
    r"摄影|供稿|来源|稿源|原标题|编者按?)(?:[\s:：/丨|][^，。？！,?!]*|[\u4e00-\u9fff]{2,4})"
)
_AUTHOR = re.compile(rf"[►▶■◆●]{_SIGN}[\u4e00-\u9fff·]{{2,4}}|文\s*[/丨|]\s*\S.*")
_CAPTION = re.compile(
    r"[▲△▼↑↓←→].*|(?:图|上图|下图|左图|右图|题图)\s*(?:\d+\s*)?[为:：](?!什么|何).*|图片?\s*(?:来源|由)\s*.*|"
    r".*(?:\s摄|供图|制图|资料图片?|新华社发|摄影报道)\s*[)）]?[。.]?"
)
_OF_PAGE = re.compile(
    r"(?:分享到?|打印|关闭窗口|收藏本页|字号|返回(?:顶部|首页|搜狐)|点击(?:查看|进入|关注)|扫一扫|扫码|长按|"
    r"打开\s*APP|阅读原文|查看更多|上一篇|下一篇|版权所有|免责声明|广告声明|特别声明|举报|评论|"
    r"当前位置|您(?:现在|当前)的位置|相关(?:新闻|阅读|链接)|热门推荐|推荐阅读)(?:\s|[:：>＞，,（(]|$).*",
    re.IGNORECASE,
)
_OF_PAPER = re.compile(r"\d|[报刊版页网]")
"""In a running title; without pages a line that has none of these is not taken for one."""
_PATTERNS = (_PAGE_NUMBER, _BYLINE, _AUTHOR, _OF_PAGE)


def without_foreign(lines: Sequence[LaidLine]) -> list[LaidLine]:
    """The lines of the article."""
    running = _running_titles(lines)
    return [
        line for line in lines if not (is_foreign(line.text) or _without_numbers(line) in running)
    ]


def is_foreign(text: str) -> bool:
    """Whether a line of this text is not the article's."""
    if len(text) > _LONGEST:
        return False
    if _CAPTION.fullmatch(text):
        return True
    return "。" not in text and any(pattern.fullmatch(text) for pattern in _PATTERNS)


def _running_titles(lines: Sequence[LaidLine]) -> set[str]:
    """Short lines that stand in a file several times, each on its own, such as its running title.

    Their numbers may differ.  On pages they are the first or the last line.
    """
    counts = Counter(_without_numbers(line) for line in _edges(lines) if _may_run(line))
    return {text for text, count in counts.items() if count >= _REPEATED}


def _may_run(line: LaidLine) -> bool:
    return len(line.text) <= _LONGEST and not any(mark in line.text for mark in "，。；")


def _edges(lines: Sequence[LaidLine]) -> list[LaidLine]:
    """The lines at the edges of pages; of a text without pages, those that may run."""
    pages = [line.page for line in lines]
    if not lines or pages[0] == pages[-1]:
        return [line for line in lines if _OF_PAPER.search(line.text)]
    last = len(lines) - 1
    return [
        line
        for number, line in enumerate(lines)
        if number in (0, last) or pages[number - 1] != line.page or pages[number + 1] != line.page
    ]


def _without_numbers(line: LaidLine) -> str:
    return _DIGITS.sub("#", line.text)
