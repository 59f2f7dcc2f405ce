// 哪些目标在某年到期 Which targets fall due in a year
MATCH (a)<-[:ABOUT]-(t:Target)-[:INDICATOR]->(i)
WHERE t.end.year = $year
RETURN DISTINCT a.name AS thing, i.name AS indicator, t.comparator AS comparator,
  t.value AS value, t.unit AS unit, t.time AS time
ORDER BY thing, indicator
