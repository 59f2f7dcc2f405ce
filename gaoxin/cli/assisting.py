"""Command ``gaoxin mcp``: the graph as tools for assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage
from gaoxin.language import say


@command(
    "mcp",
    say("把图谱作为工具提供给智能助手（MCP）。", "Offer the graph to assistants as tools (MCP)."),
    say(
        "默认通过标准输入输出，由助手启动；--http 则在本机端口上提供，地址以 /mcp 结尾。",
        "By default over standard input and output, started by the assistant; with --http on a "
        "port of this machine, at an address that ends with /mcp.",
    ),
)
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help=say("通过 HTTP 提供。", "Serve over HTTP."))
    ] = False,
    port: Annotated[
        int,
        typer.Option("--port", "-p", min=1, max=65535, help=say("端口。", "The port.")),
    ] = 8001,
) -> None:
    """Serve the tools until the assistant ends or the process is stopped."""
    from gaoxin.cli.names import open_graph
    from gaoxin.settings import read_settings

    try:
        from gaoxin.service.assistants.toolbox import make_server
        from gaoxin.service.token_file import token_path
    except ModuleNotFoundError as cause:
        raise BadUsage(
            f"此命令需要另外安装（缺少 {cause.name}）：pip install 'gaoxin[service]'",
            f"This command needs an extra ({cause.name} is missing): pip install 'gaoxin[service]'",
        ) from cause
    settings = read_settings()
    if http and token_path(settings.home).exists():
        raise BadUsage(
            "此服务已设令牌，而 gaoxin mcp --http 不检查令牌；请改用标准输入输出（不加 --http）。",
            "This home has tokens, which gaoxin mcp --http does not check; use it over standard "
            "input and output, without --http.",
        )
    open_graph()  # an empty or damaged store is told at once
    server = make_server(settings)
    if http:
        address = f"http://127.0.0.1:{port}/mcp"
        tell(say(f"地址：{address}；按 Ctrl-C 停止。", f"At {address}; Ctrl-C stops it."))
        server.run("streamable-http", host="127.0.0.1", port=port, stateless_http=True)
    else:
        server.run("stdio")
