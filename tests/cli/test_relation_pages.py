"""Neighbours, paths and search as texts: sentences, sources once, no codes."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Command, asking

pytestmark = pytest.mark.usefixtures("eighty_columns")

A, B = "天津滨海高新区", "合肥高新区"


@pytest.mark.parametrize(
    "command",
    [
        ("neighbors", B),
        ("neighbors", A, "--with", B),
        ("path", A, B),
        ("path", "宋道军", "光伏"),
        ("search", "光伏"),
        ("search", "solar"),
    ],
)
def test_fits_eighty_columns_without_keys(gaoxin: Command, command: tuple[str, ...]) -> None:
    for code in ("zh", "en"):
        status, text, _ = gaoxin(*command, "--lang", code)
        assert status == 0
        assert max(map(cell_len, text.splitlines())) <= 80
        assert not re.search(r"\b[a-z]+/[a-z]", text)
        assert "→ " not in text.partition("\n")[2] or command[0] == "path"


def test_a_path_is_one_sentence_a_step(gaoxin: Command) -> None:
    rows = asking(gaoxin)("path", A, B)["rows"]
    text = gaoxin("path", A, B, "--lang", "zh")[1]
    body = text.partition("\n来源\n")[0]
    steps = {(row["path"], row["step"]) for row in rows}
    sentences = re.findall(r"^  \S.*", re.sub(r"\n  (?=\[)", "", body), re.M)
    assert len(steps) <= len(sentences) <= len(steps) + 2
    assert "天津滨海高新技术产业开发区有产业新能源[" in body
    assert "合肥高新技术产业开发区的主导产业有新能源[" in body


def test_neighbours_by_relation_in_either_language_and_any_case(gaoxin: Command) -> None:
    texts = {
        gaoxin("neighbors", B, "--relation", name, "--lang", "zh")[1]
        for name in ("主导产业", "leadingIndustry", "LEADINGINDUSTRY", "leading industry")
    }
    assert len(texts) == 1
    assert re.search(r"^主导产业 \d+$", texts.pop(), re.M)


def test_people_are_named_with_their_posts(gaoxin: Command) -> None:
    text = gaoxin("neighbors", B, "-r", "任职于", "--lang", "zh")[1]
    assert "宋道军（党工委书记，" in text


def test_nothing_found_is_said(gaoxin: Command) -> None:
    assert "没有名称像" in gaoxin("search", "嗄嘎尜", "--lang", "zh")[1]
    assert "Nothing has a name like" in gaoxin("search", "嗄嘎尜", "--lang", "en")[1]
