// 哪些指标既有现状又有目标 Which indicators have both a figure and a target
//+ summary: {zh: 哪些指标既有现状又有目标, en: Which indicators have both a figure and a target}
//+ description: {zh: 现状与目标并列，差距一目了然, en: What is reached beside what is promised}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [targets, figures]
//+ columns: [indicator, reached, reached_time, promised, promised_time, unit]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 济南高新技术产业开发区, values: names}

MATCH (a:Resource {uri: $thing})<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(i)
MATCH (a)<-[:ABOUT]-(t:Target)-[:INDICATOR]->(i)
WHERE f.value IS NOT NULL AND t.value IS NOT NULL AND f.unit = t.unit
RETURN DISTINCT i.name AS indicator, f.value AS reached, f.time AS reached_time,
  t.value AS promised, t.time AS promised_time, f.unit AS unit
ORDER BY indicator
