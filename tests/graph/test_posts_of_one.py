"""Which posts only one person at a time holds, by their titles."""

from __future__ import annotations

import pytest

from gaoxin.graph.audit.conflicts import is_of_one

POSTS_OF_ONE = (
    "党工委书记 管委会主任 局长 厅长 部长 市长 省长 区长 县长 州长 镇长 师长 董事长 理事长 总经理 "
    "总裁 院长 校长 所长 会长 主席 秘书长 行长 社长 馆长 首席执行官 首席科学家 CEO ceo 组长 站长"
)
POSTS_OF_SEVERAL = (
    "营商环境观察员 联席董事长 执行董事长 车间主任 科室主任 办公室主任 委员会成员 主任委员 "
    "书记处干事 主任助理"
)


@pytest.mark.parametrize("title", POSTS_OF_ONE.split())
def test_posts_of_one(title: str) -> None:
    assert is_of_one(title)
    assert not any(is_of_one(word + title) for word in ("副", "原", "前", "名誉"))
    assert not is_of_one(title + "助理")


@pytest.mark.parametrize("title", POSTS_OF_SEVERAL.split())
def test_posts_of_several(title: str) -> None:
    assert not is_of_one(title)
