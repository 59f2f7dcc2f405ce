// 在某机构任某职者所领导的高新区有什么目标 Targets of the zone led by who holds a post elsewhere
WITH '新疆生产建设兵团第八师' AS thing, '副师长' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)<-[r:HOLDS_POSITION {title: text}]-(p)-[r1:HOLDS_POSITION]->(z:Zone)
MATCH (z)<-[r2:ABOUT]-(t:Target)-[r3:INDICATOR]->(i)
RETURN DISTINCT p.name AS person, z.name AS zone, i.name AS indicator, t.comparator AS comparator,
  t.value AS value, t.unit AS unit, t.time AS time
ORDER BY person, zone, indicator
// 画图 as a graph: RETURN the_thing, p, z, t, i, r, r1, r2, r3
