"""The folder of a result belongs to one dataset, and one run at a time changes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gaoxin.errors import BadUsage, ServiceUnavailable, StoreLocked
from gaoxin.locks import exclusive
from gaoxin.spark.manifest_file import PartsManifest, missing_parts

LOCK = "load.lock"


@contextmanager
def output_locked(folder: Path) -> Iterator[None]:
    """Hold the folder, which is made if it is missing, for a whole run.

    Without the lock two runs would each remove the parts of the other.

    Raises:
        StoreLocked: another run writes into it.
    """
    with exclusive(folder / LOCK, refusal=_is_locked):
        yield


def refuse_other(old: PartsManifest | None, dataset: str, origin: str, *, is_named: bool) -> None:
    """Refuse a folder that holds the result of something else, which a load would remove.

    ``is_named``: the user named the dataset, so another file may bring its next version.  A file
    that is no longer where it was has been moved.

    Raises:
        BadUsage: another dataset is in the folder, or the same name came from another table.
    """
    if old is None:
        return
    before, after = old.dataset, dataset
    is_same = before == after
    if is_same:
        is_moved = not old.origin.startswith("jdbc:") and not Path(old.origin).exists()
        if is_named or not old.origin or old.origin == origin or is_moved:
            return
        before, after = old.origin, origin
    raise BadUsage(
        f"这个文件夹里是另一份数据「{before}」的结果，载入「{after}」会把它删掉；"
        "请用 -o 换一个文件夹，或先移走它"
        + (f"；若是同一数据集的新版本，请加 --dataset {dataset}。" if is_same else "。"),
        f"The folder holds the result of {before!r}, which loading {after!r} would remove; give "
        "another folder by -o, or move this one away"
        + (f"; if this is its next version, add --dataset {dataset}." if is_same else "."),
        dataset=dataset,
    )


def require_parts(manifest: PartsManifest, folder: Path) -> None:
    """Make sure that all parts are there before they come into force.

    Raises:
        ServiceUnavailable: some are not, because a worker wrote them somewhere else.
    """
    missing = missing_parts(manifest, folder)
    if not missing:
        return
    place, count, total = folder / manifest.folder, len(missing), len(manifest.parts)
    raise ServiceUnavailable(
        f"{place} 里缺少 {total} 块中的 {count} 块（{missing[0]}），没有发布。"
        "各台机器须写入同一个共享的文件夹；请用 -o 指定它，再运行一次。",
        f"{count} of {total} parts are not in {place} ({missing[0]}), so nothing was published. "
        "All machines must write into the same shared folder; name it by -o and run this again.",
        folder=str(place),
    )


def _is_locked(path: Path, holder: str) -> StoreLocked:
    return StoreLocked(
        f"另一个 gaoxin spark load（进程 {holder}）正在写入 {path.parent}；请等它结束后再试，"
        "或用 -o 换一个文件夹。",
        f"Another gaoxin spark load (process {holder}) writes into {path.parent}; wait until it "
        "ends, or give another folder by -o.",
        path=str(path.parent),
        process=holder,
    )
