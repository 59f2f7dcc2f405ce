// 哪些数字互相不一致 Which figures disagree
//+ summary: {zh: 哪些数字互相不一致, en: Which figures disagree}
//+ description: {zh: 同一事物、同一指标、同一时间、同一状态却有不同的值, en: "One thing, indicator, time and status, but different values"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [figures, sources]
//+ columns: [thing, indicator, time, status, unit, lowest, highest, values]

MATCH (t)<-[:ABOUT]-(f:Observation|Target)-[:INDICATOR]->(i)
WHERE f.normalValue IS NOT NULL
WITH t, i, f.time AS time, f.status AS status, f.normalUnit AS unit,
  min(f.normalValue) AS lowest, max(f.normalValue) AS highest,
  count(DISTINCT f.normalValue) AS values
WHERE values > 1
RETURN t.name AS thing, i.name AS indicator, time, status, unit, lowest, highest, values
ORDER BY thing, indicator
