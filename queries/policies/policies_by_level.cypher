// 国家、省、市或园区级的政策 Policies of the nation, the provinces, the cities or the zones
//+ summary: {zh: 国家、省、市或园区级的政策, en: "Policies of the nation, the provinces, the cities or the zones"}
//+ description: {zh: 层级是发布方的；issuer 空着的是来源没有说由谁发布, en: The level is that of whoever issued it; where no source names an issuer it is left empty}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [policies, dates]
//+ columns: [policy, issued, issuer, policy_iri]
//+ parameters:
//+   - {name: level, type: string, zh: 层级, en: level, default: provincial, values: [national, provincial, municipal, zone]}

MATCH (p:Policy|Document)
WHERE p.policyLevel = $level
OPTIONAL MATCH (o)-[:ISSUES]->(p)
RETURN DISTINCT p.name AS policy, toString(p.issued) AS issued, o.name AS issuer, p.uri AS policy_iri
ORDER BY policy, issuer
