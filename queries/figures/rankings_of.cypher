// 某事物在各项指标上排第几 Where a thing ranks
//+ summary: {zh: 某事物在各项指标上排第几, en: Where a thing ranks}
//+ description: {zh: qualifier 注明在什么范围内排名；没有名次的表示“前列”之类, en: "qualifier tells among whom; without a value it is \"among the first\" and the like"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [figures, rankings]
//+ columns: [indicator, comparator, value, unit, status, time, qualifier, source]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 天津滨海高新技术产业开发区, values: names}

MATCH (t:Resource {uri: $thing})<-[:ABOUT]-(f:Ranking)-[:INDICATOR]->(i:Resource)
UNWIND f.sources AS source
RETURN DISTINCT i.name AS indicator, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY indicator, time, source
