// 某政策及其落实举措针对哪些产业 At which industries a policy, and what carries it out, aims
//+ summary: {zh: 某政策及其落实举措针对哪些产业, en: "At which industries a policy, and what carries it out, aims"}
//+ description: {zh: named_by 是提到该产业的政策或举措, en: named_by is the policy or measure that names the industry}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [policies, industries]
//+ columns: [industry, named_by, level, industry_iri, named_by_iri]
//+ parameters:
//+   - {name: policy, type: thing, zh: 政策或文件, en: policy or document, default: 关于推动未来产业创新发展的实施意见, values: names}

MATCH (i:Industry)<-[:APPLIES_TO]-(n)-[:IMPLEMENTS*0..6]->(:Resource {uri: $policy})
RETURN DISTINCT i.name AS industry, n.name AS named_by, n.policyLevel AS level, i.uri AS industry_iri,
  n.uri AS named_by_iri
ORDER BY industry, named_by
