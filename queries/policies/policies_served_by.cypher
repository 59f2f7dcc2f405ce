// 某举措、平台或活动落实什么政策 Which policies a measure, platform or event carries out
//+ summary: {zh: 某举措、平台或活动落实什么政策, en: "Which policies a measure, platform or event carries out"}
//+ description: {zh: 直接的，以及再上一级的, en: "Directly, and those that these carry out in turn"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [policies]
//+ columns: [policy, level, issued, policy_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 举措、平台或活动, en: "measure, platform or event", default: “两基地、一中心、一研究院、一小镇”建设, values: names}

MATCH (:Resource {uri: $thing})-[:IMPLEMENTS*1..6]->(p)
RETURN DISTINCT p.name AS policy, p.policyLevel AS level, toString(p.issued) AS issued, p.uri AS policy_iri
ORDER BY policy
