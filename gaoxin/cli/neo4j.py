"""``gaoxin neo4j start|stop|status|open|favourites``: the Neo4j that the project runs by itself."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote

import typer

from gaoxin.cli.answers import print_answer, told_table
from gaoxin.cli.frame import command, new_group
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.cli.terminal import put, tell
from gaoxin.errors import BadUsage
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
    from gaoxin.queries.browser.pages import browser_pages
    from gaoxin.settings import read_settings

    settings = read_settings()
    with ProgressLine() as progress:
        server = managed.start(settings, progress, browser_pages())
    notes = []
    if not server.managed:
        notes.append(
            say(
                "设置了 NEO4J_URI：使用那个 Neo4j，没有另外启动。",
                "NEO4J_URI is set: that Neo4j is used, none was started.",
            )
        )
    _print_server(_answer(settings, server, notes), form, output)


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
    print_answer(
        Answer(["stopped"], [{"stopped": stopped}]), form, output, text=lambda: f"{note}\n"
    )


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
    _print_server(_answer(settings, server_status(settings), []), form, output)


@command(
    "open",
    say(
        "在 Neo4j Browser 中打开一条查询。",
        "Open Neo4j Browser with a query in its editor.",
    ),
    say(
        "查询是一段 Cypher，或 gaoxin queries 中的名称；不写则看一个高新区的周围。打印三行："
        "网址、登录用的用户和密码文件、怎样得到收藏。",
        "The query is Cypher, or a name from gaoxin queries; without one, the surroundings of a "
        "zone. Prints three lines: the address, the user and the password file, and how to get the "
        "favourites.",
    ),
    within=neo4j_app,
)
def open_browser(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar=say("[查询或名称]", "[QUERY|NAME]"),
            help=say("Cypher，或已存查询的名称。", "Cypher, or the name of a saved query."),
            show_default=False,
        ),
    ] = None,
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
    text = browser.FIRST_QUERY if query is None else _cypher_of(query)
    address = require_browser(server, text)
    if (browser.has_desktop() if launch is None else launch) and not browser.launch(address):
        tell(
            say(
                "没有可用的网页浏览器；请自行打开下面的地址。",
                "No web browser could be opened; open the address below yourself.",
            )
        )
    if form is None and output is None:
        user, file = server.username, server.password_file
        zh = f"密码在文件 {file}" if file else "密码即 NEO4J_PASSWORD"
        en = f"password file {file}" if file else "with the password of NEO4J_PASSWORD"
        put(
            say(
                f"网址  {address}\n登录  用户 {user}，{zh}\n"
                "收藏  gaoxin neo4j favourites -o 收藏.zip，再把它拖到 Browser 的窗口里\n",
                f"Address     {address}\nLog in      {user}, {en}\n"
                "Favourites  gaoxin neo4j favourites -o favourites.zip; drop it onto the Browser\n",
            )
        )
        return
    row = {
        "browser": address,
        "username": server.username,
        "password_file": str(server.password_file),
    }
    print_answer(Answer(list(row), [row]), form, output)


def _cypher_of(query: str) -> str:
    """The text for the editor: Cypher as it is, or a saved query, as a graph where it has one.

    Raises:
        UnknownQuery: it looks like a name, and no saved query has it.
    """
    from gaoxin.queries.catalogue import catalogue

    if re.search(r"[\s(:]", query.strip()):
        return query.strip()
    saved = catalogue().get(query)
    return f"// {saved.title}\n{(saved.cypher_text.drawn or saved.cypher).strip()}"


@command(
    "favourites",
    say(
        "把已存的查询写成 Neo4j Browser 的收藏。",
        "Write the saved queries as favourites of Neo4j Browser.",
    ),
    say(
        "得到一个 zip 文件；把它拖到 Browser 的窗口里，左侧星形栏中就有按主题分好的查询，"
        "能画图的另有一份。",
        "Gives a zip file. Drop it onto the Browser's window: its star pane then has the queries "
        "by topic, those that can be drawn also as graphs.",
    ),
    within=neo4j_app,
)
def write_favourites(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help=say(
                "写入的 zip 文件（默认 收藏.zip）。", "The zip file (default: favourites.zip)."
            ),
        ),
    ] = None,
) -> None:
    """Write the zip file."""
    from gaoxin.files import write_whole
    from gaoxin.queries.browser.favourites import favourites

    output = output or Path(say("收藏.zip", "favourites.zip"))
    if output.suffix.lower() != ".zip":
        raise BadUsage(
            f"{output} 不以 .zip 结尾，Neo4j Browser 不会读它；请用如 收藏.zip 的名称。",
            f"{output} does not end with .zip, so Neo4j Browser would not read it; use a name such "
            "as favourites.zip.",
        )
    write_whole(output, favourites())
    tell(
        say(
            f"已写入 {output}；把它拖到 Neo4j Browser 的窗口里（gaoxin neo4j open 给出网址）。",
            f"Wrote {output}; drop it onto the window of Neo4j Browser (gaoxin neo4j open gives "
            "the address).",
        )
    )


def _print_server(answer: Answer, form: str | None, output: Path | None) -> None:
    """Print where Neo4j is: on the screen the address of the Browser without the query in it."""
    (row,) = answer.rows
    plain = unquote(str(row["browser"]).partition("&")[0]) if row["browser"] else None
    shown = [{**row, "browser": plain}]

    def text() -> str:
        return "\n".join(told_table(shown, COLUMNS, sys.stdout)) + "\n"

    print_answer(answer, form, output, text=text)


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
