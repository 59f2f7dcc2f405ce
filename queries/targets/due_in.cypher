// 哪些目标在某年到期 Which targets fall due in a year
WITH 2025 AS year
CALL {
  WITH year
  MATCH (a)<-[r1:ABOUT]-(t:Target)-[r2:INDICATOR]->(i)
  WHERE t.end.year = year
  RETURN a, i, t.comparator AS comparator, t.value AS value, t.unit AS unit, t.time AS time,
    [t, r1, r2] AS drawn
  UNION
  WITH year
  MATCH (a)-[r:POSITIONED_AS]->(i)
  WHERE r.end.year = year AND r.status IN ['target', 'planned']
  RETURN a, i, null AS comparator, null AS value, null AS unit, r.time AS time, [r] AS drawn
}
RETURN DISTINCT a.name AS thing, i.name AS indicator, comparator, value, unit, time
ORDER BY thing, indicator
// 画图 as a graph: RETURN a, i, drawn
