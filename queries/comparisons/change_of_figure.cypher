// 某项数字前后变了多少 By how much a figure has changed
MATCH (:Resource {uri: $thing})<-[:ABOUT]-(one:Observation {status: 'historical'})-[:INDICATOR]->(i:Resource {uri: $indicator})
MATCH (:Resource {uri: $thing})<-[:ABOUT]-(two:Observation {status: 'actual'})-[:INDICATOR]->(i)
WHERE one.unit = two.unit AND one.value IS NOT NULL AND two.value IS NOT NULL
RETURN DISTINCT one.value AS before, two.value AS after, two.value - one.value AS difference, two.unit AS unit
ORDER BY before, after
