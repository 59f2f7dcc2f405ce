"""Refuse to replace a dataset by another file, unless the user allows it."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.errors import BadUsage, StoreCorrupt
from gaoxin.graph.store.change import Change
from gaoxin.graph.store.manifest import OWN_PREFIX
from gaoxin.graph.store.store import Store
from gaoxin.loaders.dataset_keys import earlier_keys, is_same_origin
from gaoxin.loaders.inputs import Content, recall


def check_replaced(store: Store, change: Change, contents: Sequence[Content]) -> None:
    """Refuse to replace a dataset by another file with different content.

    Raises:
        BadUsage: a dataset would be replaced; says how many facts would go.
    """
    earlier = earlier_keys(change.datasets)
    zh, en, facts = [], [], []
    for content in contents:
        old = change.datasets.get(content.dataset)
        if (
            old is None
            or content.dataset in earlier
            or content.dataset.startswith(OWN_PREFIX)
            or is_same_origin(old, content.origin)
        ):
            continue
        try:
            before = recall(content.dataset, old.input, store.inputs, change.minter, whole=True)
        except StoreCorrupt:
            pass  # its content is unknown, so the user must allow it
        else:
            if before.says_the_same(content):
                continue
        zh.append(
            f"数据集「{content.dataset}」来自另一个文件 {old.origin}，其中 {old.records} 条事实会被"
            f" {content.origin} 的 {len(content)} 条替换。"
        )
        en.append(
            f"The dataset {content.dataset!r} came from another file, {old.origin}; its "
            f"{old.records:,} facts would go, and the {len(content):,} of {content.origin} would "
            "take their place. "
        )
        facts.append({"dataset": content.dataset, "origin": old.origin, "records": old.records})
    if facts:
        raise BadUsage(
            "".join(zh) + "要替换，请加 --replace；要并存，请用 --dataset 另取名称。",
            "".join(en) + "To replace it, add --replace; to keep both, choose another name with "
            "--dataset.",
            replaced=facts,
        )
