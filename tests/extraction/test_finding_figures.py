"""Figures: amounts in all written forms, their indicators, and whose they are."""

from __future__ import annotations

import pytest

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.figures.amounts import amounts
from gaoxin.extraction.figures.find_figures import find_figures
from gaoxin.extraction.figures.indicators import indicator_of
from gaoxin.extraction.figures.times import is_planned
from gaoxin.extraction.mentions.find_mentions import find_mentions
from gaoxin.extraction.mentions.known_names import load_gazetteer


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("产值388.7亿元，", "388.7", "亿元"),
        ("建筑面积3.5万平方米，", "3.5", "万平方米"),
        ("集聚1,200多家企业", "1200", "家"),
        ("产值达三百万元，", "300", "万元"),
        ("设立十二个站点", "12", "个"),
        ("签约9个项目，", "9", "个"),
        ("占比三成，", "30", "%"),
        ("增长4.8％。", "4.8", "%"),
        ("回落1.5个百分点，", "1.5", "个百分点"),
        ("产值五亿三千万元，", "5.3", "亿元"),
        ("产值1亿2000万元，", "1.2", "亿元"),
        ("参加者3万5千人。", "3.5", "万人"),
        ("月薪8000至1.2万元。", "8000", "元"),
        ("月薪5至8万元。", "5", "万元"),
        ("占百分之十五点五。", "15.5", "%"),
        ("完成百分之百。", "100", "%"),
        ("五大产业集群", "5", "个"),
        ("产值将超 50 亿元，", "50", "亿元"),
        ("参加者三四十人。", "30", "人"),
    ],
)
def test_an_amount_in_its_written_form(text: str, value: str, unit: str) -> None:
    assert [(amount.value, amount.unit) for amount in amounts(text)] == [(value, unit)]


def test_a_part_without_a_number_is_no_amount() -> None:
    assert [amount for amount in amounts("三分之一的企业") if amount.unit] == []


@pytest.mark.parametrize(
    ("text", "date", "planned"),
    [
        ("公司计划投资3亿元。", "", True),
        ("公司将投资3亿元。", "", True),
        ("公司将会投资3亿元。", "", True),
        ("公司营业收入将近3亿元。", "", False),
        ("景区接待游客300人。", "", False),
        ("公司开展模拟训练300次。", "", False),
        ("到2028年，产值3亿元。", "2024-05", True),
        ("到2022年，产值3亿元。", "2024-05", False),
        # A verb of results behind a word of plans belongs to the plan.
        ("江澜高新区生产总值力争突破300亿元", "", True),
        ("到2027年，生产总值达到300亿元", "2025", True),
        ("江澜高新区力争实现营收380亿元", "", True),
        ("江澜高新区生产总值突破300亿元", "", False),
        ("项目计划总投资50亿元，2024年实现产值3亿元", "2025", False),
        ("项目计划总投资50亿元，已实现产值3亿元", "2025", False),
    ],
)
def test_words_of_plans_are_whole_words_and_years_to_come(
    text: str, date: str, planned: bool
) -> None:
    place = text.index("3")
    assert is_planned(text, TextSpan(0, len(text)), place, date) is planned


@pytest.mark.parametrize(
    "text",
    [
        *(
            "学习贯彻二十大精神",
            "党的十九大胜利召开",
            "二十届三中全会",
            "十四届全国人大",
            "“十四五”期间",
        ),
        *(
            "五一假期",
            "双十一期间",
            "三八节",
            "五百强",
            "千亿级产业",
            "打造百亿产业集群",
            "万吨级码头",
        ),
        *("万人计划", "三年行动计划", "百日攻坚", "五位一体", "两个确立", "千家万户", "一把手"),
        "五部门联合印发通知",
    ],
)
def test_numerals_of_fixed_names_count_nothing(text: str) -> None:
    found = [(amount.value, amount.unit) for amount in amounts(f"会议提到{text}，产值3亿元")]
    assert found == [("3", "亿元")]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("产值突破千亿元", ("1000", "亿元")),
        ("形成十大产业集群", ("10", "个")),
        ("已连续举办十届", ("10", "届")),
        ("有五十家企业", ("50", "家")),
    ],
)
def test_numerals_that_count_are_amounts(text: str, figure: tuple[str, str]) -> None:
    assert [(amount.value, amount.unit) for amount in amounts(text)] == [figure]


@pytest.mark.parametrize(
    "text", ["2023年7月18日，", "第三届大赛", "晚8时30分", "电话0123-4567890，", "星云Pro3系统"]
)
def test_dates_and_numbers_of_names_are_no_amounts(text: str) -> None:
    assert [amount for amount in amounts(text) if amount.unit] == []


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("产值超过30亿元。", ">"),
        ("约30亿元。", "~"),
        ("不少于30家。", ">="),
        ("30家以上。", ">="),
        ("不足30家。", "<"),
        ("30余家。", ">"),
    ],
)
def test_words_of_comparison_become_signs(text: str, sign: str) -> None:
    assert sign in next(amounts(text)).comparators


def test_of_a_range_the_lower_bound_is_the_value() -> None:
    (found,) = amounts("入驻30-40家企业。")
    assert (found.value, found.unit, found.written) == ("30", "家", "30-40")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("总建筑面积约35万平方米。", "总建筑面积"),
        ("现有200多家研发机构，", "研发机构数"),
        ("参展企业有380多家，", "参展企业"),
        ("工业产值同比增长8.3%。", "工业产值增速"),
        ("罚款3万元。", "罚款"),
        # The number of a duration is that of its unit.
        ("活动为期3天。", "活动天数"),
        ("建设历时18个月。", "建设历时月数"),
        ("合作开展5年。", "合作开展年数"),
        ("建设工期18个月。", "建设工期"),
        ("两个项目签约。", "项目数"),
    ],
)
def test_the_indicator_is_named_by_the_words_around(text: str, name: str) -> None:
    amount = next(a for a in amounts(text) if a.unit)
    assert indicator_of(text, amount).name == name


def figures(text: str) -> list[tuple[str, str, str, str]]:
    """The figures of a text: whose, of what, value, unit."""
    article = Article(text, text)
    found = find_figures(article, find_mentions(article, load_gazetteer()))
    return [(p.subject.name, p.object.name, p.value, p.unit) for p in found]


def test_a_figure_belongs_to_the_possessor() -> None:
    text = "星河高新区大力招商。目前，远岭智能科技股份有限公司营业收入达12.5亿元。"
    assert ("远岭智能科技股份有限公司", "营业收入", "12.5", "亿元") in figures(text)


def test_a_figure_without_anybody_is_no_proposal() -> None:
    assert figures("总投资约12亿元。") == []


@pytest.mark.parametrize(
    ("text", "value", "indicator"),
    [
        ("星河高新区工业产值居全省第三位。", "3", "工业产值"),
        ("星河高新区建成全国首个光子产业园。", "1", "光子产业园"),
        ("星河高新区综合实力位列全国第12名。", "12", "综合实力"),
    ],
)
def test_a_rank_is_a_figure_of_its_own_kind(text: str, value: str, indicator: str) -> None:
    article = Article(text, text)
    found = find_figures(article, find_mentions(article, load_gazetteer()))
    assert [(p.value, p.unit) for p in found if p.predicate == "rank"] == [(value, "位")]
    assert indicator in next(p.object.name for p in found if p.predicate == "rank")


def test_what_is_planned_is_a_target() -> None:
    text = "远岭智能科技股份有限公司计划总投资12亿元。目前，公司已完成产值3.5亿元。"
    article = Article(text, text)
    found = find_figures(article, find_mentions(article, load_gazetteer()))
    kinds = {p.value: (p.predicate, p.status) for p in found}
    assert kinds == {"12": ("target", "planned"), "3.5": ("observation", "actual")}


def test_the_period_is_read_with_the_date_of_the_article() -> None:
    text = "今年上半年，星河高新区工业产值达35.2亿元。"
    article = Article(text, text, date="2023-08-02")
    (found,) = find_figures(article, find_mentions(article, load_gazetteer()))
    assert found.time == "2023-H1"
    unknown = Article(text, text)
    (found,) = find_figures(unknown, find_mentions(unknown, load_gazetteer()))
    assert found.time == ""  # without a date the year is not known


def _figures(text: str) -> list[tuple[str, str, str]]:
    article = Article(text, text)
    found = find_figures(article, find_mentions(article, load_gazetteer(), []))
    return [(one.object.name, one.value, one.unit) for one in found]


def test_a_line_that_follows_is_no_part_of_an_indicator() -> None:
    text = "合肥高新区新签约项目86个\n本报讯（记者 王某）昨日获悉，合肥高新区表示。"
    ((name, *_),) = _figures(text)
    assert name.endswith("新签约项目")


def test_a_size_by_which_things_are_counted_is_no_figure() -> None:
    text = "合肥高新区前三季度签约项目86个，其中10亿元以上项目9个。"
    assert _figures(text)[-1] == ("10亿元以上项目", "9", "个")
    assert all(unit != "亿元" for _, _, unit in _figures(text))


def test_a_total_is_named_as_the_text_names_it() -> None:
    text = "安徽测试芯片有限公司总投资25亿元的12英寸晶圆测试项目9月28日正式开工。"
    assert ("总投资", "25", "亿元") in _figures(text)
