"""Run the application on a port."""

from __future__ import annotations

import resource
import signal
import socket
from collections.abc import Callable

import uvicorn

from gaoxin.errors import ServiceUnavailable
from gaoxin.service.front.admission import Admission
from gaoxin.service.front.application import create_application
from gaoxin.service.front.gate import Gate
from gaoxin.service.front.json_log import begin_log
from gaoxin.service.front.limited_connection import limited_connections
from gaoxin.service.front.metrics import Metrics
from gaoxin.service.front.observed_requests import ObservedRequests
from gaoxin.service.front.origins import Origins
from gaoxin.service.front.plain_routes import PlainRoutes
from gaoxin.service.front.routers import ROUTERS
from gaoxin.service.front.several_processes import run_processes
from gaoxin.service.front.token_check import TokenCheck
from gaoxin.settings import Settings
from gaoxin.system_reasons import system_reason


def run_service(
    settings: Settings,
    host: str,
    port: int,
    processes: int = 1,
    *,
    listening: Callable[[str], None],
) -> None:
    """Serve until the process is told to end (SIGINT or SIGTERM); requests in hand are finished.

    With more than one of ``processes``, each has workers of its own.
    ``listening`` is called with the address when it can be opened; port 0 takes any free port.

    Raises:
        ServiceUnavailable: the address cannot be listened on.
    """
    bound = _bound(host, port)
    begin_log(settings.service_log)
    shown = f"[{host}]" if ":" in host else host
    listening(f"http://{shown}:{bound.getsockname()[1]}")
    if processes > 1:
        run_processes(bound, settings, host, processes)
    else:
        serve_on(bound, settings, host, Metrics())


def serve_on(bound: socket.socket, settings: Settings, host: str, metrics: Metrics) -> None:
    """Answer requests on a socket until the process is told to end."""
    begin_log(settings.service_log)
    allow_connections(settings.service_connections)
    for told in (signal.SIGINT, signal.SIGTERM):  # uvicorn sends itself the signal once more
        signal.signal(told, lambda *_: None)
    gate = Gate(
        PlainRoutes(create_application(settings, metrics), ROUTERS),
        Admission(settings, host),
        Origins(settings),
        TokenCheck(settings),
    )
    observed = ObservedRequests(gate, metrics, with_queries=settings.service_log == "queries")
    configuration = uvicorn.Config(
        observed,
        loop="uvloop",
        http=limited_connections(settings, metrics.count_refusal),
        ws="none",
        lifespan="on",
        timeout_keep_alive=max(1, round(settings.service_idle_seconds)),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=round(settings.service_stop_seconds),
    )
    uvicorn.Server(configuration).run(sockets=[bound])


def allow_connections(number: int) -> None:
    """Raise this process's limit of open files, if it may, so that so many connections fit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number + 256  # files, pipes to the workers
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _bound(host: str, port: int) -> socket.socket:
    try:
        listener = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=512
        )
    except OSError as cause:
        raise ServiceUnavailable(
            f"无法监听 {host} 的 {port} 端口：{system_reason(cause)}；请用 --port 换一个端口。",
            f"Cannot listen on port {port} of {host}: {cause.strerror}; take another with --port.",
            host=host,
            port=port,
        ) from cause
    # Connections inherit it.  Without it the body of an answer waits some 40 ms for the client to
    # acknowledge the head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
