// 某事物的某项指标是多少 One figure of a thing
//+ summary: {zh: 某事物的某项指标是多少, en: One figure of a thing}
//+ description: {zh: comparator 为 > 的意思是“超过”, en: "A comparator > means \"more than\""}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [figures]
//+ columns: [comparator, value, unit, status, time, qualifier, source]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 天津滨海高新技术产业开发区, values: names}
//+   - {name: indicator, type: "thing:Indicator", zh: 指标, en: indicator, default: GDP增速, values: names}

MATCH (t:Resource {uri: $thing})<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(i:Resource {uri: $indicator})
UNWIND f.sources AS source
RETURN DISTINCT f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY time, source
