// 哪些高新区在某年获批 Which zones were approved in a year
WITH 2018 AS year
MATCH (z:NationalZone)
WHERE left(toString(z.approved), 4) = toString(year)
RETURN DISTINCT z.name AS zone, left(toString(z.approved),
    CASE z.approvedPrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS approved,
  z.uri AS zone_iri
ORDER BY approved, zone
