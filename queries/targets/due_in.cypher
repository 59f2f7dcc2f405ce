// 哪些目标在某年到期 Which targets fall due in a year
//+ summary: {zh: 哪些目标在某年到期, en: Which targets fall due in a year}
//+ description: {zh: 按目标期间的最后一天, en: By the last day of the target's period}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [targets]
//+ columns: [thing, indicator, comparator, value, unit, time]
//+ parameters:
//+   - {name: year, type: year, zh: 年份, en: year, default: 2025, values: free}

MATCH (a)<-[:ABOUT]-(t:Target)-[:INDICATOR]->(i)
WHERE t.end.year = $year
RETURN DISTINCT a.name AS thing, i.name AS indicator, t.comparator AS comparator,
  t.value AS value, t.unit AS unit, t.time AS time
ORDER BY thing, indicator
