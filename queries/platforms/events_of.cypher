// 某地或高新区举办了哪些会议活动 Which events a place or zone holds
//+ summary: {zh: 某地或高新区举办了哪些会议活动, en: Which events a place or zone holds}
//+ description: {zh: 会议、论坛、活动，附时间和来源, en: "Conferences, forums, activities, with times and sources"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [platforms, events]
//+ columns: [event, status, time, qualifier, source, event_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 地方、高新区或机构, en: "place, zone or organization", default: 广东省, values: names}

MATCH (:Resource {uri: $thing})-[r:HOSTS]->(e:Event)
UNWIND r.sources AS source
RETURN DISTINCT e.name AS event, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  e.uri AS event_iri
ORDER BY event, source, status
