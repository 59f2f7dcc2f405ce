"""Questions in a person's words, on the project's own data."""

from __future__ import annotations

import pytest

from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts, path_of
from gaoxin.answers.rendering import saved_queries
from gaoxin.answers.reply_words import value_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.store.generation import Generation
from gaoxin.language import say
from gaoxin.queries.catalogue import catalogue

HEFEI = "Hefei National High-Tech Industrial Development Zone"
ANSWERED: list[tuple[str, str, list[str | float]]] = [
    ("who", "合肥高新区的党工委书记是谁?", ["宋道军"]),
    ("number", "鹰潭高新区2024年工业营收是多少?", [1258]),
    ("short year", "鹰潭高新区24年工业营收是多少?", [1258]),
    ("target", "石河子高新区2025年规上工业总产值目标是多少?", [1200]),
    ("sound", "合肥高薪区的党工委书记是谁", ["宋道军"]),
    ("initials", "hfgxq的党工委书记是谁", ["宋道军"]),
    ("two steps", "骆东升任职的高新区在哪个市?", ["大连市"]),
    ("path", "从云克药业到成都倍特药业的关联路径是什么?", ["成都高新技术产业开发区"]),
    ("difference", "惠州仲恺高新区和天津滨海高新区的主导产业数量相差几个?", [3]),
    ("yes", "合肥高新区在安徽省吗?", ["安徽省"]),
    ("earlier", "苏州工业园区和合肥高新区哪个批得早?", ["合肥高新技术产业开发区"]),
    ("items", "威海火炬高新区聚焦哪五大要素精准发力?", ["产业", "园区", "企业", "平台", "政策"]),
    ("either", "以直升机或低空经济为重点的高新区有哪些?", ["景德镇高新技术产业开发区"]),
    ("said size", "湘潭高新区形成了哪两个优势产业?", ["电机电控传动", "精品钢材及新材料"]),
    ("English", f"When was {HEFEI} approved?", ["1991-03"]),
    ("rank counted", "徐州高新区2017年综合评价排名是多少名", [49]),
    ("trade", "赣锋锂电集团是干什么的，属于哪个产业", ["锂电"]),
    ("time of a tie", "海光信息是哪一年在科创板上市的", ["2022"]),
    ("post", "王小宁在哪里任职", ["成都高新技术产业开发区生物产业局"]),
    ("maker", "特种机器人是谁家做的", ["中信重工开诚智能"]),
    ("short indicator", "济南高新区研发经费占GDP的目标是多少", [8]),
    ("partners", "新余高新区的合作伙伴有谁", ["中国有研"]),
    ("long name by sound", "杨陵农业高新技术产业示范区哪年成立", ["1997-07-29"]),
    ("half in letters", "营口高新qu 2010 生产总值", [108.14]),
    ("award", "海河实验室里谁被批准设博士后工作站", ["细胞生态海河实验室"]),
    ("doer", "脑机交互与人机共融海河实验室研究什么", ["脑机交互", "人机共融"]),
    ("larger", "哈尔滨高新区和唐山高新区哪个2010年生产总值高", ["唐山高新技术产业开发区"]),
    (
        "better rank of two with many others",
        "2016年国家高新区综合评价排名中，杭州高新区和宁波高新区哪个更靠前？",
        ["杭州高新技术产业开发区"],
    ),
    ("better rank", "徐州高新区和无锡高新区哪个2017年综合评价排名高", ["无锡高新技术产业开发区"]),
    (
        "counted group",
        "济南高新区推广的科创金融“三个特色模式”是什么?",
        ["CVC+DVC", "三价体系", "科创经纪人"],
    ),
    (
        "year of a policy",
        "哪些高新区表示贯彻落实国务院2020年关于国家高新区高质量发展的若干意见?",
        ["合肥高新技术产业开发区", "苏州高新技术产业开发区", "榆林高新技术产业开发区"],
    ),
    (
        "bare amount",
        "江西省哪个高新区提出了航空产业营收目标,是多少亿元?",
        ["景德镇高新技术产业开发区", 600],
    ),
    (
        "list of a class",
        "苏州高新区有哪些政策",
        ["国务院关于促进国家高新技术产业开发区高质量发展的若干意见", "技术成果转化"],
    ),
    ("two years", "杨凌示范区2016年和2017年的生产总值分别是多少?", [118.98, 141.27]),
    ("two things", "合肥高新区和大连高新区的书记分别是谁", ["宋道军", "骆东升"]),
    ("shared ending", "合肥跟大连高新区的书记分别是谁", ["宋道军", "骆东升"]),
    ("years by from and to", "太原高新区高企从12年到17年变成多少家了", [286, 303]),
    (
        "what is described",
        "张贵勇任职的高新区属于哪个国家自主创新示范区?",
        ["沈阳高新技术产业开发区"],
    ),
    ("rank without a counter", "徐州高新区2017年综合评价排名是多少", [49]),
    ("initials before digits", "dlgxq 2027市级人才目标", [5000]),
    ("short indicator of research", "济南高新区27年研发要占gdp多少", [8]),
    ("time of an issue", "江西未来产业那个行动方案啥时候发的", ["2025-01"]),
    ("English zone", "Who is the party secretary of Hefei High-tech Zone?", ["宋道军"]),
    ("pinyin", "When was the Yangling zone approved?", ["1997-07"]),
    ("best rank", "2017年江苏省各高新区中,国家高新区综合评价排名最靠前的是哪个?", ["苏州工业园区"]),
    ("most by figure", "2023年高新技术企业最多的高新区是哪个", ["苏州工业园区"]),
    ("bare zone", "张江属于哪个自创区", ["上海张江国家自主创新示范区"]),
    ("bare zone and ending", "厦门火炬一共多少家企业", [2.5]),
    ("initials and 高新区", "tzyy高新区生物医药园区竞争力第几", [9]),
    ("end of a title", "双九条哪家出的", ["天津滨海高新技术产业开发区"]),
    ("who came", "常熟高新区招了谁", ["正力新能源", "重塑科技"]),
    ("unit behind a counter", "宝鸡高新2009年营收几个亿", [760]),
    ("aim in spoken words", "英歌石想成啥", ["大连发展的新引擎"]),
    ("choice", "2022年生产总值更高的是苏州工业园区还是威海火炬高新区?", ["苏州工业园区"]),
    ("ahead of", "合肥跟芜湖高新区24年百强谁靠前", ["合肥高新技术产业开发区"]),
    ("part of a name", "五菱在哪个高新区啊", ["柳州高新技术产业开发区"]),
    (
        "source",
        "西安高新区2024年国家高新区综合评价第5位这一数据出自哪里?",
        ["西安高新区两项指标位居“全国第六”"],
    ),
    ("sources", "哪些来源说了合肥高新区发展量子信息", ["推动高质量发展 国家高新区准备这么干"]),
    ("course", "兆驰显示市占率从多少涨到多少了", [5, 50]),
    ("over the years", "杭州高新区历年生产总值是多少", [2022.6, 2292.2]),
    ("how it changed", "杭州高新区的GDP这些年是怎么变的", [2022.6, 2292.2]),
    ("one year is known", "合肥高新区的地区生产总值历年变化", [444.7]),
    ("left out", "除了合肥,还有谁发展量子信息", ["济南高新技术产业开发区"]),
    ("who has", "谁也有量子信息", ["合肥高新技术产业开发区", "济南高新技术产业开发区"]),
    ("body", "沈阳高新区龙头企业是谁", ["中航沈飞民用飞机有限责任公司"]),
    ("State Council", "国务院哪年批准的长春高新区", ["1991-03"]),
    ("counted at the end", "新疆国家高新区有几个", [5]),
    ("measure of industry", "鹰谭高新区去年营收", [1258]),
    ("area of a zone", "荣昌高新区有多大", ["1705"]),
    ("title of a person", "骆东升干嘛的", ["党工委书记"]),
    ("English with an apostrophe", "What was the GDP of Xi'an high-tech zone in 2023?", [2418.83]),
    ("English have", "How much industrial revenue did Yingtan have in 2024?", [1258]),
    ("English what is", "What is the GDP of Lanzhou High-tech Zone in 2023?", [352]),
    (
        "either, by other relations",
        "以民用航空或直升机(旋翼飞行器)为重点的高新区有哪两家?",
        ["沈阳高新技术产业开发区", "景德镇高新技术产业开发区"],
    ),
    ("told in other words", "大连高新区有几个获得全省优秀等级的产学研联盟?", [9]),
    (
        "relation after a name",
        "光伏产业有哪些高新区",
        ["保定高新技术产业开发区", "无锡高新技术产业开发区", "楚雄高新技术产业开发区"],
    ),
    ("industries of a name", "江西哪些高新区在发展机器人相关产业", ["新余高新技术产业开发区"]),
    (
        "one in each place",
        "哪些高新区发展光伏,一家在天津、一家在四川?",
        ["天津滨海高新技术产业开发区", "乐山高新技术产业开发区"],
    ),
    ("noun before an aside", "合肥高新区的实验室,报道里提到了哪几家?", ["类脑智能国家工程实验室"]),
    ("two classes", "苏州高新区有哪些研究院和基地", ["浙大工研院", "中科院医工所"]),
    ("codes", "光伏对应的分类代码有哪些", ["3825", "4416", "6.3"]),
    ("code of a place", "合肥市的行政区划代码是多少?", ["340100"]),
    ("first ones", "苏州高新区有几个全国首批或首家的称号", [3]),
    ("without the place in a name", "谁有中韩产业园", ["烟台高新技术产业开发区"]),
    (
        "least of a measure",
        "济南高新区生物医药、智能制造哪个产业规模目标最小",
        ["智能制造产业规模"],
    ),
    ("firm of an industry", "天津滨海高新区有哪些光伏企业", ["TCL中环"]),
    ("English short name", "What was the GDP of Hefei in 2014?", [444.7]),
    (
        "source and date",
        "东湖高新区的生产总值是谁说的，什么时候说的",
        ["中国光谷GDP上新台阶 锚定创新“关键变量”"],
    ),
    ("clauses", "湘钢在哪个高新区?该区的党工委书记是谁?", ["湘潭高新技术产业开发区", "蒋文龙"]),
]


@pytest.fixture(scope="session")
def facts(shipped: Generation) -> FactFile:
    """The file of facts of the project's data."""
    return open_facts(shipped)


@pytest.mark.parametrize(
    ("text", "wanted"), [c[1:] for c in ANSWERED], ids=[c[0] for c in ANSWERED]
)
def test_a_question_is_answered(text: str, wanted: list[str | float], facts: FactFile) -> None:
    reply = answer(facts, text)
    assert reply.ok, reply.reason
    found = {name for row in reply.rows for name in (row["answer"], *row["also"])}
    assert set(wanted) <= found
    assert len(reply.rows) <= 3 * len(wanted)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("上海7.0版营商环境方案有多少项举措", id="another version"),
        pytest.param("天津滨海高新区的新能源项目有哪些", id="industry of the zone only"),
        pytest.param("成都高新区有哪些生物医药企业", id="industry of the zone, firms asked"),
        pytest.param("鹰潭高新区2019年工业营收是多少?", id="year"),
        pytest.param("鹰潭高新区19年工业营收是多少?", id="short year"),
        pytest.param("合肥高新区的管委会副主任是谁?", id="role"),
        pytest.param("鹰潭高新区2024年工业营收是多少平方公里?", id="unit"),
        pytest.param("龙岗高新区的党工委书记是谁?", id="name"),
        pytest.param("鹰潭高新区的房价是多少?", id="words left over"),
        pytest.param("苏州高新区为什么发展新能源?", id="reasons"),
        pytest.param("西安高新区有多少家企业?", id="not all known"),
        pytest.param("今天天气怎么样?", id="nothing"),
        pytest.param("济南高新区2019年推广的“三个特色模式”是什么?", id="year of a group"),
        pytest.param("济南高新区推广的科创金融“四个特色模式”是什么?", id="another count"),
        pytest.param(
            "哪些高新区表示贯彻落实国务院2019年关于国家高新区高质量发展的若干意见?",
            id="another year of a policy",
        ),
        pytest.param("哪个高新区企业最多", id="most of what is not all known"),
        pytest.param("无锡高新区的三大主导产业是什么", id="more than it says"),
        pytest.param("中关村有多大面积", id="income is no area"),
        pytest.param("谁批准的合肥高新区", id="who leads did not approve"),
        pytest.param("合肥高新区在安徽排第几", id="rank among others"),
        pytest.param("无锡高新区的书记叫什么名字", id="post at another body"),
        pytest.param("鹰潭高新区工业营收比南昌高新区少多少", id="figures of two years"),
        pytest.param("大连高新区的省级人才有多少", id="target not due"),
        pytest.param("湘潭高新区党工委书记电话", id="not recorded"),
        pytest.param("合肥高新区未来五年规划", id="no cue"),
        pytest.param("合肥高新区有哪些人工智能企业", id="persons within a name"),
        pytest.param("大连高新区元宇宙产业集群现在做到多少亿了", id="target only"),
        pytest.param("杨凌示范区2016年和2003年的生产总值分别是多少?", id="one of two years"),
        pytest.param("Who is the mayor of New York?", id="English"),
    ],
)
def test_what_the_graph_does_not_say_is_not_answered(text: str, facts: FactFile) -> None:
    reply = answer(facts, text)
    assert not reply.ok, reply.rows
    assert reply.reason


def test_what_is_near_is_told(facts: FactFile) -> None:
    reply = answer(facts, "鹰潭高新区2019年工业营收是多少?")
    assert "2019" in reply.reason
    assert reply.alternatives[0]["answer"] == 1258


def test_that_there_is_only_a_target_is_said(facts: FactFile) -> None:
    assert "only a target" in answer(facts, "大连高新区的省级人才有多少").reason


def test_what_differs_is_shown_by_another_command(facts: FactFile) -> None:
    reply = answer(facts, "大连高新区和沈阳高新区的主导产业有什么不同")
    assert "gaoxin compare" in reply.reason


def test_dates_and_targets_are_told_in_words(facts: FactFile) -> None:
    assert value_words({"answer": "1991-03", "unit": ""}) == period_words("1991-03")
    others = answer(facts, "各高新区2023年生产总值").alternatives
    told = [other["understood"] for other in others if other["answer"] == 1835]
    assert told, others  # a target, which is no figure of that year
    assert all(say("目标", "target") in text for text in told)


def test_chinese_is_recommended_to_who_is_not_understood(facts: FactFile) -> None:
    assert "in Chinese" in answer(facts, "Who is the mayor of New York?").reason
    assert "in Chinese" not in answer(facts, "龙岗高新区的党工委书记是谁?").reason


def test_who_has_an_industry_with_a_shorter_name_is_not_told_alone(facts: FactFile) -> None:
    reply = answer(facts, "谁也有新能源")  # one zone has 能源
    assert len(reply.rows) > 3
    assert "能源" not in reply.understood.replace("新能源", "")


def test_measures_below_an_upper_policy(facts: FactFile) -> None:
    text = "{}高新区用什么举措落实国务院关于高新区高质量发展的意见"
    yantai, huizhou = (
        {row["answer"] for row in answer(facts, text.format(zone)).rows if "described" not in row}
        for zone in ("烟台", "惠州仲恺")
    )
    assert "烟台高新区“十四五”规划" in yantai
    assert "“2+1+X”现代产业体系" in huizhou
    assert not yantai & huizhou


def test_each_leader_is_told_with_the_zone(facts: FactFile) -> None:
    rows = answer(facts, "发展新能源的高新区的书记是谁").rows
    assert {"宋道军", "王瑞玲"} <= {row["answer"] for row in rows}
    assert all("High-Tech" in row["about"] for row in rows if not row.get("described"))
    listed = answer(facts, "哪些高新区发展光伏，它们的党工委书记是谁").rows
    zones = [row["answer"] for row in listed if "about" not in row]
    leaders = [row for row in listed if "about" in row]
    assert len(zones) > 3
    assert leaders
    assert all(row["about"] in zones for row in leaders)


def test_what_is_described_by_another_class_is_told(facts: FactFile) -> None:
    rows = answer(facts, "拥有全国钢铁行业首个5G应用场景的企业位于哪个高新区?").rows
    assert [row["answer"] for row in rows if row.get("described")] == ["湘钢5米宽厚板厂"]


def test_figures_of_different_years_are_not_compared(facts: FactFile) -> None:
    reply = answer(facts, "合肥高新区和武汉东湖高新区谁的生产总值高")
    assert not reply.ok
    assert "same period" in reply.reason


def test_clauses_that_ask_for_the_same_are_told_once(facts: FactFile) -> None:
    understood = answer(facts, "赣锋锂电集团是干什么的，属于哪个产业").understood
    assert understood
    assert ";" not in understood


def test_what_became_of_promises(facts: FactFile) -> None:
    reply = answer(facts, "石河子高新区的目标兑现了吗")
    told = [str(row["answer"]) for row in reply.rows]
    due = [text for text in told if "2025" in text]
    assert due
    assert all("fell due" in text or "actual" in text for text in due), due
    undated = [text for text in told if text not in due]
    assert undated
    assert all("no deadline" in text for text in undated), undated
    assert reply.sources


@pytest.mark.parametrize(
    "text", ["苏州高新区2023年的目标", "苏州高新区2023年有哪些目标", "苏州高新区2023年的目标是什么"]
)
def test_targets_of_a_year(text: str, facts: FactFile) -> None:
    told = [str(row["answer"]) for row in answer(facts, text).rows]
    assert any("183.5 billion" in row for row in told), told
    assert all("target" in row and "(2023)" in row for row in told), told


def test_targets_without_a_number(facts: FactFile) -> None:
    told = [str(row["answer"]) for row in answer(facts, "苏州高新区有哪些目标").rows]
    assert any("全国高新区“第一方阵”" in row for row in told), told  # of a rank
    assert any("苏南国家自主创新示范区核心区" in row for row in told), told  # to be approved as
    assert not any("no figure" in row for row in told), told


@pytest.mark.parametrize("text", ["苏州高新区2024年的目标", "鹰潭高新区2024年的目标"])
def test_what_is_no_target_is_not_told_as_one(text: str, facts: FactFile) -> None:
    reply = answer(facts, text)
    assert not reply.ok, reply.rows


def test_targets_of_all_zones(facts: FactFile) -> None:
    reply = answer(facts, "2025年各高新区的目标")
    assert len({row["about"] for row in reply.rows}) > 3
    assert all("2025" in row["answer"] for row in reply.rows)
    zones = [row["answer"] for row in answer(facts, "哪些高新区2025年有目标").rows]
    assert {row["about"] for row in reply.rows} == set(zones)


def test_promises_of_which_the_graph_knows_nothing(facts: FactFile) -> None:
    for text in ("鹰潭高新区说话算数吗", "济南高新区的房价兑现了吗"):
        assert not answer(facts, text).ok, text


def test_a_figure_that_is_the_largest_is_told(facts: FactFile) -> None:
    row = answer(facts, "2024年哪个高新区工业营收最高").rows[0]
    assert row["time"] == "2024"
    assert row["value"] == "125.8 billion yuan"


def test_who_has_a_broader_industry_is_not_told(facts: FactFile) -> None:
    reply = answer(facts, "哪些高新区发展羊绒产业")
    assert reply.ok
    facts.hidden = frozenset(reply.used)
    try:
        assert not answer(facts, "哪些高新区发展羊绒产业").ok
    finally:
        facts.hidden = frozenset()


def test_yes_and_no(facts: FactFile) -> None:
    for text, verdict in (
        ("合肥高新区在安徽省吗?", "yes"),
        ("益阳高新在湖北?", "no"),
        ("鹰潭高新区在湖南省吗?", "no"),
        ("鹰潭高新区2024年工业营收超过1000亿元吗?", "yes"),
        ("鹰潭高新区2024年工业营收超过2000亿元吗?", "no"),
        ("鹰潭高新区2024年工业营收是1258亿元吗?", "yes"),
        ("鹰潭高新区2024年工业营收是1000亿元吗?", "no"),
        ("石嘴山高新区是2015年获批的吗?", "no"),
        ("大庆高新区做不做石油化工", "yes"),
        ("Is Guiyang High-tech Zone in Guizhou?", "yes"),
    ):
        assert [row["verdict"] for row in answer(facts, text).rows] == [verdict], text


def test_two_equal_readings_are_asked_back(facts: FactFile) -> None:
    reply = answer(facts, "苏州高新区有什么")
    assert reply.is_doubtful
    assert [reading["number"] for reading in reply.alternatives[:2]] == [1, 2]


def test_the_facts_are_read_again_if_the_file_is_gone(shipped: Generation) -> None:
    first = answer(open_facts(shipped), ANSWERED[1][1]).rows
    path_of(shipped).unlink()
    assert answer(open_facts(shipped), ANSWERED[1][1]).rows == first
    assert path_of(shipped).exists()


def test_a_damaged_file_is_written_again(shipped: Generation) -> None:
    open_facts(shipped)
    path_of(shipped).write_bytes(b"no database")
    assert answer(open_facts(shipped), ANSWERED[1][1]).ok


def test_saved_queries_exist_and_have_the_parameters() -> None:
    assert saved_queries()
    for entry in saved_queries():
        query = catalogue().get(entry["query"])
        names = {parameter.name for parameter in query.parameters}
        assert {entry["start"], entry.get("indicator", entry["start"])} <= names, entry
