// 某平台或活动由谁承载、举办 Who hosts a platform or event
MATCH (h)-[r:HOSTS]->(:Resource {uri: $thing})
UNWIND r.sources AS source
RETURN DISTINCT h.name AS host, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  h.uri AS host_iri
ORDER BY host, source, status
