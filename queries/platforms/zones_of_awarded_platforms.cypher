// 获某称号的平台在哪个高新区，该区某指标是多少 Which zones host platforms with an award, and a figure of those zones
WITH '博士后工作站' AS thing, 'GDP增速' AS indicator
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Award
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
MATCH (the_thing)<-[r1:AWARDED]-(p)<-[r2:HOSTS]-(z)
MATCH (z)<-[r3:ABOUT]-(f:Observation)-[r4:INDICATOR]->(the_indicator)
RETURN DISTINCT p.name AS platform, z.name AS zone, f.comparator AS comparator, f.value AS value,
  f.unit AS unit, f.time AS time, p.uri AS platform_iri
ORDER BY platform, zone, time
// 画图 as a graph: RETURN the_thing, p, z, f, the_indicator, r1, r2, r3, r4
