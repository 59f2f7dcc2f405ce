// 某项指标各处是多少 One indicator across all things
//+ summary: {zh: 某项指标各处是多少, en: One indicator across all things}
//+ description: {zh: 同一指标在不同高新区、不同来源的数字, en: The indicator in every zone and by every source}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [figures, comparisons]
//+ columns: [thing, comparator, value, unit, status, time, qualifier, source]
//+ parameters:
//+   - {name: indicator, type: "thing:Indicator", zh: 指标, en: indicator, default: 主导产业数量, values: names}

MATCH (t:Resource)<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(i:Resource {uri: $indicator})
UNWIND f.sources AS source
RETURN DISTINCT t.name AS thing, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY thing, time, source
