// 某平台或活动由谁承载、举办 Who hosts a platform or event
//+ summary: {zh: 某平台或活动由谁承载、举办, en: Who hosts a platform or event}
//+ description: {zh: 高新区、地方、机构或企业, en: "Zones, places, organizations or enterprises"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [platforms, events]
//+ columns: [host, status, time, qualifier, source, host_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 平台或活动, en: platform or event, default: 武汉市新型显示产业创新联合实验室, values: names}

MATCH (h)-[r:HOSTS]->(:Resource {uri: $thing})
UNWIND r.sources AS source
RETURN DISTINCT h.name AS host, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  h.uri AS host_iri
ORDER BY host, source, status
