// 某机构参与的平台在哪些高新区 In which zones the platforms of an organization are
//+ summary: {zh: 某机构参与的平台在哪些高新区, en: In which zones the platforms of an organization are}
//+ description: {zh: 机构—参与的平台—承载的高新区；没有承载者的也列出, en: "Organization, platform, hosting zone; platforms without a host are listed too"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [platforms, organizations, zones]
//+ columns: [platform, zone, platform_iri]
//+ parameters:
//+   - {name: organization, type: thing, zh: 机构或企业, en: organization or enterprise, default: 中科院, values: names}

MATCH (:Resource {uri: $organization})-[:PARTICIPATES_IN]->(p)
OPTIONAL MATCH (z)-[:HOSTS]->(p)
RETURN DISTINCT p.name AS platform, z.name AS zone, p.uri AS platform_iri
ORDER BY platform, zone
