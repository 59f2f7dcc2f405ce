// 哪些高新区在某年获批 Which zones were approved in a year
WITH 2018 AS year
MATCH (z:NationalZone)
WHERE left(toString(z.approved), 4) = toString(year)
RETURN DISTINCT z.name AS zone, toString(z.approved) AS approved, z.uri AS zone_iri
ORDER BY approved, zone
