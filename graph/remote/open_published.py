"""Open the graph that is to be read: the home's own, or that of a SPARQL store."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from gaoxin.errors import NoGeneration
from gaoxin.graph.remote.sparql_addresses import SparqlAddresses, addresses_in
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.manifest import MANIFEST_FILES, Manifest
from gaoxin.graph.store.store import Store

if TYPE_CHECKING:
    from gaoxin.graph.remote.sparql_connection import SparqlConnection
    from gaoxin.settings import Settings

# HTTP and its certificates are imported where they are used: the home's own graph needs none.


def open_published(settings: Settings, number: int | None = None) -> Generation:
    """The published generation, or generation ``number``.

    With ``GAOXIN_SPARQL_ENDPOINT`` it is the one in that store.  Its manifest and name index are
    kept in the home, by the digest that the store tells; they are made at the first call.

    Raises:
        StoreEmpty: there is nothing to read.
        NoGeneration: there is no generation of this number.
        ServiceUnavailable: the SPARQL store cannot be reached.
    """
    place = addresses_in(settings)
    if place is None:
        store = Store(settings)
        return store.read() if number is None else store.read_earlier(number)
    return _open_remote(settings, place, number)


def manifest_of(settings: Settings, number: int) -> Manifest:
    """The manifest of a generation that was published here, or that is known of a SPARQL store.

    Raises:
        NoGeneration: there is none of this number.
        StoreCorrupt: it is damaged.
    """
    if addresses_in(settings) is None:
        return Store(settings).manifest(number)
    from gaoxin.graph.remote.remote_names import kept_folders

    for folder in kept_folders(settings):
        manifest = Manifest.read(folder / MANIFEST_FILES[0])
        if manifest.number == number:
            return manifest
    raise _no_such(number)


def manifest_there(settings: Settings, known: Manifest | None) -> Manifest:
    """The manifest of what the SPARQL store of the settings holds now; ``known`` if that is it.

    Raises:
        StoreEmpty: there is nothing to read.
        ServiceUnavailable, QueryFailed: the store cannot be reached, or not in time.
    """
    from gaoxin.graph.remote.publication_record import whole_record
    from gaoxin.graph.remote.remote_names import names_folder
    from gaoxin.graph.remote.remote_store import RemoteStore
    from gaoxin.graph.remote.sparql_connection import SparqlConnection

    place = addresses_in(settings)
    assert place is not None
    store = RemoteStore(SparqlConnection(place), settings.max_input_bytes)
    record = whole_record(store.connection)
    if known is not None and (known.number, known.digest) == (record.number, record.digest):
        return known
    return Manifest.read(names_folder(settings, store, record) / MANIFEST_FILES[0])


def is_published(generation: Generation) -> bool:
    """Whether what is read through ``generation`` is still that: always for the home's own, and for
    one in a SPARQL store as long as nothing else was published there.

    Raises:
        ServiceUnavailable, QueryFailed: the store cannot be reached, or not in time.
    """
    connection = connection_of(generation)
    if connection is None:
        return True
    from gaoxin.graph.remote.publication_record import read_record

    record = read_record(connection)
    return record is not None and record.is_whole and record.digest == generation.manifest.digest


def _open_remote(settings: Settings, place: SparqlAddresses, number: int | None) -> Generation:
    from gaoxin.graph.remote.publication_record import whole_record
    from gaoxin.graph.remote.remote_names import names_folder
    from gaoxin.graph.remote.remote_store import RemoteStore
    from gaoxin.graph.remote.sparql_connection import SparqlConnection

    connection = SparqlConnection(place)
    record = whole_record(connection)
    if number is not None and number != record.number:
        raise _no_such(number)
    store = RemoteStore(connection, settings.max_input_bytes)
    folder = names_folder(settings, store, record)
    # Readers use its methods for patterns only, which RemoteStore has.
    generation = Generation(settings, folder, cast(ox.Store, store))
    sources = [generation.minter.source(key).value for key in generation.manifest.sources]
    store.companions = [dict.fromkeys(sources), dict.fromkeys(generation.graph_sources)]
    return generation


def _no_such(number: int) -> NoGeneration:
    return NoGeneration(
        f"SPARQL 服务中没有第 {number} 代；那里只有最后发布的一代。",
        f"The SPARQL store has no generation {number}; it has the one published last only.",
        generation=number,
    )


def connection_of(generation: Generation) -> SparqlConnection | None:
    """The connection to the SPARQL store of a generation; ``None`` if it is the home's own."""
    store: object = generation.store
    if isinstance(store, ox.Store):
        return None
    from gaoxin.graph.remote.remote_store import RemoteStore

    return store.connection if isinstance(store, RemoteStore) else None
