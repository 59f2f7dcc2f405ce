// 某政策及其落实举措针对哪些产业 At which industries a policy, and what carries it out, aims
MATCH (i:Industry)<-[:APPLIES_TO]-(n)-[:IMPLEMENTS*0..6]->(:Resource {uri: $thing})
RETURN DISTINCT i.name AS industry, n.name AS named_by, n.policyLevel AS level, i.uri AS industry_iri,
  n.uri AS named_by_iri
ORDER BY industry, named_by
