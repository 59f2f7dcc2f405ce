"""Commands about the graph as a whole: stats, sources, log, diff, rollback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from gaoxin.cli.answers import cut, is_data, print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.names import open_graph
from gaoxin.cli.options import FormatOption, LimitOption, OutputOption
from gaoxin.errors import BadParameter, StoreEmpty
from gaoxin.language import say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.store.manifest import Manifest
    from gaoxin.graph.store.store import Store

_LOG_COLUMNS = [
    "generation",
    "current",
    "time",
    "cause",
    "quads",
    "triples",
    "added",
    "removed",
    "datasets",
    "parent",
    "digest",
    "mirror_digest",
]


@command(
    "stats",
    say("图中有多少什么。", "Count what the graph holds."),
    say("数据集、类、关系与属性各有多少。", "Datasets, classes, relations and properties."),
)
def stats(form: FormatOption = None, output: OutputOption = None) -> None:
    """Print counts."""
    from gaoxin.cli.inventory_pages import stats_page
    from gaoxin.graph.audit.summary import statistics

    answer = statistics(open_graph())
    print_answer(answer, form, output, text=lambda: stats_page(answer.rows))


@command(
    "sources",
    say("列出事实的来源。", "List the sources of the facts."),
    say(
        "--weak 列出依据只有未经查证的常识，或文中隐含而没有明说的事实：各类有多少，各举几例；"
        "-n 100 逐条列出 100 条，-o 文件.xlsx 写出全部。看一个来源：gaoxin show 标题或键。",
        "--weak lists the facts whose only evidence is unverified general knowledge, or something "
        "that a text implies and does not state: how many of each kind, with examples. -n 100 "
        "lists 100 of them one by one; -o FILE.xlsx writes all. One source: gaoxin show TITLE or "
        "KEY.",
    ),
)
def sources(
    weak: Annotated[
        bool,
        typer.Option(
            "--weak", help=say("列出依据薄弱的事实。", "List the facts with weak evidence.")
        ),
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            help=say("最多给出多少行（默认全部）。", "Maximum number of rows (default: all)."),
        ),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print the sources, or the weak facts."""
    from gaoxin.cli.inventory_pages import sources_page, weak_page
    from gaoxin.graph.audit import summary
    from gaoxin.graph.audit.weakness import weak_facts

    generation = open_graph()
    if weak:
        found = weak_facts(generation, limit)
        print_answer(found, form, output, text=lambda: weak_page(found.rows, grouped=limit is None))
        return
    answer = summary.sources(generation)
    answer = cut(answer, limit) if limit else answer
    print_answer(answer, form, output, text=lambda: sources_page(answer.rows))


@command(
    "log",
    say("列出各代。", "List the generations."),
    say("最新的在前；--limit 限制行数。", "Newest first; --limit says how many."),
)
def log(limit: LimitOption = 20, form: FormatOption = None, output: OutputOption = None) -> None:
    """Print the published generations with time and cause."""
    from gaoxin.cli.generations_page import generations_page

    store = _store()
    rows = [_log_row(manifest, store.current()) for manifest in store.log()]
    if not rows:
        store.published()  # tells of a damaged manifest or CURRENT
        raise StoreEmpty(
            f"{store.home} 中还没有数据；请先运行 gaoxin load。",
            f"There is no data in {store.home} yet; run gaoxin load first.",
            home=str(store.home),
        )
    answer = cut(Answer(_LOG_COLUMNS, rows), limit)
    print_answer(answer, form, output, text=lambda: generations_page(answer.rows))


@command(
    "diff",
    say(
        "两代之间增减了哪些事实。",
        "Show which facts were added and removed between two generations.",
    ),
    say(
        "只写一个代号则与当前一代比较，不写则比较当前一代与它的上一代；代号见 gaoxin log。"
        "例：gaoxin diff 1 2 -o 变化.xlsx。",
        "With one number, the published generation is compared with it; without any, with the "
        "one before it. gaoxin log lists the numbers. Example: gaoxin diff 1 2 -o changes.xlsx.",
    ),
)
def diff(
    older: Annotated[
        int | None,
        typer.Argument(
            metavar="[A]",
            show_default=False,
            help=say(
                "代号（默认为当前一代的上一代）。",
                "A generation's number (default: that before the published one).",
            ),
        ),
    ] = None,
    newer: Annotated[
        int | None,
        typer.Argument(
            metavar="[B]",
            show_default=False,
            help=say(
                "代号（默认为当前一代）。",
                "The number of the other generation (default: the published one).",
            ),
        ),
    ] = None,
    limit: LimitOption = 1000,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print the facts of the patch between two generations."""
    from gaoxin.cli.changes_page import ChangesPage
    from gaoxin.graph.audit.changes import changes, patch_between

    store = _store()
    end = store.read().number if newer is None else newer
    start = _parent(store, end) if older is None else older
    if is_data(form, output):
        print_answer(changes(store, start, end, limit), form, output)
        return
    page = ChangesPage(store.read(), patch_between(store, start, end))
    print_answer(page.rows(limit), form, output, text=lambda: page.text(start, end, limit))


def _parent(store: Store, number: int) -> int:
    """The generation before ``number``, from which it was made.

    Raises:
        BadParameter: it is the first.
    """
    parent = store.manifest(number).parent
    if parent is None:
        raise BadParameter(
            f"第 {number} 代是第一代，没有上一代可比；再载入一次数据后才有变化可看。",
            f"Generation {number} is the first one, so there is none to compare it with; load "
            "data again to see changes.",
            generation=number,
        )
    return parent


@command(
    "rollback",
    say("回到较早的一代。", "Go back to an earlier generation."),
    say(
        "以新的一代重新发布它；以后仍可再回来。",
        "It is published again as a new generation, so that this can be undone as well.",
    ),
)
def rollback(
    number: Annotated[
        int,
        typer.Argument(
            metavar="GENERATION", help=say("代号，见 gaoxin log。", "Its number; see gaoxin log.")
        ),
    ],
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Publish again what an earlier generation held."""
    store = _store()
    manifest = store.rollback(number)
    from gaoxin.cli.generations_page import generations_page

    answer = Answer(_LOG_COLUMNS, [_log_row(manifest, store.current())])
    print_answer(answer, form, output, text=lambda: generations_page(answer.rows))


def _store() -> Store:
    from gaoxin.graph.store.store import Store
    from gaoxin.settings import read_settings

    return Store(read_settings())


def _log_row(manifest: Manifest, current: int | None) -> dict[str, Any]:
    return {
        "generation": manifest.number,
        "current": manifest.number == current,
        "time": manifest.time,
        "cause": manifest.cause,
        "quads": manifest.quads,
        "triples": manifest.triples,
        "added": manifest.added,
        "removed": manifest.removed,
        "datasets": sorted(manifest.datasets),
        "parent": manifest.parent,
        "digest": manifest.digest,
        "mirror_digest": manifest.mirror_digest,
    }
