// 哪些高新区执行某政策 Which zones carry out a policy
//+ summary: {zh: 哪些高新区执行某政策, en: Which zones carry out a policy}
//+ description: {zh: qualifier 注明是贯彻、试点还是计划, en: qualifier tells following from pilots and plans}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [policies, zones]
//+ columns: [zone, status, time, qualifier, source, zone_iri]
//+ parameters:
//+   - {name: policy, type: "thing:Policy", zh: 政策, en: policy, default: 企业创新积分制, values: names}

MATCH (x)-[r:HAS_POLICY]->(:Resource {uri: $policy})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS zone, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS zone_iri
ORDER BY zone, source, status
