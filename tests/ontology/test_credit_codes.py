"""Unified social credit codes: what is read, what is refused, and in which words."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gaoxin.ontology.check_characters import (
    VALUES,
    check_character,
    is_credit_code,
    is_identity_number,
    is_organization_code,
)
from gaoxin.ontology.credit_code_faults import CreditCodeFault
from gaoxin.ontology.credit_codes import read_credit_code

# The example of the standard, and codes that well-known companies print on their invoices.
REAL = (
    "91350100M000100Y43",
    "914403001922038216",
    "9144030071526726XG",
    "91110000802100433B",
    "91330100799655058B",
)
STANDARD = REAL[0]


@st.composite
def codes(draw: st.DrawFn) -> str:
    """Codes with a right check character; the organization code in it may have a wrong one."""
    letters = st.sampled_from(sorted(VALUES))
    kind = draw(st.sampled_from(("91", "92", "93", "12", "51", "Y1", "A1", "N2")))
    division = "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=6, max_size=6)))
    rest = "".join(draw(st.lists(letters, min_size=9, max_size=9)))
    return (first := kind + division + rest) + check_character(first)


@pytest.mark.parametrize("code", REAL)
def test_real_codes_are_valid_and_leave_no_doubt(code: str) -> None:
    found = read_credit_code(code)
    assert found.text == code
    assert not list(found.doubts())
    assert found.division == code[2:8]
    assert is_organization_code(found.organization_code)


@pytest.mark.parametrize(
    "written",
    [
        "91350100m000100y43",
        " 91350100 M000100Y 43 ",
        "9135-0100-M000-100Y-43",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100－M000100Y4–3",
        "'91350100M000100Y43",
        '="91350100M000100Y43"',
        "91350100\u00a0M000100Y43\u200b",
        "\ufeff91350100M000100Y43\n",
        "统一社会信用代码：91350100M000100Y43",
        "信用代码 91350100M000100Y43",
        "税号:91350100M000100Y43",
        "91350100M000100Y43（1-1）",
        "91350100M000100Y43 (2-1)",
    ],
)
def test_other_ways_to_write_a_code(written: str) -> None:
    assert read_credit_code(written).text == STANDARD


@pytest.mark.parametrize(
    ("written", "kind", "word"),
    [
        ("9.11202E+17", "scientific", "原件"),
        ("9.1120211609E17", "scientific", "文本"),
        ("９．１１２０２Ｅ＋１７", "scientific", "文本"),
        ("9,11202E+17", "scientific", "文本"),
        ("911201160000000000.0", "scientific", "文本"),
        ("911201167595083000", "rounded", "15 位"),
        ("91350100M000100Y4", "length", "17 位"),
        ("91350100M000100Y433", "length", "19 位"),
        ("", "length", "0 位"),
        ("91350100M000100Y44", "check", "校验码不符"),
        ("340100000012345", "registration", "15 位的旧工商注册号"),
        ("71526726X", "organization", "9 位的组织机构代码"),
        ("71526726-X", "organization", "9 位的组织机构代码"),
        ("44030071526726X", "tax", "15 位的旧税务登记号"),
        ("9135O100M000100Y43", "characters", "第 5 位 O（是否为 0？）"),
        ("9I350100M000100Y43", "characters", "第 2 位 I（是否为 1？）"),
        ("91350100M000100Y43号", "characters", "号"),
        ("91350100М000100Y43", "characters", "U+041C"),  # a Cyrillic letter
        ("913501A0M000100Y43", "characters", "第 7 位却是 A"),
        ("正在办理", "characters", "数字和大写字母"),
        ("11010119900307002X", "person", "身份证"),
    ],
)
def test_a_fault_is_named_exactly(written: str, kind: str, word: str) -> None:
    with pytest.raises(CreditCodeFault) as raised:
        read_credit_code(written)
    assert raised.value.kind == kind
    assert word in raised.value.zh
    assert raised.value.en


def test_a_likely_misreading_is_named_and_not_corrected() -> None:
    for written in ("9135O1OOMOOO1OOY43", "91350100M0O0100Y43"):
        with pytest.raises(CreditCodeFault, match=STANDARD):
            read_credit_code(written)
    # 8 for B at the end, an exchange of two neighbours.
    for written, meant in (
        ("911100008021004338", "91110000802100433B"),
        ("91440300715627267X", ""),
        ("9144030017526726XG", "9144030071526726XG"),
    ):
        with pytest.raises(CreditCodeFault) as raised:
            read_credit_code(written)
        assert meant in raised.value.zh
        assert meant in raised.value.en
        assert bool(meant) == ("是否为" in raised.value.zh)


def test_an_identity_number_is_recognised() -> None:
    assert is_identity_number("11010119900307002X")
    assert not is_identity_number("110101199003070020")
    assert not is_identity_number("11010119901307002X")


def test_a_valid_code_may_leave_a_doubt() -> None:
    first = "91990100M000100Y5"
    doubts = list(read_credit_code(first + check_character(first)).doubts())
    assert len(doubts) == 2
    assert "99" in doubts[0][0]
    assert "M000100Y5" in doubts[1][0]


@given(codes())
def test_a_code_is_its_own_canonical_form(code: str) -> None:
    assert is_credit_code(code)
    assert read_credit_code(code.lower()).text == code


@given(codes(), st.integers(0, 17), st.sampled_from(sorted(VALUES)))
def test_one_wrong_character_is_found(code: str, place: int, character: str) -> None:
    assume(code[place] != character)
    assert not is_credit_code(code[:place] + character + code[place + 1 :])


@given(codes(), st.integers(0, 16))
def test_an_exchange_of_neighbours_is_found(code: str, place: int) -> None:
    assume(code[place] != code[place + 1])
    changed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert not is_credit_code(changed)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_with_a_reason(text: str) -> None:
    if not is_credit_code(text):
        with pytest.raises(CreditCodeFault) as raised:
            read_credit_code(text)
        assert raised.value.zh.endswith(("。", "？"))
        assert raised.value.en.endswith((".", "?"))
