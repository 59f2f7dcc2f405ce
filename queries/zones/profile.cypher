// 某高新区何时获批、面积多大 When a zone was approved and how large it is
MATCH (z:Resource {uri: $zone})
RETURN DISTINCT toString(z.approved) AS approved, z.area AS area, z.nameEn AS name_en,
  z.predecessorNote AS predecessor
ORDER BY approved
