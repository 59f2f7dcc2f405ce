// 某政策由谁印发 Who issued a policy
//+ summary: {zh: 某政策由谁印发, en: Who issued a policy}
//+ description: {zh: 可用政策的简称, en: Short names of the policy will do}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [policies]
//+ columns: [issuer, status, time, qualifier, source, issuer_iri]
//+ parameters:
//+   - {name: policy, type: "thing:Policy", zh: 政策, en: policy, default: 国务院关于促进国家高新技术产业开发区高质量发展的若干意见, values: names}

MATCH (x)-[r:ISSUES]->(:Resource {uri: $policy})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS issuer, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS issuer_iri
ORDER BY issuer, source, status
