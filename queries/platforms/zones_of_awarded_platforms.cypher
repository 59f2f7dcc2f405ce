// 获某称号的平台在哪个高新区，该区某指标是多少 Which zones host platforms with an award, and a figure of those zones
//+ summary: {zh: 获某称号的平台在哪个高新区，该区某指标是多少, en: "Which zones host platforms with an award, and a figure of those zones"}
//+ description: {zh: 称号—平台—高新区—数字, en: "Award, platform, zone, figure"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [platforms, awards, figures]
//+ columns: [platform, zone, comparator, value, unit, time, platform_iri]
//+ parameters:
//+   - {name: award, type: "thing:Award", zh: 称号, en: award, default: 博士后工作站, values: names}
//+   - {name: indicator, type: "thing:Indicator", zh: 指标, en: indicator, default: GDP增速, values: names}

MATCH (:Resource {uri: $award})<-[:AWARDED]-(p)<-[:HOSTS]-(z)
MATCH (z)<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(:Resource {uri: $indicator})
RETURN DISTINCT p.name AS platform, z.name AS zone, f.comparator AS comparator, f.value AS value,
  f.unit AS unit, f.time AS time, p.uri AS platform_iri
ORDER BY platform, zone, time
