// 某事物的同类目标从大到小 The targets of a thing from the largest down
//+ summary: {zh: 某事物的同类目标从大到小, en: The targets of a thing from the largest down}
//+ description: {zh: 指标名称含某词的目标，换算为基本单位后排序, en: "Targets whose indicator contains a text, ordered after converting units"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [comparisons, targets]
//+ columns: [indicator, value, unit, time, normal_value, normal_unit]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 济南高新技术产业开发区, values: names}
//+   - {name: text, type: string, zh: 指标名称中的词, en: text in the name of the indicator, default: 产业规模, values: free}

MATCH (:Resource {uri: $thing})<-[:ABOUT]-(t:Target)-[:INDICATOR]->(i)
WHERE i.name CONTAINS $text AND t.value IS NOT NULL AND t.normalValue IS NOT NULL
RETURN DISTINCT i.name AS indicator, t.value AS value, t.unit AS unit, t.time AS time,
  t.normalValue AS normal_value, t.normalUnit AS normal_unit
ORDER BY normal_value DESC, indicator
