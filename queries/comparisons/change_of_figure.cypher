// 某项数字前后变了多少 By how much a figure has changed
WITH '兆驰显示' AS thing, '生产线规模' AS indicator
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
MATCH (the_thing)<-[r1:ABOUT]-(one:Observation {status: 'historical'})-[r2:INDICATOR]->(the_indicator)
MATCH (the_thing)<-[r3:ABOUT]-(two:Observation {status: 'actual'})-[r4:INDICATOR]->(the_indicator)
WHERE one.unit = two.unit AND one.value IS NOT NULL AND two.value IS NOT NULL
RETURN DISTINCT one.value AS before, two.value AS after, two.value - one.value AS difference, two.unit AS unit
ORDER BY before, after
// 画图 as a graph: RETURN the_thing, one, the_indicator, two, r1, r2, r3, r4
