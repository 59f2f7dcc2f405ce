"""Command ``gaoxin serve``: the graph over HTTP."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage, StoreEmpty
from gaoxin.language import say


@command(
    "serve",
    say("启动网页与接口服务。", "Serve pages, lookups and SPARQL over HTTP."),
    say(
        "打开 http://127.0.0.1:8000 使用；按 Ctrl-C 停止。默认只有本机能访问。",
        "Open http://127.0.0.1:8000; Ctrl-C stops it. By default only this machine can reach it.",
    ),
)
def serve(
    host: Annotated[
        str,
        typer.Option("--host", help=say("监听的地址。", "The address to listen on.")),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", "-p", min=0, max=65535, help=say("端口。", "The port.")),
    ] = 8000,
    processes: Annotated[
        int,
        typer.Option(
            "--processes",
            min=1,
            max=256,
            help=say(
                "几个进程同时应答，各有自己的查阅与查询进程。",
                "How many processes answer, each with workers of its own.",
            ),
        ),
    ] = 1,
    review: Annotated[
        bool,
        typer.Option(
            "--review",
            help=say(
                "允许在网页上审核文章并载入（没有令牌时，只限本机）。",
                "Allow reviewing and loading articles on pages (without tokens on this machine "
                "only).",
            ),
        ),
    ] = False,
) -> None:
    """Start the service and wait until it is stopped."""
    from gaoxin.cli.names import open_graph
    from gaoxin.settings import read_settings, variable_of

    try:
        from gaoxin.service.front.admission import is_loopback
        from gaoxin.service.front.server import run_service
    except ModuleNotFoundError as cause:
        raise BadUsage(
            f"服务需要另外安装（缺少 {cause.name}）：pip install 'gaoxin[service]'",
            f"The service needs an extra ({cause.name} is missing): pip install 'gaoxin[service]'",
        ) from cause
    from gaoxin.service.token_file import read_tokens, token_path

    settings = read_settings()
    try:
        open_graph()  # a damaged store is told before anything listens
    except StoreEmpty as empty:  # a service may run before the first load or pull
        tell(str(empty))
    if review:
        # The other processes of the service read the environment, too.
        os.environ[variable_of("service_review")] = "yes"
        settings = read_settings()
    # Names by which a proxy is asked are reached by others, too; "*" is no name, so it counts.
    reached = [host, *settings.service_hosts.replace(",", " ").split()]
    is_open = not token_path(settings.home).exists() and not is_loopback(reached)
    if settings.service_review == "yes" and is_open:
        raise BadUsage(
            f"{host} 可从其他机器访问，而且还没有令牌：连得上的人都能改动要载入的事实。"
            "请先发放令牌：gaoxin token add 名称 --scope write。",
            f"Other machines can reach {host}, and there are no tokens: everybody who reaches it "
            "could change what is loaded. Make a token first: gaoxin token add NAME --scope write.",
        )
    if not read_tokens(settings.home) and not is_loopback([host]):
        tell(
            say(
                f"注意：{host} 可从其他机器访问，而且还没有令牌，连得上的人都能查看全部数据。"
                "发放令牌：gaoxin token add 名称；加密用 nginx 或 Caddy，见 docs/service.md。",
                f"Warning: other machines can reach {host}, and there are no tokens, so everybody "
                "who reaches it can read all data. Make one: gaoxin token add NAME. For TLS use "
                "nginx or Caddy, see docs/service.md.",
            )
        )

    def listening(address: str) -> None:
        tell(say(f"请打开 {address}；按 Ctrl-C 停止。", f"Open {address}; Ctrl-C stops it."))
        if settings.service_review == "yes":
            tell(
                say(f"审核文章：{address}/articles", f"To review articles: {address}/articles"),
            )

    run_service(settings, host, port, processes, listening=listening)
