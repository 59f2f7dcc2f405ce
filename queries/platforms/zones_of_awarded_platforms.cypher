// 获某称号的平台在哪个高新区，该区某指标是多少 Which zones host platforms with an award, and a figure of those zones
MATCH (:Resource {uri: $thing})<-[:AWARDED]-(p)<-[:HOSTS]-(z)
MATCH (z)<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(:Resource {uri: $indicator})
RETURN DISTINCT p.name AS platform, z.name AS zone, f.comparator AS comparator, f.value AS value,
  f.unit AS unit, f.time AS time, p.uri AS platform_iri
ORDER BY platform, zone, time
