"""``gaoxin neo4j start|stop|status|open``: the Neo4j that the project runs by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command, new_group
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.language import say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.neo4j.status import ServerStatus
    from gaoxin.settings import Settings

COLUMNS = ["uri", "username", "password_file", "database", "browser", "running", "generation"]

neo4j_app = new_group(
    say("运行程序自带的 Neo4j。", "Run the Neo4j that comes with the program."),
    say(
        "不需要 Docker、Java 或 Maven；只监听本机，数据在 GAOXIN_HOME 的 neo4j 文件夹中。"
        "设置了 NEO4J_URI 时使用那个 Neo4j。",
        "Needs no Docker, Java or Maven; it listens on this machine only and keeps its data in the "
        "folder neo4j of GAOXIN_HOME. With NEO4J_URI set, that Neo4j is used instead.",
    ),
)


@command(
    "start",
    say("启动并等待它应答。", "Start it and wait until it answers."),
    say(
        "第一次要下载约 155 MB；已在运行则什么也不做。",
        "The first start downloads about 155 MB. If Neo4j is already running, nothing is done.",
    ),
    within=neo4j_app,
)
def start(form: FormatOption = None, output: OutputOption = None) -> None:
    """Start the managed Neo4j."""
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.neo4j import managed
    from gaoxin.settings import read_settings

    settings = read_settings()
    with ProgressLine() as progress:
        server = managed.start(settings, progress)
    notes = []
    if not server.managed:
        notes.append(
            say(
                "设置了 NEO4J_URI：使用那个 Neo4j，没有另外启动。",
                "NEO4J_URI is set: that Neo4j is used, none was started.",
            )
        )
    print_answer(_answer(settings, server, notes), form, output)


@command(
    "stop",
    say("停止由程序启动的 Neo4j。", "Stop the Neo4j that the program started."),
    say("从不结束不是由它启动的进程。", "It never ends a process that it did not start."),
    within=neo4j_app,
)
def stop(form: FormatOption = None, output: OutputOption = None) -> None:
    """Stop the managed Neo4j."""
    from gaoxin.neo4j import managed
    from gaoxin.settings import read_settings

    stopped = managed.stop(read_settings())
    note = (
        say("Neo4j 已停止。", "Neo4j was stopped.")
        if stopped
        else say("Neo4j 本来就没有运行。", "Neo4j was not running.")
    )
    print_answer(Answer(["stopped"], [{"stopped": stopped}], notes=[note]), form, output)


@command(
    "status",
    say(
        "说明 Neo4j 在哪里、是否运行、持有哪一代。",
        "Say where Neo4j is, whether it runs and which generation it holds.",
    ),
    within=neo4j_app,
)
def status(form: FormatOption = None, output: OutputOption = None) -> None:
    """Describe the Neo4j in use."""
    from gaoxin.neo4j.status import server_status
    from gaoxin.settings import read_settings

    settings = read_settings()
    print_answer(_answer(settings, server_status(settings), []), form, output)


@command(
    "open",
    say(
        "给出 Neo4j Browser 的地址，并在可能时打开它。",
        "Give the address of Neo4j Browser, and open it where there is a desktop.",
    ),
    say(
        "地址里带有一条写好的查询；密码在 password_file 中。",
        "The address contains a query; the password is in password_file.",
    ),
    within=neo4j_app,
)
def open_browser(
    launch: Annotated[
        bool | None,
        typer.Option(
            "--launch/--no-launch",
            help=say(
                "打开网页浏览器（默认：在有桌面的终端里打开）。",
                "Open the web browser (default: on a terminal with a desktop).",
            ),
            show_default=False,
        ),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Print the Browser's address, and open it."""
    from gaoxin.neo4j import browser
    from gaoxin.neo4j.status import require_browser, server_status
    from gaoxin.settings import read_settings

    settings = read_settings()
    server = server_status(settings)
    address = require_browser(server)
    notes = []
    if (browser.has_desktop() if launch is None else launch) and not browser.launch(address):
        notes.append(
            say(
                "没有可用的网页浏览器；请自行打开上面的地址。",
                "No web browser could be opened; open the address above yourself.",
            )
        )
    row = {
        "browser": address,
        "username": server.username,
        "password_file": str(server.password_file),
    }
    print_answer(Answer(list(row), [row], notes=notes), form, output)


def _answer(settings: Settings, server: ServerStatus, notes: list[str]) -> Answer:
    from gaoxin.neo4j.status import mirrored_generation

    row = {
        "uri": server.uri,
        "username": server.username,
        "password_file": str(server.password_file) if server.password_file else None,
        "database": server.database,
        "browser": server.browser,
        "running": server.running,
        "generation": mirrored_generation(settings) if server.running else None,
    }
    return Answer(COLUMNS, [row], notes=notes)
