// 谁发布的政策最多 Who has issued the most policies
//+ summary: {zh: 谁发布的政策最多, en: Who has issued the most policies}
//+ description: {zh: 政策和文件，不计层级, en: Policies and documents of every level}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [policies, counts]
//+ columns: [issuer, policies, issuer_iri]

MATCH (o)-[:ISSUES]->(p)
RETURN o.name AS issuer, count(DISTINCT p) AS policies, o.uri AS issuer_iri
ORDER BY policies DESC, issuer
