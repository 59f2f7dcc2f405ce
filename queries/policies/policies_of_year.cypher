// 某年发布的政策 Policies issued in a year
MATCH (s:Statement)-[:SUBJECT]->(p)
WHERE s.predicate = 'issued'
  AND left(toString(s.objectValue), 4) = toString($year)
UNWIND s.sources AS source
RETURN DISTINCT p.name AS policy, toString(s.objectValue) AS issued, p.policyLevel AS level, source,
  p.uri AS policy_iri
ORDER BY issued, policy, source
