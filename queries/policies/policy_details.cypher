// 某政策的层级、发布时间、文号和发布方 Level, time of issue, number and issuer of a policy
//+ summary: {zh: 某政策的层级、发布时间、文号和发布方, en: "Level, time of issue, number and issuer of a policy"}
//+ description: {zh: 政策或文件；空着的是来源没有说的, en: Policies and documents; what no source says is left empty}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [policies, dates]
//+ columns: [level, issued, number, issuer, issuer_iri]
//+ parameters:
//+   - {name: policy, type: thing, zh: 政策或文件, en: policy or document, default: 国务院关于促进国家高新技术产业开发区高质量发展的若干意见, values: names}

MATCH (p:Resource {uri: $policy})
OPTIONAL MATCH (o)-[:ISSUES]->(p)
RETURN DISTINCT p.policyLevel AS level, toString(p.issued) AS issued, p.code AS number, o.name AS issuer,
  o.uri AS issuer_iri
ORDER BY issuer
