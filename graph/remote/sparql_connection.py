"""Requests to a SPARQL store over HTTP: kept connections, limits of time and size.

What comes back is not trusted: no redirection is followed (it would take the password along), an
answer that is no answer to SPARQL is refused, and every read ends at a limit of bytes and time.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from gaoxin.errors import GaoxinError
from gaoxin.graph.remote.sparql_addresses import SparqlAddresses
from gaoxin.graph.remote.sparql_failures import broken, not_sparql, refused, too_large
from gaoxin.graph.remote.timed_link import TimedLink

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_MOST_ERROR = 1 << 16
_IDLE = 4
"""How many connections are kept for further requests."""
_LAST_SLEEP = 60.0
"""Seconds after which a kept connection is not used again: stores close them."""


class BoundedAnswer:
    """A body that is read in pieces, up to a number of bytes and until a moment."""

    def __init__(
        self, owner: SparqlConnection, link: TimedLink, answer: http.client.HTTPResponse, most: int
    ) -> None:
        self._owner, self._link, self._answer, self._left = owner, link, answer, most
        self.kind = (answer.headers.get_content_type() or "").lower()
        self.is_long = False
        self.failure: GaoxinError | None = None
        """Why reading failed: a parser in between would hide it."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes; ``b""`` at the end.

        Raises:
            QueryFailed: a limit was reached.
            ServiceUnavailable: the connection broke.
        """
        try:
            if self.is_long:
                self._link.limit(self._link.seconds)
            piece = self._answer.read(min(size, 1 << 16) if size > 0 else 1 << 16)
            if not piece and self._answer.length:
                # Reading in pieces, http.client takes a connection that ended early for the end.
                raise http.client.IncompleteRead(piece, self._answer.length)
        except (OSError, http.client.HTTPException) as cause:
            self.failure = broken(self._owner.place, cause, self._link.seconds)
            self.close()
            raise self.failure from cause
        self._left -= len(piece)
        if self._left < 0:
            self.failure = too_large()
            self.close()
            raise self.failure
        if not piece:
            self._finish()
        return piece

    def whole(self) -> bytes:
        """Everything that is left."""
        pieces = []
        while piece := self.read():
            pieces.append(piece)
        return b"".join(pieces)

    def _finish(self) -> None:
        if self._link.answer is self._answer:
            self._link.answer = None
            self._owner.give_back(self._link)

    def close(self) -> None:
        """Give the connection up unless everything was read."""
        if self._link.answer is self._answer:
            self._link.close()


class SparqlConnection:
    """Requests to one store.  Several answers can be read at a time."""

    def __init__(self, place: SparqlAddresses) -> None:
        self.place = place
        self._idle: list[TimedLink] = []
        self.requests = 0
        """How many requests were made."""

    def query(
        self,
        text: str,
        *,
        seconds: float,
        most: int,
        graphs: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
        is_long: bool = False,
    ) -> BoundedAnswer:
        """Send a query; ``graphs`` are the default and the named graphs to ask, if not the
        store's own.

        With ``is_long`` the answer may go on as long as something comes: ``seconds`` are those
        that each part of it may take.

        Raises:
            QueryFailed: the store refuses the query, or it takes too long.
            ServiceUnavailable: the store cannot be reached, or what answers is none.
        """
        form = [("query", text)]
        form += [("default-graph-uri", iri) for iri in graphs[0]]
        form += [("named-graph-uri", iri) for iri in graphs[1]]
        answer = self._send(
            "POST",
            self.place.query,
            urlencode(form).encode(),
            {
                "content-type": "application/x-www-form-urlencoded",
                "accept": f"{RESULTS}, {TRIPLES};q=0.9",
            },
            seconds,
            most,
        )
        answer.is_long = is_long
        if answer.kind not in (RESULTS, TRIPLES):
            answer.close()
            raise not_sparql(self.place.query, answer.kind)
        return answer

    def update(self, text: bytes) -> None:
        """Send an update.

        Raises:
            ServiceUnavailable: the store cannot be reached or refuses it.
        """
        headers = {"content-type": "application/sparql-update; charset=utf-8"}
        self._write("POST", self.place.update, text, headers)

    def add_to_graph(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a named graph, or with ``""`` to the default graph.

        Raises:
            ServiceUnavailable: the store cannot be reached or refuses it.
        """
        mark = "&" if "?" in self.place.graph_store else "?"
        which = f"graph={quote(graph, safe='')}" if graph else "default"
        headers = {"content-type": TRIPLES}
        self._write("POST", f"{self.place.graph_store}{mark}{which}", triples, headers)

    def _write(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> None:
        answer = self._send(method, address, body, headers, self.place.seconds, _MOST_ERROR)
        answer.whole()

    def _send(
        self,
        method: str,
        address: str,
        body: bytes,
        headers: Mapping[str, str],
        seconds: float,
        most: int,
    ) -> BoundedAnswer:
        parts = urlsplit(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = {"user-agent": "gaoxin-graph", **headers}
        if self.place.sign_in:
            sent["authorization"] = self.place.sign_in
        while True:
            link, is_new = self._link(parts)
            try:
                link.limit(seconds)
                link.http.request(method, path, body, sent)
                link.answer = link.http.getresponse()
                break
            except (OSError, http.client.HTTPException, ValueError) as cause:
                link.close()
                if is_new or isinstance(cause, TimeoutError):
                    raise broken(self.place, cause, seconds) from cause
        self.requests += 1
        answer = BoundedAnswer(self, link, link.answer, most)
        status = link.answer.status
        if status not in range(200, 300):
            try:
                body = answer.whole()
            except GaoxinError:
                body = b""
            answer.close()
            raise refused(self.place, address, status, body)
        return answer

    def _link(self, parts: SplitResult) -> tuple[TimedLink, bool]:
        now = time.monotonic()
        while self._idle:
            link = self._idle.pop()
            if link.place == (parts.scheme, parts.netloc) and now - link.used < _LAST_SLEEP:
                return link, False
            link.close()
        return TimedLink(parts), True

    def give_back(self, link: TimedLink) -> None:
        """Keep a connection whose answer was read to the end."""
        link.used = time.monotonic()
        if link.http.sock is not None and len(self._idle) < _IDLE:
            self._idle.append(link)
        else:
            link.close()

    def close(self) -> None:
        """Close the kept connections."""
        while self._idle:
            self._idle.pop().close()
