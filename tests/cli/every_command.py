"""Every command with usual, empty and wrong arguments, for tests of all outputs."""

from __future__ import annotations

ZONE, OTHER = "天津滨海高新区", "合肥高新区"

COMMANDS: list[tuple[str, ...]] = [
    *[
        ("show", thing, *options)
        for thing in (
            ZONE,
            OTHER,
            "济南高新区",
            "黄河三角洲农业高新技术产业示范区",
            "芜湖高新区",
            "华为",
            "宋道军",
            "中国声谷",
            "生物医药",
            "国务院",
            "国务院关于促进国家高新技术产业开发区高质量发展的若干意见",
            "合肥市",
            "安徽省",
            "国家级高新技术产业开发区",
            "合芜蚌国家自主创新示范区",
            "TCL中环叠瓦高效光伏组件项目",
        )
        for options in ((), ("--all",))
    ],
    ("show", OTHER, "--section", "政策"),
    ("show", OTHER, "--year", "1900"),
    ("search", "光伏"),
    ("search", "嗄嘎尜"),
    ("neighbors", ZONE),
    ("neighbors", ZONE, "--with", OTHER),
    ("path", ZONE, OTHER),
    ("path", "宋道军", "光伏"),
    ("targets",),
    ("targets", "济南高新区"),
    ("conflicts",),
    ("coverage",),
    ("coverage", ZONE),
    ("sources",),
    ("sources", "--weak", "-n", "200"),
    ("stats",),
    ("query", "industries/industries_of_zone", f"zone={OTHER}"),
    ("queries", "产业"),
    ("compare", ZONE, OTHER),
    ("timeline", OTHER),
    ("ask", "合肥高新区有什么平台"),
    ("show", "source/article-002"),
    ("reconcile", ZONE, "嗄嘎尜"),
    ("diff", "1", "1"),
    # Errors.
    ("show", "嗄嘎尜"),
    ("show", "高新"),
    ("show", OTHER, "--section", "嗄嘎尜"),
    ("show", OTHER, "--type", "嗄嘎尜"),
    ("show", OTHER, "--source", "嗄嘎尜"),
    ("neighbors", OTHER, "--relation", "嗄嘎尜"),
    ("path", ZONE, "嗄嘎尜"),
    ("rollback", "99"),
    ("show",),
    ("show", OTHER, "--source"),
    ("show", OTHER, "--all=1"),
    ("show", OTHER, "--year", "0"),
    ("show", OTHER, "--year", "嗄嘎尜"),
]
HELP = (
    *("show", "search", "neighbors", "path", "targets", "conflicts", "coverage", "load", "query"),
    *("sources", "stats", "reconcile", "view", "export", "log", "diff", "mirror", "doctor", "ask"),
)
