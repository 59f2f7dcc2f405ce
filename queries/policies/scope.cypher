// 某政策适用于什么 What a policy applies to
//+ summary: {zh: 某政策适用于什么, en: What a policy applies to}
//+ description: {zh: 产业、高新区、地方或企业, en: "Industries, zones, places or enterprises"}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [policies]
//+ columns: [object, status, time, qualifier, source, object_iri]
//+ parameters:
//+   - {name: policy, type: "thing:Policy", zh: 政策, en: policy, default: 生物医药和细胞基因双九条, values: names}

MATCH (:Resource {uri: $policy})-[r:APPLIES_TO]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS object, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS object_iri
ORDER BY object, source, status
