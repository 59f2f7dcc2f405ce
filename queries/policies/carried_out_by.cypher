// 某高新区或地方落实哪些上级政策 Which policies from above a zone or place carries out, and by what
//+ summary: {zh: 某高新区或地方落实哪些上级政策, en: "Which policies from above a zone or place carries out, and by what"}
//+ description: {zh: 通过自己的举措、平台、活动或机构落实的, en: "By measures, platforms, events or bodies of its own"}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [policies, zones]
//+ columns: [policy, level, measure, status, qualifier, source, policy_iri, measure_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区或地方, en: zone or place, default: 榆林高新技术产业开发区, values: names}

MATCH (h:Resource {uri: $thing})-[q:HAS_POLICY|ISSUES|HOSTS|LOCATED_IN]-(m)
WHERE (startNode(q) = h AND type(q) <> 'LOCATED_IN')
  OR (startNode(q) = m AND type(q) = 'LOCATED_IN' AND m:Organization AND h:Zone)
MATCH (m)-[r:IMPLEMENTS]->(p)
UNWIND r.sources AS source
RETURN DISTINCT p.name AS policy, p.policyLevel AS level, m.name AS measure, r.status AS status,
  r.qualifier AS qualifier, source, p.uri AS policy_iri, m.uri AS measure_iri
ORDER BY policy, measure, source
