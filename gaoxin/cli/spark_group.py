"""The group ``gaoxin spark``, whose commands are in other modules."""

from __future__ import annotations

from gaoxin.cli.frame import new_group
from gaoxin.language import say

spark_app = new_group(
    say("用 Apache Spark 处理大名单。", "Load large lists with Apache Spark."),
    say(
        "适合一台机器装不下的名单，例如全国企业登记。需要 pip install 'gaoxin[spark]'。"
        "详见 docs/scale.md。",
        "For lists that one machine does not hold, such as a national register. Needs pip install "
        "'gaoxin[spark]'. docs/scale.md says more.",
    ),
)
