// 某企业或机构生产、研发什么 What an enterprise or body makes and develops
//+ summary: {zh: 某企业或机构生产、研发什么, en: What an enterprise or body makes and develops}
//+ description: {zh: 产品和技术；relation 区分生产与研发, en: Products and technologies; relation tells making from developing}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [enterprises, products]
//+ columns: [product, relation, status, time, qualifier, source, product_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 企业、平台、项目或高新区, en: "enterprise, platform, project or zone", default: 丽智电子(南通)有限公司, values: names}

MATCH (:Resource {uri: $thing})-[r:PRODUCES|DEVELOPS]->(p)
UNWIND r.sources AS source
RETURN DISTINCT p.name AS product, toLower(type(r)) AS relation, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, p.uri AS product_iri
ORDER BY product, relation, source
