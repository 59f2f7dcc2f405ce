// 某高新区哪些园区平台的目标达到某数 Which parks and platforms of a zone aim at a figure or more
WITH '惠州仲恺高新技术产业开发区' AS zone, '产值规模' AS indicator, 100000000000.0 AS minimum
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
MATCH (the_zone)-[r1:HOSTS]->(p)<-[r2:ABOUT]-(t:Target)-[r3:INDICATOR]->(the_indicator)
WHERE t.normalValue >= minimum
RETURN DISTINCT p.name AS platform, t.value AS value, t.unit AS unit, t.time AS time,
  p.uri AS platform_iri
ORDER BY platform
// 画图 as a graph: RETURN the_zone, p, t, the_indicator, r1, r2, r3
