// 某机构或高新区出台哪些政策 Which policies a body has issued
//+ summary: {zh: 某机构或高新区出台哪些政策, en: Which policies a body has issued}
//+ description: {zh: qualifier 注明政策的种类, en: qualifier tells what kind of policy}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [policies]
//+ columns: [policy, status, time, qualifier, source, policy_iri]
//+ parameters:
//+   - {name: issuer, type: thing, zh: 机构、高新区或地方, en: "organization, zone or place", default: 天津滨海高新技术产业开发区, values: names}

MATCH (:Resource {uri: $issuer})-[r:ISSUES]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS policy, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS policy_iri
ORDER BY policy, source, status
