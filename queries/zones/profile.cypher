// 某高新区何时获批、面积多大 When a zone was approved and how large it is
WITH '潜江高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
RETURN DISTINCT left(toString(the_zone.approved),
    CASE the_zone.approvedPrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS approved,
  the_zone.area AS area, the_zone.nameEn AS name_en,
  the_zone.predecessorNote AS predecessor
ORDER BY approved
