// 适用于某产业的政策由谁出台、谁负责 Policies for an industry, who issued them and who leads there
MATCH (p)-[:APPLIES_TO]->(:Resource {uri: $industry})
OPTIONAL MATCH (o)-[:ISSUES]->(p)
OPTIONAL MATCH (l)-[r:HOLDS_POSITION]->(o) WHERE r.title IS NOT NULL
RETURN DISTINCT p.name AS policy, o.name AS issuer, l.name AS leader, r.title AS title,
  p.uri AS policy_iri
ORDER BY policy, issuer, leader, title
