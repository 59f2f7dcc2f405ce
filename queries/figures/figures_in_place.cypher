// 某地的高新区有哪些数字 The figures of the zones of a place
//+ summary: {zh: 某地的高新区有哪些数字, en: The figures of the zones of a place}
//+ description: {zh: 地方—高新区—指标；名称含某词的指标，text 留空看全部, en: "Place, zone, indicator; of indicators whose name contains a text, all of them where it is empty"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [figures, places, zones]
//+ columns: [zone, indicator, comparator, value, unit, time, source]
//+ parameters:
//+   - {name: place, type: "thing:AdministrativeDivision", zh: 省、市或县, en: "province, city or county", default: 江西省, values: names}
//+   - {name: text, type: string, zh: 指标名称中的词, en: text in the name of the indicator, default: 营收, values: free}

MATCH (i:Resource)<-[:INDICATOR]-(f:Observation)-[:ABOUT]->(z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
WHERE i.name CONTAINS $text
UNWIND f.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS indicator, f.comparator AS comparator, f.value AS value,
  f.unit AS unit, f.time AS time, source
ORDER BY zone, indicator, time
