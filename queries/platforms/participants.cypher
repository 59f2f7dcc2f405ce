// 谁参与某平台或项目 Who takes part in a platform or project
//+ summary: {zh: 谁参与某平台或项目, en: Who takes part in a platform or project}
//+ description: {zh: 机构、企业、高新区、人, en: "Organizations, enterprises, zones, people"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [platforms, organizations]
//+ columns: [participant, status, time, qualifier, source, participant_iri]
//+ parameters:
//+   - {name: platform, type: thing, zh: 平台、项目或活动, en: "platform, project or event", default: 功率半导体国家制造业创新中心, values: names}

MATCH (x)-[r:PARTICIPATES_IN]->(:Resource {uri: $platform})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS participant, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS participant_iri
ORDER BY participant, source, status
