// 某高新区与谁合作 Whom a zone works with
//+ summary: {zh: 某高新区与谁合作, en: Whom a zone works with}
//+ description: {zh: 合作关系是相互的，两边都能查到, en: "Partnership is mutual: it is found from both sides"}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [zones, cooperation]
//+ columns: [partner, partner_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区或机构, en: zone or organization, default: 榆林高新技术产业开发区, values: names}

MATCH (:Resource {uri: $thing})-[:PARTNER_OF]->(p)
RETURN DISTINCT p.name AS partner, p.uri AS partner_iri
ORDER BY partner
