"""Commands ``gaoxin watch …``: what came, went or changed in what a person watches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from gaoxin.cli.frame import command, new_group
from gaoxin.cli.names import TypeOption, open_graph
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.queries.watching.look import WatchReport

watch_app = new_group(
    say("关注：载入之后有什么变化。", "Watches: what changed after a load."),
    say(
        "例：gaoxin watch add 我的区 --thing 天津滨海高新区；载入之后：gaoxin watch run",
        "Example: gaoxin watch add mine --thing tjbhgxq; after a load: gaoxin watch run",
    ),
)
WatchName = Annotated[
    str, typer.Argument(metavar="NAME", help=say("关注的名称。", "The name of the watch."))
]


@command(
    "add",
    say("添加一项关注。", "Add a watch."),
    say(
        "三选一：--thing 一个事物；--type 一类事物（可加 --in 某地）；--query 一个保存的查询。",
        "One of three: --thing, a thing; --type, a class of things, --in a place; --query, a "
        "saved query.",
    ),
    within=watch_app,
)
def add(
    name: WatchName,
    parameters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY=VALUE]...", help=say("查询的参数。", "Parameters of the query.")
        ),
    ] = None,
    thing: Annotated[
        str, typer.Option("--thing", help=say("关注这个事物。", "Watch this thing."))
    ] = "",
    kind: TypeOption = None,
    place: Annotated[
        str,
        typer.Option("--in", help=say("只看这个地方的。", "Only those in this place.")),
    ] = "",
    query: Annotated[
        str, typer.Option("--query", help=say("关注这个查询的结果。", "Watch a query's answer."))
    ] = "",
) -> None:
    """Keep the watch, beginning with the published generation."""
    from gaoxin.cli.asking import parameter_pairs
    from gaoxin.graph.store.store import Store
    from gaoxin.queries.watching.look import begun
    from gaoxin.queries.watching.watch import Watch
    from gaoxin.queries.watching.watch_file import WatchFile
    from gaoxin.settings import read_settings

    if sum(map(bool, (thing, kind, query))) != 1:
        raise BadUsage(
            "请在 --thing、--type、--query 中选一个。",
            "Give one of --thing, --type and --query.",
        )
    settings = read_settings()
    generation = open_graph()
    watch = Watch(
        name,
        thing=generation.names.resolve(thing).key if thing else "",
        cls=kind or "",
        place=generation.names.resolve(place).key if place else "",
        query=query,
        parameters=parameter_pairs(parameters or []),
    )
    watch = begun(watch, generation, Store(settings))
    with WatchFile(settings).changing() as watches:
        if name in watches:
            raise BadUsage(
                f"已有名为「{name}」的关注；换一个名称，或先 gaoxin watch remove {name}。",
                f"There is a watch {name!r} already; take another name, or remove it first with "
                f"gaoxin watch remove {name}.",
            )
        watches[name] = watch
    tell(
        say(
            f"已关注「{name}」，从第 {generation.number} 代数据开始；载入之后运行 "
            "gaoxin watch run。",
            f"Watching {name!r} from generation {generation.number} on; after a load, run "
            "gaoxin watch run.",
        )
    )


@command("list", say("列出关注。", "List the watches."), within=watch_app)
def list_watches(form: FormatOption = None, output: OutputOption = None) -> None:
    """Print the watches."""
    from gaoxin.cli.answers import print_answer
    from gaoxin.model import Answer
    from gaoxin.queries.watching.watch_file import WatchFile
    from gaoxin.settings import read_settings

    rows: list[dict[str, Any]] = []
    for watch in WatchFile(read_settings()).read().values():
        given = " ".join(f"{key}={value}" for key, value in watch.parameters.items())
        rows.append(
            {
                "watch": watch.name,
                "key": watch.thing,
                "type": watch.cls,
                "place": watch.place,
                "query": " ".join(filter(None, (watch.query, given))),
                "generation": watch.seen,
            }
        )
    print_answer(
        Answer(["watch", "key", "type", "place", "query", "generation"], rows), form, output
    )


@command("remove", say("取消一项关注。", "Remove a watch."), within=watch_app)
def remove(name: WatchName) -> None:
    """Forget the watch."""
    from gaoxin.queries.watching.watch_file import WatchFile, unknown_watch
    from gaoxin.settings import read_settings

    with WatchFile(read_settings()).changing() as watches:
        if name not in watches:
            raise unknown_watch(name, list(watches))
        del watches[name]
    tell(say(f"已取消「{name}」。", f"Removed {name!r}."))


@command(
    "run",
    say("看看关注的事物有什么变化。", "Tell what came, went or changed."),
    say(
        "与上次看时相比；看过即记住。--keep 不记住，下次仍会列出。",
        "Compared with the last time; what was told is remembered. With --keep it is told again.",
    ),
    within=watch_app,
)
def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help=say("只看这些关注。", "Only these watches.")),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help=say("不记住。", "Do not remember it."))
    ] = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Look at the watches, and remember what was told after it was printed."""
    from gaoxin.cli.answers import print_answer
    from gaoxin.cli.watch_page import watch_page, watch_rows
    from gaoxin.graph.store.store import Store
    from gaoxin.queries.watching.look import look
    from gaoxin.queries.watching.watch_file import WatchFile
    from gaoxin.settings import read_settings

    settings = read_settings()
    generation, store, file = open_graph(), Store(settings), WatchFile(settings)
    chosen = [file.named(name) for name in names] if names else list(file.read().values())
    reports: list[WatchReport] = [look(watch, generation, store) for watch in chosen]
    print_answer(watch_rows(reports), form, output, text=lambda: watch_page(generation, reports))
    if keep:
        return
    with file.changing() as watches:
        for report in reports:
            if report.watch.name in watches:  # not removed meanwhile
                watches[report.watch.name] = report.watch
