// 某年发布的政策 Policies issued in a year
WITH 2025 AS year
MATCH (s:Statement)-[r1:SUBJECT]->(p)
WHERE s.predicate = 'issued'
  AND left(toString(s.objectValue), 4) = toString(year)
UNWIND s.sources AS source
RETURN DISTINCT p.name AS policy, toString(s.objectValue) AS issued, p.policyLevel AS level, source,
  p.uri AS policy_iri
ORDER BY issued, policy, source
// 画图 as a graph: RETURN s, p, r1
