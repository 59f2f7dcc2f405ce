// 某高新区适用哪些政策 Which policies hold for a zone
//+ summary: {zh: 某高新区适用哪些政策, en: Which policies hold for a zone}
//+ description: {zh: 自己的、对它适用的，以及对所在地方和全部国家高新区适用的（via）, en: "Its own, those that apply to it, and (via) to its place or to all national zones"}
//+ who: {zh: 选址企业, en: enterprises choosing a site}
//+ tags: [policies, zones]
//+ columns: [policy, relation, via, level, issued, policy_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 景德镇高新技术产业开发区, values: names}

CALL {
  MATCH (:Resource {uri: $zone})-[:HAS_POLICY]->(p:Policy)
  RETURN p, 'hasPolicy' AS relation, null AS via
  UNION
  MATCH (:Resource {uri: $zone})-[:ISSUES]->(p:Policy)
  RETURN p, 'issues' AS relation, null AS via
  UNION
  MATCH (:Resource {uri: $zone})-[:LOCATED_IN*0..6]->(a)<-[:APPLIES_TO]-(p:Policy)
  RETURN p, 'appliesTo' AS relation, a.name AS via
  UNION
  MATCH (:NationalZone {uri: $zone}), (a:Zone {name: '国家高新技术产业开发区'})<-[:APPLIES_TO]-(p:Policy)
  RETURN p, 'appliesTo' AS relation, a.name AS via
}
RETURN DISTINCT p.name AS policy, relation, via, p.policyLevel AS level, toString(p.issued) AS issued,
  p.uri AS policy_iri
ORDER BY policy, relation, via
