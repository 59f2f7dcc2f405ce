"""Reasons that the system and libraries word in English are told in Chinese."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gaoxin.system_reasons import sparql_reason, system_reason, toml_reason


def test_reasons_of_the_system(tmp_path: Path) -> None:
    for place, reason in ((tmp_path, "这是一个文件夹"), (tmp_path / "a" / "b", "没有这个文件")):
        with pytest.raises(OSError, match=str(tmp_path)) as raised:
            place.write_text("x")
        assert reason in system_reason(raised.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = [1\n", "方括号没有配对"),
        ("x = 1\ny\n", "名称之后应是等号"),
        ('x = "a\n', "有不允许的字符"),
        ("x = 1\nx = 2\n", "同一名称写了两次"),
        ("x = 1 y = 2\n", "一行只能写一项"),
        ("[a]\n[a]\n", "同一个表写了两次"),
        ("x = nope\n", "值写法有误"),
    ],
)
def test_reasons_of_toml(text: str, reason: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(text)
    told = toml_reason(str(raised.value))
    assert reason in told
    assert not any(letter.isascii() and letter.isalpha() for letter in told)


def test_reasons_of_a_query() -> None:
    assert sparql_reason("error at 1:16: expected DISTINCT") == (
        "第 1 行第 16 个字符处写法有误，此处应为 DISTINCT。"
    )
