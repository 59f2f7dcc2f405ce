// 哪些目标在某年到期 Which targets fall due in a year
WITH 2025 AS year
MATCH (a)<-[r1:ABOUT]-(t:Target)-[r2:INDICATOR]->(i)
WHERE t.end.year = year
RETURN DISTINCT a.name AS thing, i.name AS indicator, t.comparator AS comparator,
  t.value AS value, t.unit AS unit, t.time AS time
ORDER BY thing, indicator
// 画图 as a graph: RETURN a, t, i, r1, r2
