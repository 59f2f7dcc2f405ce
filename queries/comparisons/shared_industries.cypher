// 两个高新区有哪些共同产业 Which industries two zones share
MATCH (:Resource {uri: $zone})-[:HAS_INDUSTRY]->(i)<-[:HAS_INDUSTRY]-(:Resource {uri: $other})
RETURN DISTINCT i.name AS industry, i.uri AS industry_iri
ORDER BY industry
