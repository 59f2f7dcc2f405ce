// 各省有多少国家高新区 How many national zones each province has
MATCH (z:NationalZone)-[:LOCATED_IN*1..6]->(p:Province)
RETURN p.name AS province, count(DISTINCT z) AS zones
ORDER BY zones DESC, province
