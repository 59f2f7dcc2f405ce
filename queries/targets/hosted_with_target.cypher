// 某高新区哪些园区平台的目标达到某数 Which parks and platforms of a zone aim at a figure or more
//+ summary: {zh: 某高新区哪些园区平台的目标达到某数, en: Which parks and platforms of a zone aim at a figure or more}
//+ description: {zh: minimum 按基本单位填写：一千亿元写 100000000000, en: "minimum is in the base unit: 100000000000 for a thousand 亿元"}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [targets, platforms]
//+ columns: [platform, value, unit, time, platform_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 惠州仲恺高新技术产业开发区, values: names}
//+   - {name: indicator, type: "thing:Indicator", zh: 指标, en: indicator, default: 产值规模, values: names}
//+   - {name: minimum, type: decimal, zh: 至少, en: at least, default: 100000000000, values: free}

MATCH (:Resource {uri: $zone})-[:HOSTS]->(p)<-[:ABOUT]-(t:Target)-[:INDICATOR]->(:Resource {uri: $indicator})
WHERE t.normalValue >= $minimum
RETURN DISTINCT p.name AS platform, t.value AS value, t.unit AS unit, t.time AS time,
  p.uri AS platform_iri
ORDER BY platform
