"""A name that is merged means that thing after the load, whatever class it has."""

from __future__ import annotations

from pathlib import Path

from gaoxin.extraction.decisions.deciding import Deciding
from gaoxin.extraction.decisions.decision_log import record
from gaoxin.extraction.decisions.kept_articles import keep_article
from gaoxin.extraction.decisions.load_reviewed import load_reviewed
from gaoxin.extraction.decisions.review import Review
from gaoxin.graph.names.keys import mint
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store
from gaoxin.ontology.terms import vocabulary
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home
from tests.fixtures.made_up_articles import ZONE, Finder


def one_of_each_class(generation: Generation) -> dict[str, str]:
    """For each class the key of a thing that no catalogue declares: the key is made of its name."""
    found: dict[str, str] = {}
    listed = generation.names.connection.execute("SELECT key FROM thing ORDER BY key")
    for (key,) in listed.fetchall():
        thing = generation.names.by_iri(key)
        assert thing
        kind = key.partition("/")[0]
        if kind == "person" or mint(kind, thing.name) == key:
            found.setdefault(thing.type, key)
    return found


def test_a_name_merged_with_an_undeclared_thing_is_that_thing(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    settings = copy_home(shipped_settings, tmp_path / "home")
    generation = Store(settings).read()
    chosen = one_of_each_class(generation)
    assert {"Indicator", "Enterprise", "Person", "Project"} <= set(chosen)
    names = {f"某某{vocabulary().classes[cls].label_zh}别称": cls for cls in chosen}
    finder = Finder("合肥高新区。" + "".join(f"{name}产值5亿元。" for name in names))
    zone = finder.name("合肥高新区", "Zone", iri=ZONE)
    for name, cls in names.items():
        words = f"{name}产值5亿元"
        if cls == "Indicator":
            finder.states(words, zone, "observation", name, value="5", unit="亿元")
        else:
            finder.states(words, finder.name(name, cls), "description", "产值5亿元")
    key = keep_article(settings.home, finder.extraction, {"title": "别称"})
    deciding = Deciding(Review(finder.extraction, []), generation)
    merges = [deciding.merge(cls, name, chosen[cls]) for name, cls in names.items()]
    log = record(settings.home, key, merges)
    deciding = Deciding(Review(finder.extraction, log), generation)
    record(settings.home, key, [deciding.accept(f.ident) for f in deciding.review.facts])
    load_reviewed(settings, key)
    after = Store(settings).read().names
    meant = {
        name: [one.key for one in after.candidates(name, spoken=False)]
        for name, cls in names.items()
        if cls != "Person"  # another name of a person is not shown as one
    }
    assert meant == {name: [chosen[names[name]]] for name in meant}
    made = after.connection.execute("SELECT name FROM thing").fetchall()
    assert {name for (name,) in made}.isdisjoint(chosen.values())
