"""Open the graph that is to be read: the home's own, or that of a SPARQL store."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gaoxin.errors import BadParameter
from gaoxin.graph.remote.sparql_addresses import SparqlAddresses, addresses_in
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store

if TYPE_CHECKING:
    import pyoxigraph as ox

    from gaoxin.graph.remote.sparql_connection import SparqlConnection
    from gaoxin.settings import Settings


def open_published(settings: Settings, number: int | None = None) -> Generation:
    """The published generation, or generation ``number``.

    With ``GAOXIN_SPARQL_ENDPOINT`` it is the one in that store.  Its manifest and name index are
    kept in the home, by the digest that the store tells; they are made at the first call.

    Raises:
        StoreEmpty: there is nothing to read.
        BadParameter: there is no generation of this number.
        ServiceUnavailable: the SPARQL store cannot be reached.
    """
    place = addresses_in(settings)
    if place is None:
        store = Store(settings)
        return store.read() if number is None else store.read_earlier(number)
    return _open_remote(settings, place, number)


def _open_remote(settings: Settings, place: SparqlAddresses, number: int | None) -> Generation:
    from gaoxin.graph.remote.publication_record import whole_record
    from gaoxin.graph.remote.remote_names import names_folder
    from gaoxin.graph.remote.remote_store import RemoteStore
    from gaoxin.graph.remote.sparql_connection import SparqlConnection

    connection = SparqlConnection(place)
    record = whole_record(connection)
    if number is not None and number != record.number:
        raise BadParameter(
            f"SPARQL 服务中只有第 {record.number} 代，没有第 {number} 代。",
            f"The SPARQL store has generation {record.number} only, not {number}.",
            generation=number,
        )
    store = RemoteStore(connection, settings.max_input_bytes)
    folder = names_folder(settings, store, record)
    # Readers use its methods for patterns only, which RemoteStore has.
    return Generation(settings, folder, cast("ox.Store", store))


def connection_of(generation: Generation) -> SparqlConnection | None:
    """The connection to the SPARQL store of a generation; ``None`` if it is the home's own."""
    from gaoxin.graph.remote.remote_store import RemoteStore

    store: object = generation.store
    return store.connection if isinstance(store, RemoteStore) else None
