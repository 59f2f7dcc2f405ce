// 某事物有哪些数字 All figures of a thing
//+ summary: {zh: 某事物有哪些数字, en: All figures of a thing}
//+ description: {zh: 已经达到的数字；承诺的见 targets/targets_of, en: Figures reached; see targets/targets_of for promised ones}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [figures]
//+ columns: [indicator, comparator, value, unit, status, time, qualifier, source]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 大连高新技术产业园区, values: names}

MATCH (t:Resource {uri: $thing})<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(i:Resource)
UNWIND f.sources AS source
RETURN DISTINCT i.name AS indicator, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY indicator, time, source
