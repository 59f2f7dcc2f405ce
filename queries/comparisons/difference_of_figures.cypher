// 某事物两项数字相差多少 By how much two figures differ
//+ summary: {zh: 某事物两项数字相差多少, en: By how much two figures differ}
//+ description: {zh: 同一时间（或都没有时间）、同一单位的两项相减：difference = second − first，ratio = second ÷ first, en: "The same time (or none) and unit only: difference = second − first, ratio = second ÷ first"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [comparisons, figures]
//+ columns: [first, second, difference, ratio, unit, time]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 苏州高新技术产业开发区, values: names}
//+   - {name: indicator, type: "thing:Indicator", zh: 指标（被减去的）, en: indicator (subtracted), default: 高新技术产业产值占规模以上工业总产值比重, values: names}
//+   - {name: other, type: "thing:Indicator", zh: 另一指标, en: other indicator, default: 新兴产业产值占规模以上工业总产值比重, values: names}

MATCH (a:Resource {uri: $thing})<-[:ABOUT]-(x:Observation)-[:INDICATOR]->(:Resource {uri: $indicator})
MATCH (a)<-[:ABOUT]-(y:Observation)-[:INDICATOR]->(:Resource {uri: $other})
WHERE x.unit = y.unit AND coalesce(x.time, '') = coalesce(y.time, '') AND x.value IS NOT NULL AND y.value IS NOT NULL
RETURN DISTINCT x.value AS first, y.value AS second, y.value - x.value AS difference,
  CASE WHEN x.value <> 0 THEN y.value / x.value END AS ratio,
  x.unit AS unit, x.time AS time
ORDER BY time
