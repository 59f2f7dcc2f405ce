"""Written forms of divisions: chains of names, addresses, codes."""

from __future__ import annotations

import pytest

from gaoxin.graph.names.division_forms import DivisionForms, bare_name, is_address
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.name_parts import contains
from tests.fixtures.catalogues import catalogues


@pytest.fixture(scope="module")
def forms() -> DivisionForms:
    declared = catalogues()["gaoxin/divisions"].declared
    return DivisionForms(
        (d.key.partition("/")[2], d.form) for d in declared if d.how == "preferred"
    )


# One division, in the ways in which lists of different cities write it.
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("江苏省南京市鼓楼区", "320106"),
        ("江苏南京鼓楼", "320106"),
        ("江苏省 南京市 鼓楼区", "320106"),
        ("江苏省-南京市-鼓楼区", "320106"),
        ("江苏省/南京市/鼓楼区", "320106"),
        ("江蘇省南京市鼓樓區", "320106"),
        ("南京鼓楼区", "320106"),
        ("南京市鼓楼区中山北路1号", "320106"),
        ("江苏省南京市鼓楼区湖南路街道", "320106"),
        ("鼓楼区(南京)", "320106"),
        ("320106", "320106"),
        ("320106000000", "320106"),
        ("３２０１０６", "320106"),
        ("320106 鼓楼区", "320106"),
        ("鼓楼区(320106)", "320106"),
        ("江苏南京", "320100"),
        ("江苏省南京", "320100"),
        ("中国江苏省南京市", "320100"),
        ("北京市市辖区朝阳区", "110105"),
        ("北京市北京市朝阳区建国路88号", "110105"),
        ("北京朝阳", "110105"),
        ("辽宁朝阳", "211300"),
        ("延边州", "222400"),
        ("吉林省延边州延吉市", "222401"),
        ("湖北恩施州恩施市", "422801"),
        ("广西省桂林市", "450300"),
        ("内蒙古呼和浩特", "150100"),
        ("内蒙包头", "150200"),
        ("深圳市南山区科技园南区", "440305"),
        ("新疆伊犁州", "654000"),
        ("海南省五指山市", "469001"),
        ("上海浦东", "310115"),
        ("上海市浦东新区张江路1号", "310115"),
        ("余杭", "330110"),
        ("杭州余杭仓前街道文一西路969号", "330110"),
        ("东莞市南城街道", "441900"),
        ("苏州昆山市花桥镇", "320583"),
    ],
)
def test_one_division(forms: DivisionForms, text: str, code: str) -> None:
    assert forms.find(match_key(text)) == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("鼓楼区", ("320106", "320302", "350102", "410204")),
        ("鼓楼", ("320106", "320302", "350102", "410204")),
        ("江苏鼓楼区", ("320106", "320302")),
        ("吉林", ("220000", "220200")),
    ],
)
def test_several_divisions(forms: DivisionForms, text: str, codes: tuple[str, ...]) -> None:
    assert forms.find(match_key(text)) == codes


def test_a_division_that_is_wanted_goes_first(forms: DivisionForms) -> None:
    assert forms.find("吉林", frozenset({"220000", "340000"})) == ("220000",)
    counties = frozenset({"110105", "211321", "220104"})
    assert forms.find("朝阳", counties) == ("110105", "211321", "220104")
    assert forms.find("朝阳") == ("211300",)


@pytest.mark.parametrize(
    "text",
    [
        "浙江省南京市",  # not in that province
        "南京市滨湖区",  # a district of another city
        "南京市江北新区星火路17号",
        "中山北路1号",  # a street
        "合肥路12号",
        "襄樊市",
        "320199",
        "32010",
        "320106 玄武区",  # code and name disagree
        "合肥市高新区望江西路800号",
        "南京、苏州",
        "市",
        "",
    ],
)
def test_no_division(forms: DivisionForms, text: str) -> None:
    assert forms.find(match_key(text)) == ()


def test_every_full_chain_leads_to_its_division(forms: DivisionForms) -> None:
    """Province, city and county one behind the other, with and without the city."""
    tried, wrong = 0, []
    for code, name in forms.names.items():
        province, city = code[:2] + "0000", code[:4] + "00"
        above = [forms.names[c] for c in (province, city) if c in forms.names and c != code]
        tried += 1
        if code not in forms.find(match_key("".join(above) + name)):
            wrong.append((code, name))
    assert tried > 3000
    assert wrong == []


def test_names_without_their_level() -> None:
    assert bare_name("鼓楼区") == "鼓楼"
    assert bare_name("城区") == ""
    assert bare_name("浦东新区") == "浦东"


def test_codes_and_addresses() -> None:
    assert contains("320000", "320106")
    assert contains("320100", "320106")
    assert not contains("320100", "320200")
    assert not contains("320106", "320100")
    assert is_address("望江西路800号")
    assert not is_address("北路1号")
    assert not is_address("滨湖区太湖路")
    assert not is_address("西区")


def test_an_english_name_of_a_division_is_not_taken_for_its_full_name() -> None:
    forms = DivisionForms([("320000", "江苏省"), ("320000", "Jiangsu"), ("650100", "Ürümqi")])
    assert forms.names == {"320000": "江苏省"}
    assert [chain.codes for chain in forms.chains("江苏南京")] == [("320000",)]
