// 某企业或高新区投资了什么 What an enterprise or zone invests in
MATCH (:Resource {uri: $thing})-[r:INVESTS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS invested, r.value AS value, r.unit AS unit, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, x.uri AS invested_iri
ORDER BY invested, source, status
