// 两个事物的同一项数字各是多少 One figure of two things side by side
WITH '惠州仲恺高新技术产业开发区' AS thing, '天津滨海高新技术产业开发区' AS other, '主导产业数量' AS indicator
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
MATCH (the_thing)<-[r1:ABOUT]-(one:Observation)-[r2:INDICATOR]->(the_indicator)
MATCH (the_other)<-[r3:ABOUT]-(two:Observation)-[r4:INDICATOR]->(the_indicator)
WHERE one.unit = two.unit AND one.value IS NOT NULL AND two.value IS NOT NULL
RETURN DISTINCT one.value AS first, one.time AS first_time, two.value AS second, two.time AS second_time,
  two.value - one.value AS difference,
  CASE WHEN one.value <> 0 THEN two.value / one.value END AS ratio, two.unit AS unit
ORDER BY first_time, second_time
// 画图 as a graph: RETURN the_thing, one, the_indicator, the_other, two, r1, r2, r3, r4
