"""Names that no gazetteer has are found by what stands around them and by how they are built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaoxin.extraction import weights
from gaoxin.extraction.article import Article
from gaoxin.extraction.encoding.encoder import load_encoder
from gaoxin.extraction.tagging.tagger import (
    Tagger,
    first_characters,
    load_tagger,
    mentions_of,
)
from gaoxin.extraction.tagging.tags import TAGS, TYPES, begins, best_tags, names_of

if TYPE_CHECKING:
    from gaoxin.extraction.tagging.tags import Matrix

np = pytest.importorskip("numpy")
pytest.importorskip("onnxruntime")

FIRM, ZONE = TYPES.index("Enterprise"), TYPES.index("Zone")


def scores_of(tags: list[int], least: float = 0.0) -> Matrix:
    """Scores of which ``tags`` are the best."""
    scores: Matrix = np.full((len(tags), TAGS), least, np.float32)
    scores[np.arange(len(tags)), tags] = 5.0
    return scores


def best_of(scores: Matrix, broken: tuple[int, ...] = ()) -> list[int]:
    """The best tags where the tokens ``broken`` go on a word."""
    within: Matrix = np.zeros(len(scores), np.float32)
    within[list(broken)] = 1
    return best_tags(scores, within)


def test_a_name_goes_on_only_in_its_own_class() -> None:
    firm, zone = begins(FIRM), begins(ZONE)
    assert best_of(scores_of([firm, firm + 1, 0, zone, zone + 1])) == [
        *(firm, firm + 1, 0, zone, zone + 1)
    ]
    for wrong in ([0, firm + 1], [zone, firm + 1], [firm + 1]):
        tags = best_of(scores_of(wrong))
        before = [0, *tags[:-1]]
        for one, other in zip(before, tags, strict=True):
            assert other == 0 or other % 2 == 1 or one in (other, other - 1)
    assert best_of(np.zeros((0, TAGS), np.float32)) == []


def test_a_name_has_two_tokens_at_least() -> None:
    assert best_of(scores_of([0, begins(FIRM), 0])) == [0, 0, 0]
    assert best_of(scores_of([0, begins(FIRM)])) == [0, 0]


def test_a_doubtful_token_does_not_cut_a_name() -> None:
    firm = begins(FIRM)
    scores = scores_of([firm, firm + 1, 0, firm, firm + 1, 0])
    scores[2, firm + 1], scores[3, firm + 1] = 4.5, 4.6
    assert best_of(scores) == [firm, *[firm + 1] * 4, 0]


def test_names_begin_and_end_with_words() -> None:
    firm = begins(FIRM)
    scores = scores_of([0, 0, firm, firm + 1, 0, 0])
    scores[1, firm], scores[2, firm + 1], scores[4, firm + 1] = 4.5, 4.5, 3.2
    assert best_of(scores) == [0, 0, firm, firm + 1, 0, 0]
    assert best_of(scores, broken=(2, 4)) == [0, firm, firm + 1, firm + 1, firm + 1, 0]


def test_names_of_tags() -> None:
    firm, zone = begins(FIRM), begins(ZONE)
    assert names_of([zone, zone + 1, firm, firm, firm + 1, 0]) == [
        (0, 2, ZONE),
        (2, 3, FIRM),
        (3, 5, FIRM),
    ]


def test_a_name_is_found_at_all_its_places_with_one_class() -> None:
    text = "星禾科技与星禾科技。\n星禾科技"
    firm, zone = begins(FIRM), begins(ZONE)
    tags = [firm, *[firm + 1] * 3, 0, zone, *[zone + 1] * 3, 0, 0, 0, 0, 0]
    scores = scores_of(tags)
    scores[5:9, firm : firm + 2] = 4.5  # the second is nearly as much a firm
    starts = [place for place, character in enumerate(text) if character != "\n"]
    found = mentions_of(text, scores, starts, [*starts[1:], len(text)])
    assert [(m.span.start, m.name) for m in found] == [
        (0, "星禾科技"),
        (5, "星禾科技"),
        (11, "星禾科技"),
    ]
    assert len({m.type for m in found}) == 1
    assert all(0 < m.score <= 1 for m in found)


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ("《星禾办法》。", "《星禾办法》"),
        ("星禾办法》。", "星禾办法"),
        ("，（星禾", "星禾"),
        ("。《", ""),
    ],
)
def test_names_have_no_marks_at_their_ends(tagged: str, name: str) -> None:
    firm = begins(FIRM)
    places = list(range(len(tagged)))
    scores = scores_of([firm, *[firm + 1] * (len(tagged) - 1)])
    found = mentions_of(tagged, scores, places, [*places[1:], len(tagged)])
    assert [mention.name for mention in found] == [name][: bool(name)]


def test_no_name_goes_over_the_end_of_a_line() -> None:
    firm = begins(FIRM)
    text = "星禾\n科技"
    tags = [firm, *[firm + 1] * 3]
    assert mentions_of(text, scores_of(tags), [0, 1, 3, 4], [1, 3, 4, 5]) == []


def test_first_characters_are_those_of_tokens() -> None:
    rows = np.array([[1, 0], [1, 0], [0, 0], [1, 0], [0, 2]], np.float32)
    assert first_characters(rows).tolist() == [0, 3, 4]
    assert first_characters(rows[:0]).tolist() == []


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    found = load_tagger()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("云河高新区的星禾智能科技有限公司今年投产。", "星禾智能科技有限公司", "Enterprise"),
        ("近日，云河高新区召开会议。", "云河高新区", "Zone"),
        ("云河市委书记柳思远到企业调研。", "柳思远", "Person"),
        ("云河高新区管委会印发《云河人才发展若干措施》。", "云河人才发展若干措施", "Policy"),
        ("第三届云河创新创业大赛在云河高新区举行。", "第三届云河创新创业大赛", "Event"),
    ],
)
def test_made_up_names_are_found(tagger: Tagger, text: str, name: str, kind: str) -> None:
    encoder = load_encoder()
    assert encoder is not None
    found = tagger.tag(Article(text, text), encoder.vectors(text))
    assert (name, kind) in {(mention.span.of(text), mention.type) for mention in found}
    assert found == tagger.tag(Article(text, text), encoder.vectors(text))


def test_an_empty_text_has_no_names(tagger: Tagger) -> None:
    assert tagger.tag(Article("", ""), np.zeros((0, 512), np.float32)) == []
    assert tagger.tag(Article(" \n", " \n"), np.zeros((2, 512), np.float32)) == []


def test_without_weights_there_is_no_tagger(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(weights, "files", lambda package: tmp_path)
    load_tagger.cache_clear()
    assert load_tagger() is None
    load_tagger.cache_clear()
