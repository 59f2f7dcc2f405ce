// 适用于某产业（含其下级产业和对应的行业名称）的政策由谁出台、谁负责 Policies for an industry, its parts or its other names, who issued them and who leads there
WITH '细胞基因' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (part)-[:EXACT_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH|CLOSE_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH*0..1]-(the_industry)
WITH DISTINCT part
MATCH (p)-[r1:APPLIES_TO]->(part)
OPTIONAL MATCH (o)-[r2:ISSUES]->(p)
OPTIONAL MATCH (l)-[r:HOLDS_POSITION]->(o) WHERE r.title IS NOT NULL
RETURN DISTINCT p.name AS policy, part.name AS stated, o.name AS issuer, l.name AS leader,
  r.title AS title, p.uri AS policy_iri
ORDER BY policy, stated, issuer, leader, title
// 画图 as a graph: RETURN p, part, o, l, r1, r2, r
