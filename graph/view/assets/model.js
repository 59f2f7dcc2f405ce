"use strict";
/* What the page knows and which part of it is to be seen.  Knows nothing of the drawing. */
const Model = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  Texts.choose(data.language);
  const nodes = data.nodes;
  const lines = data.lines;
  const linesOf = nodes.map(() => []);
  lines.forEach((line, number) => { linesOf[line.a].push(number); linesOf[line.b].push(number); });

  const parts = lines.flatMap((line) => line.parts);
  const years = [...new Set(parts.flatMap((part) => part.y || []))].sort((a, b) => a - b);
  const filters = {
    classes: new Set(), relations: new Set(), kinds: new Set(),  // what is switched off
    from: null, to: null, undated: true, depth: data.depth, collapsed: new Set(),
  };
  const listeners = [];
  const visible = { nodes: new Set(), lines: new Map() };

  function passes(part) {
    if (filters.relations.has(part.p) || filters.kinds.has(part.kind)) return false;
    if (!part.y) return filters.undated;
    return (filters.from === null || part.y[1] >= filters.from) && (filters.to === null || part.y[0] <= filters.to);
  }
  function narrowed() {
    return filters.relations.size > 0 || filters.kinds.size > 0 || filters.from !== null
      || filters.to !== null || !filters.undated;
  }
  function otherEnd(line, node) { return line.a === node ? line.b : line.a; }

  /* Things that can be reached from the starts without passing through a collapsed thing. */
  function reachable() {
    const reached = new Set(data.starts.length ? data.starts : nodes.keys());
    const waiting = [...reached];
    while (waiting.length) {
      const node = waiting.pop();
      if (filters.collapsed.has(node)) continue;
      for (const number of linesOf[node]) {
        const other = otherEnd(lines[number], node);
        if (!reached.has(other)) { reached.add(other); waiting.push(other); }
      }
    }
    return reached;
  }

  function update() {
    const reached = filters.collapsed.size ? reachable() : null;
    const candidates = new Set();
    nodes.forEach((node, number) => {
      const start = data.starts.includes(number);
      if (filters.classes.has(node.c)) return;
      if (!start && node.d > filters.depth) return;
      if (reached && !reached.has(number)) return;
      candidates.add(number);
    });
    visible.lines = new Map();
    const linked = new Set(data.starts);
    lines.forEach((line, number) => {
      if (!candidates.has(line.a) || !candidates.has(line.b)) return;
      const kept = line.parts.filter(passes);
      if (!kept.length) return;
      visible.lines.set(number, kept);
      linked.add(line.a); linked.add(line.b);
    });
    // What a filter on relations leaves alone would only be scattered dots.
    visible.nodes = narrowed() ? new Set([...candidates].filter((node) => linked.has(node))) : candidates;
    listeners.forEach((listener) => listener());
  }

  function name(number) {
    const node = nodes[number];
    return Texts.language === "en" ? node.e || node.n : node.n;
  }
  function className(cls) {
    const found = data.classes.find((item) => item.name === cls);
    return found ? Texts.of(found) : cls;
  }
  function kindOf(kept) {
    return ["stated", "planned", "historical", "inferred"].find((kind) => kept.some((part) => part.kind === kind));
  }
  function arrowsOf(line, kept) {
    const forward = kept.some((part) => part.from === line.a);
    const backward = kept.some((part) => part.from === line.b);
    return forward && backward ? "to, from" : forward ? "to" : "from";
  }
  function count(list, key) {
    const found = new Map();
    list.forEach((item) => found.set(item[key], (found.get(item[key]) || 0) + 1));
    return found;
  }
  return {
    data, nodes, lines, linesOf, filters, visible, years, otherEnd, name, className, kindOf, arrowsOf,
    classCounts: count(nodes, "c"), relationCounts: count(parts, "p"), kindCounts: count(parts, "kind"),
    partCount: parts.length,
    predicate(key) { return Texts.of(data.predicates[key]); },
    onChange(listener) { listeners.push(listener); },
    update,
    neighbours(number) { return linesOf[number].map((line) => otherEnd(lines[line], number)); },
    toggleCollapsed(number) {
      if (!filters.collapsed.delete(number)) filters.collapsed.add(number);
      update();
    },
    /* Undo whatever hides this thing. */
    reveal(number) {
      const node = nodes[number];
      filters.classes.delete(node.c);
      filters.depth = Math.max(filters.depth, node.d);
      filters.collapsed.clear();
      update();
      if (!visible.nodes.has(number)) reset();
    },
    reset,
  };
  function reset() {
    filters.classes.clear(); filters.relations.clear(); filters.kinds.clear(); filters.collapsed.clear();
    filters.from = null; filters.to = null; filters.undated = true; filters.depth = data.depth;
    update();
  }
})();
