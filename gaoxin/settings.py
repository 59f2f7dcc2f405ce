"""Every setting, read from the environment into one frozen object.

A dataclass is used because importing pydantic-settings takes 0.27 s, which is as long as the
whole of ``gaoxin --help`` may take.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from gaoxin.errors import BadUsage


def _default_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("gaoxin")


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How much a reader of foreign files may take in before it refuses a file.

    Every bound is meant to stop a damaged or hostile file, not a large one: a table of five million
    rows passes all of them.  ``max_read_seconds`` is per file; 0 means no limit.
    """

    max_input_bytes: int = field(default=4 << 30, metadata={"env": "GAOXIN_MAX_INPUT_BYTES"})
    max_decompressed_bytes: int = field(
        default=2 << 30, metadata={"env": "GAOXIN_MAX_DECOMPRESSED_BYTES"}
    )
    max_expansion: int = field(default=300, metadata={"env": "GAOXIN_MAX_EXPANSION"})
    max_rows: int = field(default=10_000_000, metadata={"env": "GAOXIN_MAX_ROWS"})
    max_columns: int = field(default=16_384, metadata={"env": "GAOXIN_MAX_COLUMNS"})
    max_triples: int = field(default=50_000_000, metadata={"env": "GAOXIN_MAX_TRIPLES"})
    max_iri_chars: int = field(default=8_192, metadata={"env": "GAOXIN_MAX_IRI_CHARS"})
    max_json_bytes: int = field(default=256 << 20, metadata={"env": "GAOXIN_MAX_JSON_BYTES"})
    max_cell_chars: int = field(default=131_072, metadata={"env": "GAOXIN_MAX_CELL_CHARS"})
    max_nesting: int = field(default=100, metadata={"env": "GAOXIN_MAX_NESTING"})
    max_problems: int = field(default=10_000, metadata={"env": "GAOXIN_MAX_PROBLEMS"})
    max_read_seconds: float = field(default=900.0, metadata={"env": "GAOXIN_MAX_READ_SECONDS"})
    max_read_memory: int = field(default=4 << 30, metadata={"env": "GAOXIN_MAX_READ_MEMORY"})


DEFAULT_BOUNDS = Bounds()
"""The bounds of a reader that is called without settings."""


@dataclass(frozen=True, kw_only=True)
class ServiceLimits:
    """What one client may ask of the HTTP service (docs/service.md); seconds, bytes, counts.

    ``service_hosts`` and ``service_origins`` are lists with commas.  ``service_log`` is
    ``requests``, ``queries`` (requests with what was asked) or ``errors``.  ``service_review`` is
    ``yes`` if articles may be reviewed without a token.
    """

    service_hosts: str = field(default="", metadata={"env": "GAOXIN_SERVICE_HOSTS"})
    service_origins: str = field(default="", metadata={"env": "GAOXIN_SERVICE_ORIGINS"})
    service_connections: int = field(default=512, metadata={"env": "GAOXIN_SERVICE_CONNECTIONS"})
    service_header_seconds: float = field(
        default=10.0, metadata={"env": "GAOXIN_SERVICE_HEADER_SECONDS"}
    )
    service_body_seconds: float = field(
        default=30.0, metadata={"env": "GAOXIN_SERVICE_BODY_SECONDS"}
    )
    service_send_seconds: float = field(
        default=30.0, metadata={"env": "GAOXIN_SERVICE_SEND_SECONDS"}
    )
    service_idle_seconds: float = field(
        default=15.0, metadata={"env": "GAOXIN_SERVICE_IDLE_SECONDS"}
    )
    service_stop_seconds: float = field(
        default=15.0, metadata={"env": "GAOXIN_SERVICE_STOP_SECONDS"}
    )
    service_max_address: int = field(default=16_384, metadata={"env": "GAOXIN_SERVICE_MAX_ADDRESS"})
    service_max_headers: int = field(default=32_768, metadata={"env": "GAOXIN_SERVICE_MAX_HEADERS"})
    service_max_body: int = field(default=1 << 20, metadata={"env": "GAOXIN_SERVICE_MAX_BODY"})
    service_workers: int = field(default=2, metadata={"env": "GAOXIN_SERVICE_WORKERS"})
    service_sparql_workers: int = field(
        default=4, metadata={"env": "GAOXIN_SERVICE_SPARQL_WORKERS"}
    )
    service_memory: int = field(default=2 << 30, metadata={"env": "GAOXIN_SERVICE_MEMORY"})
    service_waiting: int = field(default=256, metadata={"env": "GAOXIN_SERVICE_WAITING"})
    service_log: str = field(default="requests", metadata={"env": "GAOXIN_SERVICE_LOG"})
    service_review: str = field(default="no", metadata={"env": "GAOXIN_SERVICE_REVIEW"})
    service_load_seconds: float = field(
        default=900.0, metadata={"env": "GAOXIN_SERVICE_LOAD_SECONDS"}
    )


@dataclass(frozen=True)
class Settings(Bounds, ServiceLimits):
    """All settings.  The metadata of each field names its environment variable."""

    home: Path = field(metadata={"env": "GAOXIN_HOME"})
    base: str = field(default="https://w3id.org/gaoxin/id/", metadata={"env": "GAOXIN_BASE"})
    keep_generations: int = field(default=3, metadata={"env": "GAOXIN_KEEP_GENERATIONS"})
    keep_patches: int = field(default=100, metadata={"env": "GAOXIN_KEEP_PATCHES"})
    query_seconds: float = field(default=10.0, metadata={"env": "GAOXIN_QUERY_SECONDS"})
    query_rows: int = field(default=10_000, metadata={"env": "GAOXIN_QUERY_ROWS"})
    deletion_guard: float = field(default=0.05, metadata={"env": "GAOXIN_DELETION_GUARD"})
    headers: str = field(default="", metadata={"env": "GAOXIN_HEADERS"})
    language_model_url: str = field(default="", metadata={"env": "GAOXIN_LANGUAGE_MODEL_URL"})
    language_model: str = field(default="", metadata={"env": "GAOXIN_LANGUAGE_MODEL"})
    language_model_key: str = field(
        default="", metadata={"env": "GAOXIN_LANGUAGE_MODEL_KEY", "secret": "yes"}
    )
    language_model_seconds: float = field(
        default=120.0, metadata={"env": "GAOXIN_LANGUAGE_MODEL_SECONDS"}
    )
    sparql_endpoint: str = field(default="", metadata={"env": "GAOXIN_SPARQL_ENDPOINT"})
    sparql_update: str = field(default="", metadata={"env": "GAOXIN_SPARQL_UPDATE"})
    sparql_graph_store: str = field(default="", metadata={"env": "GAOXIN_SPARQL_GRAPH_STORE"})
    sparql_username: str = field(default="", metadata={"env": "GAOXIN_SPARQL_USERNAME"})
    sparql_password: str = field(
        default="", metadata={"env": "GAOXIN_SPARQL_PASSWORD", "secret": "yes"}
    )
    sparql_token: str = field(default="", metadata={"env": "GAOXIN_SPARQL_TOKEN", "secret": "yes"})
    sparql_seconds: float = field(default=60.0, metadata={"env": "GAOXIN_SPARQL_SECONDS"})
    jdbc_user: str = field(default="", metadata={"env": "GAOXIN_JDBC_USER"})
    jdbc_password: str = field(
        default="", metadata={"env": "GAOXIN_JDBC_PASSWORD", "secret": "yes"}
    )
    neo4j_uri: str = field(default="", metadata={"env": "NEO4J_URI"})
    neo4j_username: str = field(default="neo4j", metadata={"env": "NEO4J_USERNAME"})
    neo4j_password: str = field(default="", metadata={"env": "NEO4J_PASSWORD", "secret": "yes"})
    neo4j_database: str = field(default="neo4j", metadata={"env": "NEO4J_DATABASE"})
    neo4j_ca: str = field(default="", metadata={"env": "NEO4J_CA"})
    neo4j_browser: str = field(default="", metadata={"env": "NEO4J_BROWSER"})


def variable_of(name: str) -> str:
    """The environment variable that sets the field ``name``, for messages."""
    return str(Settings.__dataclass_fields__[name].metadata["env"])


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the environment.

    Raises:
        BadUsage: a number cannot be parsed, or the base IRI is not absolute.
    """
    env = os.environ if environment is None else environment
    given: dict[str, object] = {}
    for item in fields(Settings):
        text = env.get(item.metadata["env"], "").strip()
        if not text:
            continue
        try:
            given[item.name] = _convert(item.name, text)
        except ValueError as cause:
            variable = item.metadata["env"]
            raise BadUsage(
                f"环境变量 {variable} 的值「{text}」无法使用；请改正或取消它。",
                f"The environment variable {variable} has the unusable value {text!r}; "
                "correct it or unset it.",
                variable=variable,
                value=text,
            ) from cause
    given.setdefault("home", _default_home())
    return Settings(**given)  # type: ignore[arg-type]


_INTEGERS = frozenset(item.name for item in fields(Settings) if item.type == "int")
_FLOATS = frozenset(item.name for item in fields(Settings) if item.type == "float")


def _convert(name: str, text: str) -> object:
    if name == "home":
        return Path(text).expanduser().absolute()
    if name in _INTEGERS:
        number = int(text)
        if number < 1:
            raise ValueError(text)
        return number
    if name in _FLOATS:
        amount = float(text)
        if not 0 <= amount < float("inf"):
            raise ValueError(text)
        return amount
    if name == "base":
        if "://" not in text or any(c in text for c in ' <>"{}|\\^`'):
            raise ValueError(text)
        return text if text.endswith(("/", "#")) else text + "/"
    if name == "service_log" and text not in ("requests", "queries", "errors"):
        raise ValueError(text)
    if name == "service_review" and text not in ("yes", "no"):
        raise ValueError(text)
    return text
