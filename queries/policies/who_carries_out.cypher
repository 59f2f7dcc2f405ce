// 哪些高新区和地方用什么落实某政策 Which zones and places carry a policy out, and by what
//+ summary: {zh: 哪些高新区和地方用什么落实某政策, en: "Which zones and places carry a policy out, and by what"}
//+ description: {zh: 举措、平台、活动或机构；qualifier 注明是否文中明说, en: "Measures, platforms, events or bodies; qualifier tells whether the text says so outright"}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [policies, zones]
//+ columns: [holder, measure, status, qualifier, source, holder_iri, measure_iri]
//+ parameters:
//+   - {name: policy, type: thing, zh: 政策或文件, en: policy or document, default: 国务院关于促进国家高新技术产业开发区高质量发展的若干意见, values: names}

MATCH (m)-[r:IMPLEMENTS]->(:Resource {uri: $policy})
MATCH (h)-[q:HAS_POLICY|ISSUES|HOSTS|LOCATED_IN]-(m)
WHERE (startNode(q) = h AND type(q) <> 'LOCATED_IN')
  OR (startNode(q) = m AND type(q) = 'LOCATED_IN' AND m:Organization AND h:Zone)
UNWIND r.sources AS source
RETURN DISTINCT h.name AS holder, m.name AS measure, r.status AS status, r.qualifier AS qualifier, source,
  h.uri AS holder_iri, m.uri AS measure_iri
ORDER BY holder, measure, source
