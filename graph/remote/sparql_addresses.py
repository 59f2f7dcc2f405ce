"""Where a SPARQL 1.1 store is, and how one signs in there; from the settings."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gaoxin.errors import BadUsage
from gaoxin.settings import variable_of

if TYPE_CHECKING:
    from gaoxin.settings import Settings


@dataclass(frozen=True, slots=True)
class SparqlAddresses:
    """The addresses of a store.  ``query`` is always set; ``update`` and ``graph_store`` are
    ``""`` if they are not known.

    ``sign_in`` is the value of the header ``Authorization``, or ``""``.  ``seconds`` limits each
    request that writes or reads much; ``base`` is the base IRI of things.
    """

    query: str
    update: str
    graph_store: str
    sign_in: str
    seconds: float
    base: str

    @property
    def graphs(self) -> str:
        """What the IRIs of all named graphs of the project begin with."""
        return f"{self.base}graph/"

    @property
    def record_graph(self) -> str:
        """The IRI of the named graph in which the store says what it holds."""
        return f"{self.graphs}published"

    @property
    def shown(self) -> str:
        """The address for queries as messages show it."""
        return shown_address(self.query)


def shown_address(address: str) -> str:
    """An address as messages show it: its query may hold what nobody else should see."""
    return address.partition("?")[0]


def addresses_in(settings: Settings) -> SparqlAddresses | None:
    """The addresses that the settings name; ``None`` if they name no endpoint.

    Raises:
        BadUsage: an address is no HTTP address, or has a password in it.
    """
    if not settings.sparql_endpoint:
        return None
    for name in ("sparql_endpoint", "sparql_update", "sparql_graph_store"):
        _check(name, getattr(settings, name))
    return SparqlAddresses(
        settings.sparql_endpoint,
        settings.sparql_update,
        settings.sparql_graph_store,
        _sign_in(settings),
        settings.sparql_seconds,
        settings.base,
    )


def is_remote(settings: Settings) -> bool:
    """Whether lookups and queries are answered by a SPARQL store instead of the home's."""
    return bool(settings.sparql_endpoint)


def _sign_in(settings: Settings) -> str:
    if settings.sparql_token:
        return f"Bearer {settings.sparql_token}"
    if settings.sparql_username:
        pair = f"{settings.sparql_username}:{settings.sparql_password}"
        return "Basic " + base64.b64encode(pair.encode()).decode("ascii")
    return ""


def _check(name: str, address: str) -> None:
    if not address:
        return
    variable = variable_of(name)
    try:
        parts = urlsplit(address)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        is_usable = is_usable and (parts.port is None or parts.port > 0)
    except ValueError:
        is_usable = False
    if not is_usable or any(c.isspace() or not c.isprintable() for c in address):
        raise BadUsage(
            f"{variable} 不是 SPARQL 服务的网址；例如 http://127.0.0.1:3030/ds/query。",
            f"{variable} is no address of a SPARQL service, such as "
            "http://127.0.0.1:3030/ds/query.",
            variable=variable,
        )
    if parts.username is not None or parts.fragment:
        raise BadUsage(
            f"{variable} 中不能写用户名与密码；请用 GAOXIN_SPARQL_USERNAME 与 "
            "GAOXIN_SPARQL_PASSWORD。",
            f"{variable} must contain no user and password; use GAOXIN_SPARQL_USERNAME and "
            "GAOXIN_SPARQL_PASSWORD.",
            variable=variable,
        )
