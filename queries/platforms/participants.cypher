// 谁参与某平台或项目 Who takes part in a platform or project
MATCH (x)-[r:PARTICIPATES_IN]->(:Resource {uri: $thing})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS participant, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS participant_iri
ORDER BY participant, source, status
