// 某企业所在的高新区有哪些称号 What the zone of an enterprise is recognised as
WITH '快狗打车' AS thing, '示范区' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Enterprise
MATCH (the_thing)-[r1:LOCATED_IN]->(z)-[r:APPROVED_AS {status: 'actual'}]->(a)
WHERE a.name CONTAINS text
RETURN DISTINCT z.name AS zone, a.name AS award, r.qualifier AS qualifier
ORDER BY zone, award
// 画图 as a graph: RETURN the_thing, z, a, r1, r
