"""Invented firms whose names look like those of a register: place, brand, industry, legal form.

The names have the frequencies that make searching hard.  A few characters stand in many brands, a
few industry words in most names, and the legal form in all of them.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator


def _words(text: str) -> list[str]:
    return text.split()


PLACES = _words(
    "北京 天津 上海 重庆 合肥 武汉 长沙 成都 西安 南京 苏州 无锡 常州 杭州 宁波 温州 厦门 "
    "福州 泉州 广州 深圳 珠海 佛山 东莞 惠州 济南 青岛 烟台 潍坊 淄博 郑州 洛阳 石家庄 "
    "保定 太原 沈阳 大连 长春 哈尔滨 南昌 赣州 昆明 贵阳 南宁 柳州 桂林 兰州 西宁 银川 "
    "乌鲁木齐 呼和浩特 包头 海口 襄阳 宜昌 株洲 湘潭 衡阳 绵阳 德阳 自贡 芜湖 蚌埠 马鞍山 "
    "安徽 湖北 湖南 四川 江苏 浙江 广东 山东"
)
_COMMON = (
    "华中国天海新金东大光龙科信恒泰安达宏盛瑞康博远德诚通力星云智慧联创业兴源丰润万亿百千佳美嘉宝利和平"
    "永正明辉腾飞鹏翔凯亚欧太阳江河湖山川林森木春风雨雪雷电晨曦旭日月星辰宇宙航空地球圣元启开拓拓展立奇"
    "蓝绿青紫红黑白玉石银铜铁钢晶芯微纳米维度量子数字网络思想文化艺术精英杰卓越优品尚格调韵律乐动感活力"
    "生命健医药普济民众益友爱心仁义礼智信孝悌忠良勤俭朴实真善美誉名望声威武雄壮志凌霄汉唐宋元明清风骨"
    "鼎盈溢沛沃润泽汇融聚集合同洲岛港湾岸桥路道途程锦绣庆祥瑞吉福禄寿喜财旺达昌隆茂荣欣悦畅怡景象"
)
_RARE = "赣锋钧奕璟珩玮琛珏琪瑾瑜璐璞琰珺铠铄铭锐锴镁钛钒钴铱锂硅硒碲砷磷氟氢氦氧氮炭"
INDUSTRIES = _words(
    "科技 信息技术 生物科技 生物医药 新能源 新材料 电子 电子科技 半导体 光电 光电技术 "
    "智能科技 智能装备 机械 机械制造 自动化 自动化设备 环保科技 环境工程 软件 网络科技 "
    "数据科技 医疗器械 医疗科技 汽车零部件 汽车部件 航空科技 精密机械 精密制造 材料科技 "
    "化工 食品 农业科技 建筑工程 建设工程 通信技术 通信设备 电气 电力设备 仪器仪表 "
    "检测技术 物联网科技 机器人 激光技术 能源科技 储能科技 动力电池 传感技术 微电子 "
    "集成电路设计"
)
LEGAL = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司")


def firm_names(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield ``count`` pairs (full name, place); all names differ."""
    chance = random.Random(seed)
    seen: set[str] = set()
    while len(seen) < count:
        place = chance.choice(PLACES)
        brand = "".join(_character(chance) for _ in range(chance.choice((2, 2, 2, 3, 3, 4))))
        industry, legal = chance.choice(INDUSTRIES), chance.choice(LEGAL)
        name = (
            f"{brand}({place}){industry}{legal}"
            if chance.random() < 0.05
            else f"{place}{brand}{industry}{legal}"
        )
        if name not in seen:
            seen.add(name)
            yield name, place


def misspelt(name: str, chance: random.Random) -> str:
    """The name as another list writes it: shortened, one character wrong, or in another order."""
    way = chance.randrange(5)
    if way == 0:
        for legal in sorted(set(LEGAL), key=len, reverse=True):
            name = name.removesuffix(legal)
        return name
    if way == 1:
        return name.replace("有限责任公司", "公司").replace("有限公司", "公司")
    place = chance.randrange(len(name) // 2)
    if way == 2:
        return name[:place] + name[place + 1 :]
    if way == 3:
        return name[:place] + _character(chance) + name[place + 1 :]
    return next((name.removeprefix(p) for p in PLACES if name.startswith(p)), name)


def _character(chance: random.Random) -> str:
    if chance.random() < 0.08:
        return chance.choice(_RARE)
    return chance.choices(_COMMON, cum_weights=_CUMULATED)[0]


# The first characters are about ten times as frequent as the last.
_CUMULATED = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(_COMMON))))
