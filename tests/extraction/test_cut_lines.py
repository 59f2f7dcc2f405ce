"""Lines that a page had cut become paragraphs; what is not the article's is left out."""

from __future__ import annotations

import pytest

from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.read_article import article_of

SENTENCES = (
    "去年，东山高新区营业收入超过三百亿元，同比增长百分之十二，成为江州市经济发展的重要引擎。"
    "位于高新区的江州云岭光电科技有限公司今年投资十五亿元建设第二条生产线，预计明年投产，"
    "达产后年产值可达四十亿元，带动就业两千人，还将吸引上下游企业二十多家落户高新区。"
)
FURTHER = "下一步，东山高新区将围绕三大主导产业，力争到后年营业收入突破五百亿元，再上一个台阶。"


def stands_where_it_stood(article: Article) -> None:
    """Each character of the text is the one at its place in the original."""
    assert article.text
    for place, character in enumerate(article.text):
        if character != "\n":
            assert article.original[article.origin(place)] == character


def in_column(text: str, width: int, indent: str = "") -> list[str]:
    whole = indent + text
    return [whole[start : start + width] for start in range(0, len(whole), width)]


def paragraphs(text: str) -> list[str]:
    article = article_of(text)
    stands_where_it_stood(article)
    return article.text.split("\n")


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
@pytest.mark.parametrize("width", [13, 17, 22, 40])
def test_the_lines_of_a_column_are_paragraphs(width: int, joint: str) -> None:
    lines = ["东山高新区开局良好", *in_column(SENTENCES, width, "　　")]
    lines += in_column(FURTHER, width, "　　")
    assert paragraphs(joint.join(lines)) == ["东山高新区开局良好", SENTENCES, FURTHER]


def test_a_column_whose_paragraphs_are_not_indented() -> None:
    lines = [*in_column(SENTENCES, 17), *in_column(FURTHER, 17)]
    assert "".join(paragraphs("\n\n".join(lines))) == SENTENCES + FURTHER
    assert paragraphs("\n\n".join(lines))[0].startswith(SENTENCES)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "据悉，东山高新区今年安排重点项目二百一十四个，总投资额三百八十八亿元，年度计",
            "划投资一百亿元。",
        ),
        ("东山高新区加快培育国家高新技术企业、", "科技领军企业、上市企业，打造创新高地。"),
        ("东山高新区营业收入达到三百亿元", "，同比增长百分之八。"),
        ("东山高新区与甲公司签订《战略合作", "》，共建光电产业园。"),
    ],
)
def test_a_paragraph_cut_in_two_is_one(first: str, second: str) -> None:
    before = "东山高新区开局良好，各项指标再创新高。"
    assert paragraphs(f"{before}\n\n{first}\n\n\n\n{second}\n\n{FURTHER}") == [
        before,
        first + second,
        FURTHER,
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["东山高新区开局良好", "甲公司落户东山高新区。"],
        ["甲公司落户东山高新区。", "强链补链 做强光电产业", "乙公司投产。"],
        ["李明：我们为企业提供全程代办服务，", "记者：下一步呢？", "李明：继续。"],
        ["东山高新区", "西湖高新区", "南山高新区", "北岭高新区", "中原高新区", "江州高新区"],
        ["甲公司产值三百亿元", "乙公司产值四百亿元", "丙公司产值五百亿元"] * 3,
    ],
)
def test_lines_that_stand_for_themselves_stay_apart(lines: list[str]) -> None:
    assert paragraphs("\n".join(lines)) == lines


def test_the_rest_of_a_word_finds_its_beginning() -> None:
    text = (
        "李明：我们高新区因地制宜重点发展新能源产业，构建起先进电池、光\n\n"
        "记者：怎样帮助企业？\n\n伏、风电三大产业链条。"
    )
    assert "构建起先进电池、光伏、风电三大产业链条。" in article_of(text).text


@pytest.mark.parametrize(
    "line",
    [
        "本报记者 张三",
        "本报全媒体记者 张三 李四",
        "通讯员：王五",
        "► 张三",
        "文 / 张三 本报记者李四",
        "责任编辑：张三",
        "— 3 —",
        "第 12 页",
        "3/8",
        "图为云岭光电的生产车间。李四 摄",
        "▲东山高新区全景",
        "图片来源：江州日报图库",
        "分享到：",
        "版权所有 江州新闻网",
    ],
)
def test_what_is_not_the_articles_is_left_out(line: str) -> None:
    assert paragraphs(f"东山高新区开局良好\n{line}\n{FURTHER}") == ["东山高新区开局良好", FURTHER]


@pytest.mark.parametrize(
    "line",
    [
        "记者：发展新产业离不开创新，园区怎样做？",
        "图为什么这样画，要从规划说起。",
        "来源于园区的收入，占全市三成。",
        "第3季度营业收入增长8%。",
        "张三任东山高新区管委会主任",
    ],
)
def test_what_only_looks_like_it_stays(line: str) -> None:
    assert line in paragraphs(f"东山高新区开局良好\n{line}\n{FURTHER}")


def test_running_titles_of_pages_are_left_out() -> None:
    pages = [
        f"江州日报 2025年3月{day}日 第{day}版\n"
        f"东山高新区第{day}个项目开工，总投资{day}亿元。\n{day}"
        for day in range(1, 5)
    ]
    found = paragraphs("\n\f".join(pages))
    assert found == [f"东山高新区第{day}个项目开工，总投资{day}亿元。" for day in range(1, 5)]


def test_spread_characters_and_signs_of_radicals() -> None:
    article = article_of("⾼新区占规模 以 上 工 业 比 重 达60%。\n甲 乙 两家公司落户。")
    assert article.text == "高新区占规模以上工业比重达60%。\n甲 乙 两家公司落户。"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-07-31 12:21:23，正文：甲公司落户东山高新区。", "2023-07-31"),
        ("东山高新区开局良好\n2025年3月5日 08:30 来源：江州日报\n甲公司落户。", "2025-03-05"),
        ("东山高新区开局良好\n发布时间：2025/3/5\n甲公司落户。", "2025-03-05"),
        ("甲公司落户东山高新区。" * 40 + "《江州日报》（2025年03月05日 第 07 版）", "2025-03-05"),
        ("2025年3月5日，甲公司落户东山高新区。", ""),
        ("甲公司2025年3月5日落户东山高新区。", ""),
        ("发布时间：2025-13-45\n甲公司落户。", ""),
    ],
)
def test_the_date_is_taken_only_where_a_text_gives_its_own(text: str, date: str) -> None:
    assert article_of(text).date == date
