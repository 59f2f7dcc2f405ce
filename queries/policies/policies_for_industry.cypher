// 适用于某产业的政策由谁出台、谁负责 Policies for an industry, who issued them and who leads there
//+ summary: {zh: 适用于某产业的政策由谁出台、谁负责, en: "Policies for an industry, who issued them and who leads there"}
//+ description: {zh: 政策—出台的高新区—负责人, en: "Policy, issuing zone, its leaders"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [policies, industries, people]
//+ columns: [policy, issuer, leader, title, policy_iri]
//+ parameters:
//+   - {name: industry, type: "thing:Industry", zh: 产业, en: industry, default: 细胞基因, values: names}

MATCH (p)-[:APPLIES_TO]->(:Resource {uri: $industry})
OPTIONAL MATCH (o)-[:ISSUES]->(p)
OPTIONAL MATCH (l)-[r:HOLDS_POSITION]->(o) WHERE r.title IS NOT NULL
RETURN DISTINCT p.name AS policy, o.name AS issuer, l.name AS leader, r.title AS title,
  p.uri AS policy_iri
ORDER BY policy, issuer, leader, title
