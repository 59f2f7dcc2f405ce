// 某地、项目、平台或企业涉及哪些产业 Which industries a place, project, platform or enterprise has
//+ summary: {zh: 某地、项目、平台或企业涉及哪些产业, en: "Which industries a place, project, platform or enterprise has"}
//+ description: {zh: relation 区分发展、主导与从事；status 区分现有与计划, en: "relation tells having, leading and operating apart; status present and planned"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [industries, projects, places]
//+ columns: [industry, relation, status, time, qualifier, source, industry_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 地方、项目、平台或企业, en: "place, project, platform or enterprise", default: 兴园产业园, values: names}

MATCH (:Resource {uri: $thing})-[r:HAS_INDUSTRY|LEADING_INDUSTRY|OPERATES_IN]->(i)
UNWIND r.sources AS source
RETURN DISTINCT i.name AS industry, CASE type(r) WHEN 'HAS_INDUSTRY' THEN 'hasIndustry'
    WHEN 'LEADING_INDUSTRY' THEN 'leadingIndustry' ELSE 'operatesIn' END AS relation,
  r.status AS status, r.time AS time, r.qualifier AS qualifier, source, i.uri AS industry_iri
ORDER BY industry, source, relation
