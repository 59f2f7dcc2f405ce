"""Each character of a text knows its token."""

from __future__ import annotations

import pytest

from gaoxin.extraction.encoding.tokenizer import NO_TOKEN, Tokenizer

WORDS = (
    *(
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        "云",
        "河",
        "（",
        "）",
        "，",
        '"',
        "-",
        "℃",
        "20",
        "5",
    ),
    *("##5", "##g", "g", "a", "##b", "c", "##c"),
)
TOKENIZER = Tokenizer(WORDS)


def pieces(text: str) -> list[str]:
    """The token of each character, ``""`` for none."""
    tokens = TOKENIZER.tokens(text)
    return ["" if i == NO_TOKEN else WORDS[tokens.ids[i]] for i in tokens.of_character]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("云河", ["云", "河"]),
        ("云 河\n云\u3000\ufeff", ["云", "", "河", "", "云", "", ""]),
        ("205g", ["20", "20", "##5", "##g"]),
        ("５Ｇ云", ["5", "##g", "云"]),  # full-width
        ("ABDD", ["a", "##b", "[UNK]", "[UNK]"]),
        ("àCd", ["a", "##c", "[UNK]"]),
        ("（云），“℃”—", ["（", "云", "）", "，", '"', "℃", '"', "-"]),
        ("云🚀\ud83d河", ["云", "[UNK]", "[UNK]", "河"]),  # an emoji, half of one
        ("𠮷云", ["[UNK]", "云"]),
        ("", []),
    ],
)
def test_every_character_has_its_token(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


def test_tokens_are_in_the_order_of_the_text_and_none_is_left_out() -> None:
    text = "云河205g，ABCC 云🚀" + "c" * 100 + "\r\n（5）"
    tokens = TOKENIZER.tokens(text)
    owners = [owner for owner in tokens.of_character if owner != NO_TOKEN]
    assert owners == sorted(owners)
    assert sorted(set(owners)) == list(range(len(tokens.ids)))
    assert len(tokens.of_character) == len(text)


def test_a_word_without_end_is_read_in_linear_time() -> None:
    assert len(TOKENIZER.tokens("z" * 300_000).ids) == 300_000
