"""The words that typer writes into help pages, in the language in force.

Commands name their arguments with English words in capitals (``NAME``).  A Chinese page has Chinese
ones; the columns of the page stay in line.
"""

from __future__ import annotations

import re

from gaoxin.language import language

_TITLES = (
    (re.compile(r"^Usage: ", re.M), "用法："),
    (re.compile(r"^Options:$", re.M), "选项："),
    (re.compile(r"^Arguments:$", re.M), "参数："),
    (re.compile(r"^Commands:$", re.M), "命令："),
    (re.compile(r"Show this message and exit\."), "显示这段帮助。"),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"\[default:( |(?=\n))"), "[默认："),
    (re.compile(r"(\d+)<=x<=(\d+)"), r"\1 至 \2"),
    (re.compile(r"x>=(\d+)"), r"至少 \1"),
)
_PLAIN_ENGLISH = (
    (re.compile(r"(\d+)<=x<=(\d+)"), r"\1 to \2"),
    (re.compile(r"x>=(\d+)"), r"at least \1"),
)
_DOUBLED = re.compile(r"\[(\[\w+\](?:\.\.\.)?)\](?:\.\.\.)?")
_ENGLISH = {
    "<str>": "<text>",
    "<list[str]>": "<text>",
    "<int>": "<number>",
    "<int range>": "<number>",
    "<float range>": "<number>",
    "<list[Path]>": "<path>",
}
_CHINESE = {
    "<str>": "<文字>",
    "<list[str]>": "<文字>",
    "<int>": "<整数>",
    "<int range>": "<整数>",
    "<float range>": "<数>",
    "<path>": "<路径>",
    "<list[Path]>": "<路径>",
    "OPTIONS": "选项",
    "COMMAND": "命令",
    "ARGS": "参数",
    "NAME": "名称",
    "TEXT": "文字",
    "FROM": "起点",
    "TO": "终点",
    "ZONE": "园区",
    "THING": "事物",
    "DATE": "日期",
    "KEY": "键",
    "VALUE": "值",
    "FILE": "文件",
    "FOLDER": "文件夹",
    "PATH": "路径",
    "DATASET": "数据集",
    "GENERATION": "代号",
    "GRADE": "等级",
    "HEADER": "表头",
    "KIND": "种类",
    "FORMAT": "形式",
    "QUESTION": "问题",
    "QUERY": "查询",
    "TITLE": "标题",
}
_TYPES = "|".join(re.escape(word) for word in _CHINESE if word.startswith("<"))
_NAMES = "|".join(word for word in _CHINESE if not word.startswith("<"))
_WORD = re.compile(rf"{_TYPES}|(?<![A-Za-z_./-])(?:{_NAMES})(?![A-Za-z_/-]|\.[A-Za-z])")


def localize(text: str) -> str:
    """Translate typer's own words in a help page into the language in force."""
    words = _ENGLISH if language() == "en" else _CHINESE
    for pattern, plain in _PLAIN_ENGLISH if language() == "en" else _TITLES:
        text = pattern.sub(plain, text)
    text = _DOUBLED.sub(r"\1", text)  # an argument that is optional and may be repeated
    return _WORD.sub(lambda found: words.get(found[0], found[0]), text)
