// 在某机构任某职者所领导的高新区有什么目标 Targets of the zone led by who holds a post elsewhere
//+ summary: {zh: 在某机构任某职者所领导的高新区有什么目标, en: Targets of the zone led by who holds a post elsewhere}
//+ description: {zh: 例如由师领导兼任党工委书记的高新区, en: For instance a zone whose secretary is also an officer of a division}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [people, targets]
//+ columns: [person, zone, indicator, comparator, value, unit, time]
//+ parameters:
//+   - {name: organization, type: thing, zh: 机构, en: organization, default: 新疆生产建设兵团第八师, values: names}
//+   - {name: title, type: string, zh: 职务, en: title of the post, default: 副师长, values: free}

MATCH (:Resource {uri: $organization})<-[r:HOLDS_POSITION {title: $title}]-(p)-[:HOLDS_POSITION]->(z:Zone)
MATCH (z)<-[:ABOUT]-(t:Target)-[:INDICATOR]->(i)
RETURN DISTINCT p.name AS person, z.name AS zone, i.name AS indicator, t.comparator AS comparator,
  t.value AS value, t.unit AS unit, t.time AS time
ORDER BY person, zone, indicator
