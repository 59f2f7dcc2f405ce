// 某举措、平台或活动落实什么政策 Which policies a measure, platform or event carries out
MATCH (:Resource {uri: $thing})-[:IMPLEMENTS*1..6]->(p)
RETURN DISTINCT p.name AS policy, p.policyLevel AS level, toString(p.issued) AS issued, p.uri AS policy_iri
ORDER BY policy
