// 某高新区适用哪些政策 Which policies hold for a zone
WITH '景德镇高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
CALL {
  WITH the_zone
  MATCH (the_zone)-[:HAS_POLICY]->(p:Policy)
  RETURN p, 'hasPolicy' AS relation, null AS via
  UNION
  WITH the_zone
  MATCH (the_zone)-[:ISSUES]->(p:Policy)
  RETURN p, 'issues' AS relation, null AS via
  UNION
  WITH the_zone
  MATCH (the_zone)-[:LOCATED_IN*0..6]->(a)<-[:APPLIES_TO]-(p:Policy)
  RETURN p, 'appliesTo' AS relation, a.name AS via
  UNION
  WITH the_zone
  MATCH (the_zone:NationalZone), (a:Zone {name: '国家高新技术产业开发区'})<-[:APPLIES_TO]-(p:Policy)
  RETURN p, 'appliesTo' AS relation, a.name AS via
}
RETURN DISTINCT p.name AS policy, relation, via, p.policyLevel AS level, left(toString(p.issued),
    CASE p.issuedPrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS issued,
  p.uri AS policy_iri
ORDER BY policy, relation, via
