"""Resolution of names by the registry of profiles, built from records without a store."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import pytest

from gaoxin.graph.names.keys import mint
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.resolving.registry import Registry, Resolution
from gaoxin.model import Record
from tests.fixtures.records import SHOWN, UNNAMED, row, same, thing

pytestmark = pytest.mark.usefixtures("in_both")


last_is_beside = False


@pytest.fixture(autouse=True, params=[False, True], ids=["together", "beside"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "last_is_beside", request.param)


def registry(*datasets: Iterable[Record | Identity], keys: str = "abcdef") -> Registry:
    """Of all datasets at once, or of all but the last, with the last beside them."""
    profiles = [profile_of_records(key, d) for key, d in zip(keys, datasets, strict=False)]
    if last_is_beside:
        *profiles, last = profiles
        others = Registry({profile.dataset: profile for profile in reversed(profiles)})
        others.resolve("Zone", "某高新区", "a")  # what it has found is not what both find
        return others.beside(last)
    return Registry({profile.dataset: profile for profile in reversed(profiles)})


def declared(key: str, main: str, known: bool = True, canonical: str = "") -> Resolution:
    return Resolution(key, True, main, canonical, known)


def minted(form: str, *candidates: str, canonical: str = "", dataset: str = "") -> Resolution:
    key = mint("enterprise", form, dataset)
    return Resolution(key, False, "", canonical or form, False, candidates)


def test_a_declared_name_leads_to_its_thing() -> None:
    names = registry([thing("zone/x", "NationalZone+Zone", "某区", "某高新区")])
    assert names.resolve("Zone", "某区", "f") == declared("zone/x", "NationalZone")
    assert names.resolve("Zone", " 某高新區", "f") == declared(
        "zone/x", "NationalZone", known=False
    )
    assert names.resolve("Enterprise", "某区", "f") == minted("某区")
    assert names.resolve("Zone", "zone/x", "f") == declared("zone/x", "NationalZone")
    assert names.resolve("Enterprise", "zone/x", "f") == declared("zone/x", "NationalZone")


def test_an_unknown_name_is_a_thing_of_its_own() -> None:
    assert registry([]).resolve("Enterprise", "甲  公司", "f") == minted("甲 公司")


@pytest.mark.parametrize(
    ("better", "worse"),
    [("preferred", "alias"), ("alias", "short"), ("short", "code"), ("preferred", "code")],
)
def test_a_better_name_goes_before_a_worse_one(better: str, worse: str) -> None:
    for first, second in (("zone/a", "zone/b"), ("zone/b", "zone/a")):
        names = registry(
            [
                thing(first, "Zone", "某区", how=better),
                thing(second, "Zone", "某区", how=worse),
            ]
        )
        assert names.resolve("Zone", "某区", "f") == declared(first, "Zone")


def test_an_official_name_is_never_a_candidate() -> None:
    names = registry([thing("industry/o", "Industry", "电池", how="official")])
    assert names.resolve("Industry", "电池", "f").declared is False


@pytest.mark.parametrize("how", ["preferred", "alias", "short", "code"])
def test_two_equally_good_names_are_candidates(how: str) -> None:
    names = registry(
        [
            thing("enterprise/b", "Enterprise", "甲", how=how),
            thing("enterprise/a", "Enterprise", "甲", how=how),
        ]
    )
    assert names.resolve("Enterprise", "甲", "f") == minted("甲", "enterprise/a", "enterprise/b")


def test_a_thing_of_the_rows_own_class_goes_before_others_of_its_kind() -> None:
    names = registry(
        [
            thing("division/1", "City", "朝阳"),
            thing("division/2", "County", "朝阳", how="short"),
            thing("division/3", "Province", "吉林"),
        ]
    )
    assert names.resolve("City", "朝阳", "f").key == "division/1"
    assert names.resolve("County", "朝阳", "f").key == "division/2"
    assert names.resolve("Province", "朝阳", "f").key == "division/1"
    assert names.resolve("City", "吉林", "f").key == "division/3"


def test_an_alias_leads_to_its_subject_and_on() -> None:
    names = registry(
        [thing("enterprise/x", "Enterprise", "甲公司")],
        [row("甲公司", "alias", "甲司"), row("甲司", "alias", "甲")],
    )
    for form in ("甲", "甲司"):
        found = names.resolve("Enterprise", form, "f")
        assert found == declared("enterprise/x", "Enterprise", known=False)
    # An alias does not redirect a declared name.
    names = registry(
        [thing("enterprise/x", "Enterprise", "甲"), thing("enterprise/y", "Enterprise", "乙")],
        [row("乙", "alias", "甲")],
    )
    assert names.resolve("Enterprise", "甲", "f") == declared("enterprise/x", "Enterprise")


def test_an_alias_of_an_undeclared_name_shares_its_minted_key() -> None:
    names = registry([row("甲公司", "alias", "甲司")])
    assert names.resolve("Enterprise", "甲司", "f") == minted("甲公司")


def test_an_alias_of_two_things_is_ambiguous() -> None:
    names = registry([row("甲公司", "alias", "司")], [row("乙公司", "alias", "司")])
    keys = sorted(mint("enterprise", form) for form in ("甲公司", "乙公司"))
    assert names.resolve("Enterprise", "司", "f") == minted("司", *keys)


def test_aliases_in_a_circle_have_one_key() -> None:
    names = registry([row("乙", "alias", "甲"), row("丙", "alias", "乙"), row("甲", "alias", "丙")])
    keys = {names.resolve("Enterprise", form, "f").key for form in "甲乙丙"}
    assert keys == {mint("enterprise", min("甲乙丙"))}


def test_an_identity_goes_before_what_is_declared() -> None:
    names = registry(
        [thing("enterprise/x", "Enterprise", "甲"), thing("enterprise/y", "Enterprise", "乙")],
        [same("甲", "乙")],
    )
    found = names.resolve("Enterprise", "甲", "f")
    assert found == declared("enterprise/y", "Enterprise", known=False)
    assert names.resolve("Enterprise", "乙", "f") == declared("enterprise/y", "Enterprise")


def test_an_identity_may_name_a_key_and_the_least_of_two_counts() -> None:
    names = registry(
        [thing("enterprise/x", "Enterprise", "甲"), thing("enterprise/y", "Enterprise", "甲")],
        [same("甲", "enterprise/y")],
        [same("甲", "enterprise/x")],
    )
    assert names.resolve("Enterprise", "甲", "f").key == "enterprise/x"


def test_names_kept_apart_are_no_candidates() -> None:
    things = [
        thing("enterprise/x", "Enterprise", "甲", "甲公司"),
        thing("enterprise/y", "Enterprise", "甲"),
    ]
    by_key = registry(things, [same("甲", "enterprise/x", same=False)])
    assert by_key.resolve("Enterprise", "甲", "f") == declared("enterprise/y", "Enterprise")
    by_name = registry(things, [same("甲", "甲公司", same=False)])
    assert by_name.resolve("Enterprise", "甲", "f") == declared("enterprise/y", "Enterprise")
    both = registry(
        things, [same("甲", "enterprise/x", same=False), same("甲", "enterprise/y", same=False)]
    )
    assert both.resolve("Enterprise", "甲", "f") == minted("甲")


def test_the_canonical_name_is_chosen_by_rows_then_datasets_then_length() -> None:
    forms = ["甲 公司", "甲公司"]
    names = registry(
        [row(forms[0], "website", "x")],
        [row(forms[0], "website", "x")],
        [row(forms[1], "website", "x")],
    )
    for form in forms:  # the form of most datasets
        assert names.resolve("Enterprise", form, "f") == minted(form, canonical=forms[0])
    names = registry([row(forms[0], "website", "x")], [row(forms[1], "website", "x")])
    for form in forms:  # equally many: the shorter one
        assert names.resolve("Enterprise", form, "f") == minted(form, canonical=forms[1])
    names = registry([row("TCL", "website", "x")], [row("tcl", "website", "x")])
    assert names.resolve("Enterprise", "tcl", "f").canonical == "TCL"  # equally long: the first one
    names = registry(
        [
            row("甲公司", "name", "甲科技集团"),
            row("甲公司", "name", "甲股份公司"),
            row("甲公司", "name", "甲技术公司"),
            row("甲公司", "alias", "甲"),
        ]
    )
    assert names.resolve("Enterprise", "甲公司", "f").canonical == "甲技术公司"
    names = registry([row("甲公司", "name", "甲集团"), row("甲公司", "name", "甲科技集团")])
    assert names.resolve("Enterprise", "甲公司", "f").canonical == "甲集团"


def test_an_unnamed_thing_belongs_to_its_dataset() -> None:
    names = registry([row(UNNAMED, "alias", "甲司")], [row(UNNAMED, "website", "x")])
    for dataset in "ab":
        found = names.resolve("Enterprise", UNNAMED, dataset)
        assert found == minted(SHOWN, dataset=dataset)
    assert names.resolve("Enterprise", UNNAMED, "a") != names.resolve("Enterprise", UNNAMED, "b")
    assert names.resolve("Enterprise", "甲司", "b") == minted(SHOWN, dataset="a")


def test_an_answer_is_remembered_by_type_and_form() -> None:
    names = registry([thing("zone/x", "Zone", "某区"), thing("enterprise/x", "Enterprise", "某区")])
    assert names.resolve("Zone", "某区", "a").key == "zone/x"
    assert names.resolve("Enterprise", "某区", "a").key == "enterprise/x"
    assert names.resolve("Zone", "某区", "b") is names.resolve("Zone", "某區"[:1] + "区", "a")
