// 哪些高新区的批准面积不小于某数 Which zones have at least an approved area
WITH 1000.0 AS minimum
MATCH (z:NationalZone)
WHERE z.area >= minimum
RETURN DISTINCT z.name AS zone, z.area AS area, z.uri AS zone_iri
ORDER BY area DESC, zone
