// 某事物某项指标的目标是多少 One target of a thing
//+ summary: {zh: 某事物某项指标的目标是多少, en: One target of a thing}
//+ description: {zh: time 为目标年份或期间, en: time is the year or period of the target}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [targets]
//+ columns: [comparator, value, unit, status, time, qualifier, source]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 石河子高新技术产业开发区, values: names}
//+   - {name: indicator, type: "thing:Indicator", zh: 指标, en: indicator, default: 规上工业总产值, values: names}

MATCH (t:Resource {uri: $thing})<-[:ABOUT]-(f:Target)-[:INDICATOR]->(i:Resource {uri: $indicator})
UNWIND f.sources AS source
RETURN DISTINCT f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY time, source
