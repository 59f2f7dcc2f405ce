"""Reading facts out of articles: articles of 1,500 characters a minute and core, in both ways.

The articles are made up and differ in names and numbers.  Each way runs in a process of its own,
on one thread; its time is that of the processor without loading what it works with.  Memory is the
peak after a tenth of the articles and after all of them: it must not grow with their number.

Run alone: ``python -m benchmarks.extraction [--articles 300]``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from typing import Any

CHARACTERS = 1_500
_ZONES = ("合肥高新区", "苏州工业园区", "西安高新区", "武汉东湖高新区", "成都高新区", "株洲高新区")
_WORDS = (
    "云岭",
    "青禾",
    "启明",
    "远航",
    "天元",
    "博远",
    "华创",
    "中科",
    "安信",
    "瑞丰",
    "恒通",
    "金石",
)
_TRADES = ("光电", "生物医药", "智能装备", "新材料", "集成电路", "人工智能", "储能", "航空航天")
_SENTENCES = (
    "{zone}2024年实现地区生产总值{number}亿元，同比增长{rate}%，高新技术企业总数达到{count}家。",
    "{firm}有限公司落户{zone}，总投资{number}亿元建设{word}{trade}产业园，预计2026年投产，达产后年产值{number}亿元。",
    "{zone}党工委书记{person}介绍，园区已集聚{trade}企业{count}家，形成以{trade}为主导产业的现代化产业体系。",
    "{firm}股份有限公司与{word}大学共建{trade}联合实验室，自主研发的{trade}产品填补了国内空白。",
    "近日，{zone}管委会发布《{zone}促进{trade}产业高质量发展的若干措施》，设立{number}亿元产业基金。",
    "“园区为我们提供了全程代办服务。”{firm}有限公司董事长{person}说，企业去年营业收入{number}亿元，增长{rate}%。",
    "力争到2027年，{zone}{trade}产业规模突破{count}亿元，新增上市企业{rate}家，建成国家级创新平台{rate}个。",
    "一大早，记者走进车间，只见机械臂来回挥舞，工人们正在流水线旁忙碌，赶制一批发往海外的订单。",
)


def measure(articles: int = 300) -> list[dict[str, Any]]:
    """Both ways over this number of articles."""
    found = []
    for name, option in (("gaoxin extract --fast", "fast"), ("gaoxin extract", "whole")):
        command = [sys.executable, "-m", "benchmarks.extraction", "--way", option]
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        done = subprocess.run(
            [*command, "--articles", str(articles)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        found.append({"what": name, **json.loads(done.stdout.splitlines()[-1])})
    return found


def made_up_article(seed: int) -> str:
    """An article of about 1,500 characters."""
    chance = random.Random(seed)
    lines, length = [f"{chance.choice(_ZONES)}第{seed}号报道：开局良好"], 0
    while length < CHARACTERS:
        sentences = []
        for _ in range(chance.randint(2, 4)):
            sentences.append(
                chance.choice(_SENTENCES).format(
                    zone=chance.choice(_ZONES),
                    firm=chance.choice(_WORDS) + chance.choice(_WORDS) + chance.choice(_TRADES),
                    word=chance.choice(_WORDS),
                    trade=chance.choice(_TRADES),
                    person=chance.choice("张王李赵刘陈") + chance.choice("明强伟芳敏静"),
                    number=chance.randint(1, 900),
                    rate=chance.randint(1, 30),
                    count=chance.randint(10, 3_000),
                )
            )
        lines.append("".join(sentences))
        length += len(lines[-1])
    return "\n".join(lines)


def run(way: str, articles: int) -> dict[str, Any]:
    """One way in this process: speed and peak memory."""
    from gaoxin.extraction.extract import extract
    from gaoxin.extraction.reading.read_article import article_of
    from gaoxin.extraction.resources import load_resources
    from gaoxin.settings import read_settings

    fast = way == "fast"
    resources = load_resources(read_settings(), fast=fast)
    extract(article_of(made_up_article(0)), resources, fast=fast)
    spent, facts, characters, early = 0.0, 0, 0, 0
    for number in range(1, articles + 1):
        text = made_up_article(number)
        start = time.process_time()
        found = extract(article_of(text), resources, fast=fast)
        spent += time.process_time() - start
        facts += len(found.proposals)
        characters += len(text)
        if number == max(1, articles // 10):
            early = _peak()
    return {
        "articles": articles,
        "facts": facts,
        "articles_per_minute_and_core": round(60 * characters / CHARACTERS / spent),
        "peak_mib_after_a_tenth": early,
        "peak_mib": _peak(),
    }


def _peak() -> int:
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--way", choices=("fast", "whole"))
    asked = parser.parse_args()
    if asked.way:
        print(json.dumps(run(asked.way, asked.articles)))
    else:
        for row in measure(asked.articles):
            print(row)
