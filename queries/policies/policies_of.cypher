// 某高新区执行哪些政策和举措 Which policies and schemes a zone carries out
//+ summary: {zh: 某高新区执行哪些政策和举措, en: Which policies and schemes a zone carries out}
//+ description: {zh: 不限于自己出台的, en: Not only those that it issued itself}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [policies, zones]
//+ columns: [policy, status, time, qualifier, source, policy_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区或地方, en: zone or place, default: 杨凌农业高新技术产业示范区, values: names}

MATCH (:Resource {uri: $thing})-[r:HAS_POLICY]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS policy, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS policy_iri
ORDER BY policy, source, status
