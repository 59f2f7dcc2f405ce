"""What ``gaoxin doctor`` says of the files of the store, and what ``--repair`` did to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaoxin.errors import GaoxinError
from gaoxin.language import counted, say

if TYPE_CHECKING:
    from gaoxin.graph.store.find_damage import Damage
    from gaoxin.graph.store.folder import StoreFolder
    from gaoxin.graph.store.manifest import Manifest
    from gaoxin.settings import Settings

CheckRow = dict[str, Any]


def row(check: str, status: str, detail: str, advice: str = "") -> CheckRow:
    """One line of the answer; see ``diagnosis`` for the statuses."""
    return {"check": check, "status": status, "detail": detail, "advice": advice}


def examine(settings: Settings) -> Iterator[CheckRow]:
    """A row for each damaged file, or one that says that all are whole; then every generation."""
    from gaoxin.graph.store.find_damage import find_damage
    from gaoxin.graph.store.folder import StoreFolder

    place = StoreFolder(settings)
    damages = find_damage(place)
    if damages:
        with place.locked():  # a writer at work moves and deletes files
            damages = find_damage(place)
    if not place.numbers() and not damages:
        return
    for damage in damages:
        yield _damage_row(place, damage)
    manifests = list(place.readable_manifests())
    if not damages:
        count = sum(len(m.files or ()) for m in manifests)
        detail = say(
            f"{len(manifests)} 代的 {count} 个文件与校验值相符",
            f"{counted(count, 'file')} of {counted(len(manifests), 'generation')} match their "
            "checksums",
        )
        yield row("files", "ok", detail)
    yield from _unsummed(manifests)
    yield from _lost_inputs(place)
    broken = {damage.generation for damage in damages if damage.part in ("store", "manifest")}
    for manifest in manifests:
        if manifest.number not in broken:
            yield from _counted(place, manifest)
    yield from _leftovers(place)


def mend(settings: Settings) -> list[CheckRow]:
    """Repair, and a row for each thing that was mended or is lost."""
    from gaoxin.loaders.recreate import repair

    rows = [
        row(
            _name(settings.home, outcome.path),
            "mended" if outcome.is_mended else "lost",
            say(outcome.zh, outcome.en),
        )
        for outcome in repair(settings)
    ]
    return rows or [row("files", "ok", say("没有需要修复的。", "Nothing needed repair."))]


def _damage_row(place: StoreFolder, damage: Damage) -> CheckRow:
    state = (
        say("不见了", "is missing")
        if damage.is_missing
        else say("内容已改变", "has changed since it was written")
    )
    detail = state
    if damage.part == "input":
        keys = ", ".join(damage.datasets)
        detail = say(f"数据集 {keys} 保存的输入{state}", f"kept input of dataset {keys}: {state}")
    elif number := damage.generation:
        detail = say(f"第 {number} 代：{state}", f"generation {number}: {state}")
    if len(damage.shared) > 1 and damage.part == "store":
        numbers = ", ".join(map(str, damage.shared))
        detail += say(f"（第 {numbers} 代共用此文件）", f" (shared by generations {numbers})")
    advice = say("请运行 gaoxin doctor --repair。", "Run gaoxin doctor --repair.")
    if damage.part == "input":
        advice = say(
            "请再次载入它的文件，或用 gaoxin remove 移除它，或运行 gaoxin doctor --repair。",
            "Load its file again, remove it with gaoxin remove, or run gaoxin doctor --repair.",
        )
    return row(_name(place.home, damage.path), "failed", detail, advice)


def _name(home: Path, path: Path) -> str:
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)


def _unsummed(manifests: list[Manifest]) -> Iterator[CheckRow]:
    numbers = ", ".join(str(m.number) for m in manifests if not m.has_sums)
    if numbers:
        yield row(
            "checksums",
            "absent",
            say(
                f"第 {numbers} 代由较早的版本写成，没有校验值",
                f"generations {numbers} were made by an earlier version, without checksums",
            ),
            say("下一次载入会检查并补上。", "The next load checks them and adds checksums."),
        )


def _lost_inputs(place: StoreFolder) -> Iterator[CheckRow]:
    """Inputs of the published generation that a repair gave up."""
    try:
        manifest = place.published()
    except GaoxinError:
        return  # named already
    if manifest is None or not manifest.has_sums:
        return
    if not manifest.inputs and any(dataset.input for dataset in manifest.datasets.values()):
        yield row(
            "inputs",
            "absent",
            say(
                "这是 gaoxin pull 取得的副本，不含载入的表",
                "this is a copy made by gaoxin pull, without the loaded tables",
            ),
            say("请在保存数据的机器上载入。", "Load on the machine that keeps the data."),
        )
        return
    for key, dataset in manifest.datasets.items():
        if dataset.input and dataset.input not in manifest.inputs:
            yield row(
                f"inputs/{dataset.input[:12]}",
                "absent",
                say(
                    f"数据集 {key} 保存的输入已丢失（来自 {dataset.origin}）",
                    f"the kept input of dataset {key} is lost (it came from {dataset.origin})",
                ),
                say("请再次载入它的文件，或移除它。", "Load its file again, or remove it."),
            )


def _counted(place: StoreFolder, manifest: Manifest) -> Iterator[CheckRow]:
    """Count the stored quads of a generation again, and sum their digest again."""
    import pyoxigraph as ox

    from gaoxin.graph.names.iris import Minter
    from gaoxin.graph.store.content import content_of

    folder = place.folder(manifest.number) / "store"
    if not folder.exists():
        return
    name = say(f"第 {manifest.number} 代", f"generation {manifest.number}")
    try:
        store = ox.Store.read_only(str(folder))
        found = content_of(store, Minter(place.settings).inferred)
    except (OSError, RuntimeError, ValueError) as cause:
        advice = say("请运行 gaoxin doctor --repair。", "Run gaoxin doctor --repair.")
        yield row(name, "failed", say(f"无法读取：{cause}", f"cannot be read: {cause}"), advice)
        return
    wrong = found.differences(manifest)
    if wrong:
        detail = ", ".join(f"{key}: {is_} ≠ {should}" for key, (is_, should) in wrong.items())
        advice = say(
            "图库与清单不符；请运行 gaoxin doctor --repair。",
            "The store does not match its manifest; run gaoxin doctor --repair.",
        )
        yield row(name, "failed", detail, advice)
    else:
        detail = say(
            f"{found.quads} 条，摘要相符", f"{found.quads:,} quads, and the digest matches"
        )
        yield row(name, "ok", detail)


def _leftovers(place: StoreFolder) -> Iterator[CheckRow]:
    from gaoxin.graph.store.prune import SET_ASIDE

    names = ", ".join(_name(place.home, path) for path in place.leftovers())
    yield row(
        "leftovers",
        "absent" if names else "ok",
        names or say("无", "none"),
        say("下一次写入会清除它们。", "The next writer removes them.") if names else "",
    )
    if (place.home / SET_ASIDE).exists():
        advice = say("不再需要时可以删除。", "Delete it when you no longer need it.")
        yield row(SET_ASIDE, "absent", str(place.home / SET_ASIDE), advice)
