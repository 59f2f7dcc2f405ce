// 某事物有哪些目标 All targets of a thing
//+ summary: {zh: 某事物有哪些目标, en: All targets of a thing}
//+ description: {zh: 只是承诺的数字；没有数值的目标也列出, en: Promised figures only; targets without a number are listed too}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [targets]
//+ columns: [indicator, comparator, value, unit, status, time, qualifier, source]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 济南高新技术产业开发区, values: names}

MATCH (t:Resource {uri: $thing})<-[:ABOUT]-(f:Target)-[:INDICATOR]->(i:Resource)
UNWIND f.sources AS source
RETURN DISTINCT i.name AS indicator, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY indicator, time, source
