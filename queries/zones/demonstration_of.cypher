// 某高新区属于哪个国家自主创新示范区 Which demonstration area a zone belongs to
MATCH (:Resource {uri: $zone})-[r:IN_DEMONSTRATION_ZONE]->(d)
UNWIND r.sources AS source
RETURN DISTINCT d.name AS demonstration, source, d.uri AS demonstration_iri
ORDER BY demonstration, source
