"use strict";
/* What the page knows, which part of it is to be seen, and how to go back.  Knows nothing of the
   drawing.  Things and lines are numbers: places in data.nodes and data.lines. */
const Model = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  Texts.choose(data.language);
  const nodes = data.nodes;
  const lines = data.lines;
  const linesOf = nodes.map(() => []);
  lines.forEach((line, number) => { linesOf[line.a].push(number); linesOf[line.b].push(number); });
  const parts = lines.flatMap((line) => line.parts);
  const years = [...new Set(parts.flatMap((part) => part.y || []))].sort((a, b) => a - b);
  const starts = new Set(data.starts);
  const listeners = [];
  const visible = { nodes: new Set(), lines: new Map() };

  /* All that a person can change; opened and closed hold keys of groups, moved hold places. */
  function fresh() {
    return {
      classes: new Set(), relations: new Set(), kinds: new Set(), sources: new Set(), grade: "",
      from: null, to: null, undated: true, opened: new Set(), closed: new Set(), moved: new Map(),
      route: null,
    };
  }
  let filters = fresh();
  const past = [];
  function copy(state) {
    return Object.fromEntries(Object.entries(state).map(([key, value]) => [key,
      value instanceof Set ? new Set(value) : value instanceof Map ? new Map(value) : value]));
  }
  /* Change what is seen; every change can be undone. */
  function change(action) {
    past.push(copy(filters));
    if (past.length > 100) past.shift();
    action(filters);
    update();
  }
  function undo() {
    if (!past.length) return;
    filters = past.pop();
    update();
  }

  const weakness = new Map(data.grades.map((grade, place) => [grade.letter, place]));
  function passes(part) {
    if (filters.relations.has(part.p) || filters.kinds.has(part.kind)) return false;
    if (filters.sources.size && !part.src.some(([source]) => !filters.sources.has(source))) return false;
    if (filters.grade && !part.src.some(([, letter]) => weakness.get(letter) <= weakness.get(filters.grade))) return false;
    if (!part.y) return filters.undated;
    return (filters.from === null || part.y[1] >= filters.from) && (filters.to === null || part.y[0] <= filters.to);
  }
  function narrowed() {
    return filters.relations.size > 0 || filters.kinds.size > 0 || filters.sources.size > 0 || filters.grade !== ""
      || filters.from !== null || filters.to !== null || !filters.undated;
  }
  function update() {
    visible.lines = new Map();
    const linked = new Set(data.starts);
    lines.forEach((line, number) => {
      if (!drawable(line.a) || !drawable(line.b)) return;
      const kept = line.parts.filter(passes);
      if (!kept.length) return;
      visible.lines.set(number, kept);
      linked.add(line.a); linked.add(line.b);
    });
    // What a filter on relations leaves alone would only be scattered dots.
    const narrow = narrowed();
    visible.nodes = new Set();
    nodes.forEach((_, number) => { if (drawable(number) && (!narrow || linked.has(number))) visible.nodes.add(number); });
    listeners.forEach((listener) => listener());
  }
  function drawable(number) { return !filters.classes.has(nodes[number].c); }
  function otherEnd(line, node) { return line.a === node ? line.b : line.a; }

  /* Visible neighbours of a thing as [neighbour, line]. */
  function around(number) {
    const found = [];
    for (const line of linesOf[number]) {
      const other = otherEnd(lines[line], number);
      if (visible.lines.has(line) && visible.nodes.has(other)) found.push([other, line]);
    }
    return found;
  }
  /* The shortest way between two things over visible lines, as things; empty if there is none. */
  function shortest(from, to) {
    const before = new Map([[from, null]]);
    let level = [from];
    while (level.length && !before.has(to)) {
      const next = [];
      for (const node of level) {
        for (const [other] of around(node)) {
          if (!before.has(other)) { before.set(other, node); next.push(other); }
        }
      }
      level = next;
    }
    if (!before.has(to)) return [];
    const way = [];
    for (let node = to; node !== null; node = before.get(node)) way.unshift(node);
    return way;
  }
  function name(number) {
    const node = nodes[number];
    return Texts.language === "en" ? node.e || node.n : node.n;
  }
  /* A shorter name for the drawing: 合肥高新区 instead of 合肥高新技术产业开发区. */
  function short(number) {
    const node = nodes[number];
    return Texts.language === "en" ? node.se || node.e || node.n : node.s || node.n;
  }
  function className(cls) {
    const found = data.classes.find((item) => item.name === cls);
    return found ? Texts.of(found) : cls;
  }
  function count(list, key) {
    const found = new Map();
    list.forEach((item) => found.set(item[key], (found.get(item[key]) || 0) + 1));
    return found;
  }
  return {
    data, nodes, lines, linesOf, visible, years, starts, otherEnd, around, shortest, name, short, className,
    get filters() { return filters; },
    get canUndo() { return past.length > 0; },
    change, undo, update,
    classCounts: count(nodes, "c"), relationCounts: count(parts, "p"), kindCounts: count(parts, "kind"),
    partCount: parts.length,
    predicate(key) { return Texts.of(data.predicates[key]); },
    onChange(listener) { listeners.push(listener); },
    /* Undo whatever hides this thing. */
    reveal(number) {
      change((state) => { state.classes.delete(nodes[number].c); state.route = null; });
      if (!visible.nodes.has(number)) change((state) => Object.assign(state, fresh()));
    },
    reset() { change((state) => Object.assign(state, fresh())); },
  };
})();
