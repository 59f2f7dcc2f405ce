"""Run the application on a port."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from gaoxin.errors import ServiceUnavailable
from gaoxin.service.front.application import create_application
from gaoxin.settings import Settings
from gaoxin.system_reasons import system_reason


def run_service(
    settings: Settings, host: str, port: int, *, listening: Callable[[str], None]
) -> None:
    """Serve until the process is told to end (SIGINT or SIGTERM); requests in hand are finished.

    ``listening`` is called with the address when it can be opened; port 0 takes any free port.

    Raises:
        ServiceUnavailable: the address cannot be listened on.
    """
    bound = _bound(host, port)
    configuration = uvicorn.Config(
        create_application(settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    shown = f"[{host}]" if ":" in host else host
    listening(f"http://{shown}:{bound.getsockname()[1]}")
    uvicorn.Server(configuration).run(sockets=[bound])


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=512
        )
    except OSError as cause:
        raise ServiceUnavailable(
            f"无法监听 {host} 的 {port} 端口：{system_reason(cause)}；请用 --port 换一个端口。",
            f"Cannot listen on port {port} of {host}: {cause.strerror}; take another with --port.",
            host=host,
            port=port,
        ) from cause
