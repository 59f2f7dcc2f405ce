// 哪些高新区的产业属于某官方分类 Which zones have industries that fall under an official class
MATCH (:Resource {uri: $industry})<-[:EXACT_MATCH|CLOSE_MATCH]-(n)<-[:HAS_INDUSTRY]-(z:Zone)
RETURN DISTINCT n.name AS name, z.name AS zone, z.uri AS zone_iri
ORDER BY name, zone
