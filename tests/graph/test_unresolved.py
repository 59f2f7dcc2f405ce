"""The error for a name that nothing has: what it suggests, and when it asks back."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import UnresolvedName
from gaoxin.graph.names.index import NameIndex
from tests.graph.test_names import THINGS, index_of


@pytest.fixture
def index(tmp_path: Path) -> NameIndex:
    return index_of(tmp_path, THINGS)


@pytest.mark.parametrize("kind", [None, "zone", "Zone"])
def test_a_name_that_shares_only_the_word_for_its_kind_is_no_suggestion(
    kind: str | None, index: NameIndex
) -> None:
    with pytest.raises(UnresolvedName) as near:
        index.resolve("火星高新区", kind)
    assert near.value.candidates == []
    assert "名称都不相近" in near.value.zh
    assert "gaoxin search 区 --type 国家高新区" in near.value.en
    assert index.search("火星高新区") == []
    with pytest.raises(UnresolvedName, match="gaoxin search") as near:
        index.resolve("火星科技有限公司")
    assert near.value.candidates == []


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("高新区", "--type 国家高新区"),
        ("国家高新技术产业开发区", "--type 国家高新区"),
        ("企业", "--type 企业"),
        ("政策", "--type 政策"),
    ],
)
def test_a_word_for_a_kind_is_asked_back(word: str, command: str, index: NameIndex) -> None:
    with pytest.raises(UnresolvedName) as near:
        index.resolve(word)
    assert near.value.candidates == []
    assert near.value.zh.startswith(f"「{word}」没有说是哪一个")
    assert command in near.value.zh
