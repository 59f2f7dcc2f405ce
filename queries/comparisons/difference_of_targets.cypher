// 某事物两项目标相差多少 By how much two targets differ
//+ summary: {zh: 某事物两项目标相差多少, en: By how much two targets differ}
//+ description: {zh: 同一时间（或都没有时间）、同一单位的两项相减：difference = second − first，ratio = second ÷ first, en: "The same time (or none) and unit only: difference = second − first, ratio = second ÷ first"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [comparisons, targets]
//+ columns: [first, second, difference, ratio, unit, time]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 大连高新技术产业园区, values: names}
//+   - {name: indicator, type: "thing:Indicator", zh: 指标（被减去的）, en: indicator (subtracted), default: 国家级人才数量, values: names}
//+   - {name: other, type: "thing:Indicator", zh: 另一指标, en: other indicator, default: 省级人才数量, values: names}

MATCH (a:Resource {uri: $thing})<-[:ABOUT]-(x:Target)-[:INDICATOR]->(:Resource {uri: $indicator})
MATCH (a)<-[:ABOUT]-(y:Target)-[:INDICATOR]->(:Resource {uri: $other})
WHERE x.unit = y.unit AND coalesce(x.time, '') = coalesce(y.time, '') AND x.value IS NOT NULL AND y.value IS NOT NULL
RETURN DISTINCT x.value AS first, y.value AS second, y.value - x.value AS difference,
  CASE WHEN x.value <> 0 THEN y.value / x.value END AS ratio,
  x.unit AS unit, x.time AS time
ORDER BY time
