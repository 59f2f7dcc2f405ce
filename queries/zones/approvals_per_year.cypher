// 各年批准了多少高新区 How many zones each year approved
MATCH (z:NationalZone)
WHERE z.approved IS NOT NULL
RETURN left(toString(z.approved), 4) AS year, count(DISTINCT z) AS zones
ORDER BY year
