// 某地及其高新区发展哪些产业 Which industries a place and its zones have
WITH '江西省' AS place
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + place + '"') YIELD node AS the_place
  WHERE the_place:AdministrativeDivision
MATCH (h)-[:LOCATED_IN*0..6]->(the_place)
WHERE h:Zone OR h:Province OR h:City OR h:County
MATCH (h)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i)
UNWIND r.sources AS source
RETURN DISTINCT h.name AS thing, i.name AS industry, type(r) = 'LEADING_INDUSTRY' AS leading, source,
  h.uri AS thing_iri, i.uri AS industry_iri
ORDER BY thing, industry, leading, source
// 画图 as a graph: RETURN h, the_place, i, r
