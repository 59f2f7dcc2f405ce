// 某项数字前后变了多少 By how much a figure has changed
//+ summary: {zh: 某项数字前后变了多少, en: By how much a figure has changed}
//+ description: {zh: 状态为 historical 的旧值与 actual 的新值，同一单位：difference = after − before, en: "An old value (status historical) and a present one in the same unit: difference = after − before"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [comparisons, figures]
//+ columns: [before, after, difference, unit]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、企业、政策等, en: "zone, enterprise, policy or other", default: 兆驰显示, values: names}
//+   - {name: indicator, type: "thing:Indicator", zh: 指标, en: indicator, default: 生产线规模, values: names}

MATCH (:Resource {uri: $thing})<-[:ABOUT]-(one:Observation {status: 'historical'})-[:INDICATOR]->(i:Resource {uri: $indicator})
MATCH (:Resource {uri: $thing})<-[:ABOUT]-(two:Observation {status: 'actual'})-[:INDICATOR]->(i)
WHERE one.unit = two.unit AND one.value IS NOT NULL AND two.value IS NOT NULL
RETURN DISTINCT one.value AS before, two.value AS after, two.value - one.value AS difference, two.unit AS unit
ORDER BY before, after
