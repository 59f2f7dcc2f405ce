// 某高新区或机构参与什么 What a zone or organization takes part in
MATCH (:Resource {uri: $thing})-[r:PARTICIPATES_IN]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS undertaking, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS undertaking_iri
ORDER BY undertaking, source, status
