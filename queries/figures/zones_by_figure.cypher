// 某年各高新区的某项指标从大到小 Zones by an indicator in a year, from the largest down
WITH '生产总值' AS indicator, 2023 AS year
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
MATCH (z:Zone)<-[r1:ABOUT]-(f:Observation)-[r2:INDICATOR]->(the_indicator)
WHERE f.end.year = year AND f.normalValue IS NOT NULL AND f.value IS NOT NULL
UNWIND f.sources AS source
WITH z, f, the_indicator, r1, r2, source
ORDER BY f.normalUnit, f.normalValue DESC, z.name, f.time, source
RETURN DISTINCT z.name AS zone, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.time AS time, f.qualifier AS qualifier, source
// 画图 as a graph: RETURN z, f, the_indicator, r1, r2
