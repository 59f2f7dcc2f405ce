// 哪些目标在某年到期 Which targets fall due in a year
WITH 2025 AS year
CALL {
  WITH year
  MATCH (a)<-[r1:ABOUT]-(t:Target)-[r2:INDICATOR]->(i)
  WHERE t.end.year = year
  RETURN a, i, t.comparator AS comparator, t.value AS value, t.unit AS unit, t.time AS time,
    t, r1, r2, null AS r3
  UNION
  WITH year
  MATCH (a)-[r3:POSITIONING]->(i)
  WHERE r3.end.year = year AND r3.status IN ['target', 'planned']
  RETURN a, i, null AS comparator, null AS value, null AS unit, r3.time AS time,
    null AS t, null AS r1, null AS r2, r3
}
RETURN DISTINCT a.name AS thing, i.name AS indicator, comparator, value, unit, time
ORDER BY thing, indicator
// 画图 as a graph: RETURN a, i, t, r1, r2, r3
