// 某举措、平台或活动落实什么政策 Which policies a measure, platform or event carries out
WITH '“两基地、一中心、一研究院、一小镇”建设' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH path = (the_thing)-[:IMPLEMENTS*1..6]->(p)
RETURN DISTINCT p.name AS policy, p.policyLevel AS level, left(toString(p.issued),
    CASE p.issuedPrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS issued,
  p.uri AS policy_iri
ORDER BY policy
// 画图 as a graph: RETURN path
