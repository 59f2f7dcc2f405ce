"""Keeps ``state.json`` and the password of the managed server between two commands."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass

from gaoxin.errors import MirrorUnavailable
from gaoxin.files import write_whole
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.process import HOST, ProcessIdentity, is_alive
from gaoxin.settings import Settings

USERNAME = "neo4j"
DATABASE = "neo4j"
DEFAULT_PORTS = (7687, 7474)


@dataclass(frozen=True, slots=True)
class State:
    """The server that was started last: its process and its Bolt and HTTP ports."""

    pid: int
    started: str
    bolt_port: int
    http_port: int
    version: str

    @property
    def process(self) -> ProcessIdentity:
        """The identity of its process."""
        return ProcessIdentity(self.pid, self.started)

    @property
    def uri(self) -> str:
        """The Bolt address."""
        return f"bolt://{HOST}:{self.bolt_port}"


def read_state(settings: Settings) -> State | None:
    """The content of the state file; ``None`` if it is missing or unusable."""
    try:
        document = json.loads(Layout.of(settings).state.read_text(encoding="utf-8"))
        return State(
            int(document["pid"]),
            str(document["started"]),
            int(document["bolt_port"]),
            int(document["http_port"]),
            str(document["version"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_state(settings: Settings, state: State) -> None:
    """Replace the state file."""
    text = json.dumps(asdict(state), indent=2) + "\n"
    write_whole(Layout.of(settings).state, text, 0o600)


def running(settings: Settings) -> State | None:
    """The state if its process still runs, else ``None``."""
    state = read_state(settings)
    return state if state and is_alive(state.process) else None


def read_password(settings: Settings) -> str:
    """The managed server's password.

    Raises:
        MirrorUnavailable: the file is missing or unreadable.
    """
    path = Layout.of(settings).password
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as cause:
        folder = path.parent
        raise MirrorUnavailable(
            f"Neo4j 的密码文件 {path} 不见了或无法读取；请执行 gaoxin neo4j stop，"
            f"删除 {folder / 'data'}，再执行 gaoxin neo4j start 和 gaoxin mirror。",
            f"Neo4j's password file {path} is gone or unreadable; run gaoxin neo4j stop, delete "
            f"{folder / 'data'}, then run gaoxin neo4j start and gaoxin mirror.",
            password_file=str(path),
        ) from cause


def make_password(settings: Settings) -> str:
    """Create a random password and write it into a file of mode 600."""
    # Hexadecimal: a first "-" would be read as an option by neo4j-admin.
    password = secrets.token_hex(16)
    path = Layout.of(settings).password
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, password, 0o600)
    return password
