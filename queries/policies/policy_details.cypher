// 某政策的层级、发布时间、文号和发布方 Level, time of issue, number and issuer of a policy
WITH '国务院关于促进国家高新技术产业开发区高质量发展的若干意见' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
OPTIONAL MATCH (o)-[r1:ISSUES]->(the_thing)
RETURN DISTINCT the_thing.policyLevel AS level, left(toString(the_thing.issued),
    CASE the_thing.issuedPrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS issued,
  the_thing.code AS number, o.name AS issuer,
  o.uri AS issuer_iri
ORDER BY issuer
// 画图 as a graph: RETURN o, the_thing, r1
