// 某地、项目、平台或企业涉及哪些产业 Which industries a place, project, platform or enterprise has
WITH '兴园产业园' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:HAS_INDUSTRY|LEADING_INDUSTRY|OPERATES_IN]->(i)
UNWIND r.sources AS source
RETURN DISTINCT i.name AS industry, CASE type(r) WHEN 'HAS_INDUSTRY' THEN 'hasIndustry'
    WHEN 'LEADING_INDUSTRY' THEN 'leadingIndustry' ELSE 'operatesIn' END AS relation,
  r.status AS status, r.time AS time, r.qualifier AS qualifier, source, i.uri AS industry_iri
ORDER BY industry, source, relation
// 画图 as a graph: RETURN the_thing, i, r
