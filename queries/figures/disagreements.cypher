// 哪些数字互相不一致 Which figures disagree
MATCH (t)<-[:ABOUT]-(f:Observation|Target)-[:INDICATOR]->(i)
WHERE f.normalValue IS NOT NULL
WITH t, i, f.time AS time, f.status AS status, f.normalUnit AS unit,
  min(f.normalValue) AS lowest, max(f.normalValue) AS highest,
  count(DISTINCT f.normalValue) AS values
WHERE values > 1
RETURN t.name AS thing, i.name AS indicator, time, status, unit, lowest, highest, values
ORDER BY thing, indicator
