// 某地的高新区有哪些目标 The targets of the zones of a place
//+ summary: {zh: 某地的高新区有哪些目标, en: The targets of the zones of a place}
//+ description: {zh: 地方—高新区—指标；没有数值的目标也列出, en: "Place, zone, indicator; targets without a number are listed too"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [targets, places, zones]
//+ columns: [zone, indicator, comparator, value, unit, time, qualifier, source]
//+ parameters:
//+   - {name: place, type: "thing:AdministrativeDivision", zh: 省、市或县, en: "province, city or county", default: 山东省, values: names}

MATCH (i:Resource)<-[:INDICATOR]-(t:Target)-[:ABOUT]->(z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
UNWIND t.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS indicator, t.comparator AS comparator, t.value AS value,
  t.unit AS unit, t.time AS time, t.qualifier AS qualifier, source
ORDER BY zone, indicator, time
