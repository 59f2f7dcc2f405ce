// 某事物所在的高新区及区内的数字 The figures of the zone of a thing and of what is in it
//+ summary: {zh: 某事物所在的高新区及区内的数字, en: The figures of the zone of a thing and of what is in it}
//+ description: {zh: 高新区与该事物直接相关，或有其任职的机构；数字、目标、名次，about 是高新区或区内的企业、项目、平台, en: "The zone is directly related to the thing, or houses the body in which the person holds a post; figures, targets and ranks; about is the zone, or an enterprise, project or platform in it"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [figures, targets, rankings, zones, people]
//+ columns: [zone, about, kind, indicator, comparator, value, unit, time, qualifier, source]
//+ parameters:
//+   - {name: thing, type: thing, zh: 人、企业、平台、项目、政策、活动等, en: "person, enterprise, platform, project, policy, event or other", default: 赵静, values: names}
//+   - {name: text, type: string, zh: 指标名称中的词，留空看全部, en: "text in the name of the indicator; all of them where empty", default: 局长坐诊接诉, values: free}

MATCH (t:Resource {uri: $thing})
CALL {
  WITH t
  MATCH (t)-[l]-(z:Zone)
  WHERE NOT type(l) IN
    ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
      'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
      'DERIVED_FROM', 'HAS_UNIT']
  RETURN z
  UNION
  WITH t
  MATCH (t)-[:HOLDS_POSITION]->()-[:LOCATED_IN]->(z:Zone)
  RETURN z
}
MATCH (a)-[:LOCATED_IN|HOSTED_BY*0..1]->(z)
MATCH (a)<-[:ABOUT]-(f:Observation|Target|Ranking)-[:INDICATOR]->(i)
WHERE i.name CONTAINS $text
UNWIND f.sources AS source
UNWIND [l IN labels(f) WHERE l IN ['Observation', 'Target', 'Ranking']] AS kind
RETURN DISTINCT z.name AS zone, a.name AS about, kind, i.name AS indicator, f.comparator AS comparator,
  f.value AS value, f.unit AS unit, f.time AS time, f.qualifier AS qualifier, source
ORDER BY zone, about, kind, indicator, time, source
