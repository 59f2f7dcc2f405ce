"""Questions as people say and type them: colloquial words, misspelt ones, names cut short."""

from __future__ import annotations

import pytest

from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.lexicon.lexicon import lexicon
from gaoxin.graph.store.generation import Generation

ANSWERED: list[tuple[str, str, list[str | float]]] = [
    ("spoken question word", "兆驰显示是做啥的", ["LED", "未来显示"]),
    ("misspelt class", "云南有哪些高薪区", ["玉溪高新技术产业开发区", "昆明高新技术产业开发区"]),
    ("misspelt class with counter", "稳健医疗在哪几个高心区", ["黄冈高新技术产业开发区"]),
    ("misspelt measure", "乐山高新区2016年营业收如", [463]),
    ("large firms", "桂林高新区有什么大公司", ["桂林南药股份有限公司", "三金药业"]),
    ("in common", "泉州高新区和莆田高新区共有的产业有哪些", ["电子信息"]),
    ("titles, not aims", "苏州高新区获得了哪些称号", ["全国首家创业投资示范基地"]),
    ("leading ones only", "无锡高新区主导产业有哪些", ["集成电路", "智能装备"]),
    ("year and place", "江苏省2012年获批的高新区有哪些", ["武进高新技术产业开发区"]),
    ("share of two figures", "合肥高新区2014年生产总值占规上工业总产值的比重", [43.3]),
    ("where one leads", "蒋文龙是哪里的领导", ["湘潭高新技术产业开发区"]),
    ("planned time", "兴园产业园计划什么时候竣工", ["2025-12"]),
    ("unsaid measure", "榆林高新镁铝产业要做到多少亿", [1000]),
    ("begin of a title", "链银企是哪个高新区的做法", ["株洲高新技术产业开发区"]),
    ("project without the word", "力神大聚合物电池年产能多少", [6000]),
    ("head noun of a product", "丽智电子的电阻多厚", [0.1]),
    ("spoken saving", "湘钢节省了多少运营成本", [2.5]),
    ("short name", "光谷是哪个高新区", ["武汉东湖新技术开发区"]),
    ("part of a name", "张江是哪个高新区", ["上海张江高新技术产业开发区"]),
    ("document number", "工信部联科〔2024〕12号是什么文件", ["关于推动未来产业创新发展的实施意见"]),
    ("largest area", "面积最大的高新区是哪个", ["泰安高新技术产业开发区"]),
    ("blurred sound", "荣仓高新区有哪些企业", ["澳龙生物"]),
    ("nothing but a noun", "荣昌高新区企业", ["澳龙生物", "永健生物"]),
    ("month", "1994年2月批准的高新区有哪些", ["苏州工业园区"]),
    ("counted by month", "2014年10月获批的高新区有几个", [1]),
    ("verb before 什么", "杨凌示范区被认定为什么", ["国家级农业高新技术产业示范区"]),
    ("year before letters", "威海火炬2022 gdp", [547.8]),
    ("area that was approved", "遵义高新批了多大", ["612.33"]),
    (
        "largest in an order",
        "按批准面积排列，面积最大的高新区是哪个",
        ["克拉玛依高新技术产业开发区"],
    ),
    ("where an industry is", "钒钛产业在哪个高新区", ["攀枝花钒钛高新技术产业开发区"]),
    ("most of all zones", "国家高新区中GDP最高的是哪个", ["苏州工业园区"]),
    ("best", "2024年哪个高新区的园区高质量发展百强排名最好", ["合肥高新技术产业开发区"]),
    (
        "measure of an industry",
        "纺织规模最大的高新区是哪个",
        ["阿克苏阿拉尔高新技术产业开发区"],
    ),
    ("all zones", "中国一共有多少家国家级高新区", [178]),
    ("direct tie", "蒋文龙和湘潭高新区是什么关系", ["holds position at · 党工委书记"]),
    ("post alone", "沈阳高新区副主任", ["张贵勇"]),
    ("rank alone", "厦门火炬高新区排名", [11]),
    ("place in a place", "杨凌示范区在陕西哪个市", ["咸阳市"]),
    ("measure of an event", "海创周办了多少年", [23]),
    (
        "first of an area",
        "乌昌石国家自主创新示范区里哪个高新区最晚成立",
        ["石河子高新技术产业开发区"],
    ),
    ("both measures named", "大庆高新区2016年规上工业企业数比高新技术企业数多多少", [0]),
    ("place in short", "内蒙有几个高新区", [3]),
    (
        "English name of an indicator",
        "What was the revenue of the copper industry of Yingtan High-tech Zone in 2024?",
        [1150],
    ),
    ("places risen", "贵阳高新区2022年的国家高新区综合评价排名比2015年上升了多少位", [5]),
    ("places fallen", "济南高新区2024年综合评价排名比2018年下降了几位", [5]),
    ("largest of an industry", "生物医药规模最大的是哪个高新区", ["石家庄高新技术产业开发区"]),
    (
        "largest approved area",
        "批准面积最大的高新区是哪个",
        ["克拉玛依高新技术产业开发区"],
    ),
]


@pytest.fixture(scope="session")
def facts(shipped: Generation) -> FactFile:
    """The file of facts of the project's data."""
    return open_facts(shipped)


@pytest.mark.parametrize(
    ("text", "wanted"), [c[1:] for c in ANSWERED], ids=[c[0] for c in ANSWERED]
)
def test_spoken_questions_are_answered(
    text: str, wanted: list[str | float], facts: FactFile
) -> None:
    reply = answer(facts, text)
    assert reply.ok, reply.reason
    found = {name for row in reply.rows for name in (row["answer"], *row["also"])}
    assert set(wanted) <= found, found
    assert len(reply.rows) <= 7


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("海光信息上市了没", "yes"),
        ("常熟高新区里有重塑科技不", "yes"),
        ("合肥高新区的生产总值公布了吗", "yes"),
    ],
)
def test_spoken_yes_and_no(text: str, verdict: str, facts: FactFile) -> None:
    assert [row["verdict"] for row in answer(facts, text).rows] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("蔚来的总部在合肥高新区吗", id="unknown firm in a zone"),
        pytest.param("理想的总部在常州高新区吗", id="another one"),
        pytest.param("光谷是哪个集团", id="short name of another class"),
        pytest.param("鹰潭高新区2023年铜产业营收占工业营收的比重", id="share in another year"),
        pytest.param("湖北省2011年获批的高新区有哪些", id="no zone of the place and year"),
        pytest.param("宿州高新区有哪些产业", id="another place of that sound"),
        pytest.param("台州高新区什么时候获批", id="a place whose sound a zone has"),
        pytest.param("抚顺高新区主导产业", id="place without a zone"),
        pytest.param("合肥高新区", id="nothing asked"),
        pytest.param("1992年3月获批的高新区有哪些", id="no zone in the month"),
        pytest.param("合肥高新区2014年前三季度生产总值", id="year for a part of it"),
        pytest.param("量子信息产值最大的高新区", id="figures of whole zones"),
        pytest.param("济南高新区的智能制造产业规模目标实现了吗", id="target is no success"),
        pytest.param("济南高新区2024年综合评价排名比2018年上升了几位", id="it fell"),
        pytest.param("什么是链通高新", id="level is no definition"),
        pytest.param("宁波高新区和温州高新区哪个大", id="place above is no answer"),
        pytest.param("长沙高新区什么时候成为国家自主创新示范区", id="date of another title"),
        pytest.param("光伏产业里获批最早的高新区", id="first of all, not of these"),
        pytest.param("2024年排名前五的高新区", id="definition is no ranking"),
        pytest.param("火星有几个高新区", id="place that is none"),
        pytest.param("锂电企业最多的高新区", id="most of what is not all known, in words"),
        pytest.param("未来产业规模最大的高新区是哪个", id="target only"),
        pytest.param("员功最多的高新区是哪个", id="misspelt word of no measure"),
        pytest.param("合肥高新区谁在做人工智能", id="others do what it does, too"),
        pytest.param("武进高新区哪家在搞集成电路", id="others do, in other words"),
        pytest.param("成都高新区谁在做核医药", id="the city does, too"),
        pytest.param("闻泰科技位于新余高新区吗", id="place above is no yes"),
    ],
)
def test_what_was_not_said_is_not_answered(text: str, facts: FactFile) -> None:
    reply = answer(facts, text)
    assert not reply.ok, reply.rows


def test_phrases_are_known_as_they_are_spoken() -> None:
    assert lexicon().meanings("啥时候完工") == lexicon().meanings("什么时候完工")
    assert lexicon().meanings("有啥平台") == lexicon().meanings("有什么平台")
