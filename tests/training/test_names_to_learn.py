"""What a tagger learns from labels: names at all their places, others in their places, windows."""

from __future__ import annotations

from random import Random

import pytest

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.encoding.tokenizer import Tokenizer
from gaoxin.extraction.tagging.tags import TYPES, begins
from training.augmentation import NamedText, names_by_class, with_other_names
from training.corpus import LabelledText
from training.names import names_in

TEXT = "云河高新区管委会说，云河高新区的星禾公司来了。\n星禾公司由柳思任经理。"


def row(subject: str, kind: str, predicate: str, thing: str, other: str) -> dict[str, str]:
    return {
        **{"subject": subject, "subject_type": kind, "predicate": predicate},
        **{"object": thing, "object_type": other},
    }


LABELLED = LabelledText(
    "made up",
    Article(TEXT, TEXT),
    (
        row("星禾公司", "Enterprise", "locatedIn", "云河高新区", "Zone"),
        row("星禾公司", "Organization", "observation", "营收", "Indicator"),
        row("柳思", "Person", "holdsPosition", "星禾公司", "Enterprise"),
        row("云河高新区管委会", "Organization", "hosts", "", ""),
    ),
    (),
)


def test_names_are_found_at_all_their_places_the_longest_first() -> None:
    found = [(span.of(TEXT), kind) for span, kind in names_in(LABELLED)]
    assert found == [
        ("云河高新区管委会", "Organization"),
        ("云河高新区", "Zone"),
        ("星禾公司", "Enterprise"),
        ("星禾公司", "Enterprise"),
        ("柳思", "Person"),
    ]


def test_names_are_exchanged_for_others_of_their_class_at_all_their_places() -> None:
    text = NamedText(TEXT, tuple(names_in(LABELLED)))
    names = {kind: [f"{kind}甲"] for kind in ("Organization", "Zone", "Enterprise", "Person")}
    other = with_other_names(text, names, 1.0, Random(1))
    assert (
        other.text == "Organization甲说，Zone甲的Enterprise甲来了。\nEnterprise甲由Person甲任经理。"
    )
    assert [span.of(other.text) for span, _ in other.names] == [f"{k}甲" for _, k in text.names]
    assert with_other_names(text, names, 0.0, Random(1)) == text


def test_zones_and_places_of_the_reference_tables_are_among_the_names() -> None:
    names = names_by_class([NamedText("云河", ((TextSpan(0, 2), "City"),))])
    assert "云河" in names["City"]
    assert {"Zone", "City", "County", "Province"} <= names.keys()
    assert all(found == sorted(set(found)) for found in names.values())


def test_windows_have_all_tokens_with_their_tags() -> None:
    np = pytest.importorskip("numpy")
    from training.windows import Cutting, arrays_of, tagged_tokens, windows_of

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(TEXT) - {"\n"})]
    tokenizer = Tokenizer(words)
    text = NamedText(TEXT, tuple(names_in(LABELLED)))
    whole = tagged_tokens(text, tokenizer)
    firm = begins(TYPES.index("Enterprise"))
    assert "".join(words[n] for n in whole.ids) == TEXT.replace("\n", "")
    assert whole.tags[16:20] == [firm, firm + 1, firm + 1, firm + 1]
    cutting = Cutting(tokens=20)
    found = windows_of([text], {}, cutting, tokenizer, Random(2))
    ids, mask, tags = arrays_of(found, cutting, tokenizer, Random(2))
    assert ids.shape == mask.shape == tags.shape == (len(found), 22)
    assert ((tags >= 0).sum(1) == mask.sum(1) - 2).all()
    assert np.array_equal(ids == 2, np.arange(22)[None] == np.zeros((len(found), 1)))
    masked = arrays_of(found, Cutting(tokens=20, masked=1.0), tokenizer, Random(2))[0]
    assert ((masked == tokenizer.mask).sum(1) == mask.sum(1) - 2).all()


def test_written_layers_are_read_as_they_were() -> None:
    pytest.importorskip("onnx")
    np = pytest.importorskip("numpy")
    from gaoxin.extraction.weights import read_weights
    from training.encoder_weights import read_encoder, write_layers

    model = read_weights("gaoxin.extraction.encoding", "encoder.onnx")
    assert model is not None
    layers = read_encoder(model)["layers"]
    layers[1]["query"] = layers[1]["query"] * 2
    written = write_layers(model, layers)
    assert written == write_layers(model, layers)
    again = read_encoder(written)["layers"]
    for one, other in zip(layers, again, strict=True):
        assert one.keys() == other.keys()
        for name in one:
            step = np.abs(one[name]).max() / 127
            assert np.abs(one[name] - other[name]).max() <= step, name
