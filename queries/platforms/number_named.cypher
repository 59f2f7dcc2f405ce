// 某高新区有几个名称含某词的平台 How many platforms of a zone are named so
WITH '天津滨海高新技术产业开发区' AS zone, '海河实验室' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (the_zone)-[:HOSTS]->(p)
WHERE p.name CONTAINS text
WITH the_zone, count(DISTINCT p) AS platforms
RETURN platforms
