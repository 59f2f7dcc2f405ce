"""Numerals that are part of a fixed name and count nothing: 二十大, 双十一, 千亿级, 三年行动.

The kinds of such names are kept here as patterns; none is the name of a thing of the graph.
"""

from __future__ import annotations

import re

_N = "[一二三四五六七八九]"
_SCALE = "[十百千万亿]{1,3}"
_NO_NUMBER = r"(?<![零一二两三四五六七八九十百千万亿几数多\d.])"
_GOALS = "超|近|破|达|到|至|逾|过|约"
_KINDS = (
    # Congresses of the party, their sessions, and the terms of bodies.
    rf"(?<=党的)(?:二十{_N}?|十{_N})大",
    rf"(?:二十{_N}?|十{_N})大(?=精神|报告|代表|召开|以来|胜利|闭幕|开幕|擘画|提出|部署|决策|会议|党章|期间|主题"
    rf"|之后|以后|后|前|{_N}中全会|[，。、；：！？”》）\s]|$)",
    rf"{_N}?十?{_N}?届(?={_N}中全会|中央|全国|省|市|县|区|人大|政协|人民|党|委员|常委|纪委|执委|理事)",
    # Holidays, and days that sell.
    r"(?:双十[一二]?|三八|五一|五四|六一|七一|八一|十一)(?=节|国际|假|黄金|期间|长假|小长假|购物|促销|前夕|当天)",
    # Periods of plans.
    rf"{_N}?十?{_N}五(?=时期|规划|期间|[”\"]|末)",
    # Sizes as kinds: 千亿级产业, 百亿产业集群, 万吨级码头; but 突破千亿元 is a figure.
    rf"{_NO_NUMBER}{_SCALE}(?:元|吨|人|瓦|兆瓦)?级",
    rf"{_NO_NUMBER}(?<!{')(?<!'.join(_GOALS.split('|'))}){_SCALE}元?"
    r"(?=产业|集群|园区|俱乐部|企业|县|强|赛道|工程|项目)",
    # Programmes: 万人计划, 三年行动, 百日攻坚, and what is only a manner of speaking.
    rf"{_NO_NUMBER}{_SCALE}[人企家村户名](?=计划|工程|行动|大会|活动)",
    rf"(?:{_N}|十){{1,2}}年(?:[期]?)(?=行动|攻坚|倍增|规划|计划|提升)",
    rf"(?:{_N}|[十百]){{1,3}}[天日](?=行动|攻坚|会战|大战|冲刺|竞赛|活动)",
    rf"{_NO_NUMBER}(?:百年|千年|万年)(?=老|企业|古|品牌|名|大计|未有|基业|变局|目标)",
    "千家万户|万家灯火|百家争鸣|千方百计|百花齐放",
    # Set phrases that count principles.
    "[两三四五六七八]个(?=确立|维护|意识|自信|代表|全面|毫不|务必|结合|坚持)",
    rf"{_N}位一体|八项规定|一把手|一条龙|一站式|一张网|一盘棋|一件事|一揽子",
)
_FIXED = re.compile("|".join(_KINDS))


def fixed_names(text: str) -> list[tuple[int, int]]:
    """The places of such names, in order, each with its end; none overlap."""
    return [match.span() for match in _FIXED.finditer(text)]
