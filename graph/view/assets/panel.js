"use strict";
/* The panel on the right: an overview, or the facts of one thing or line with who says them.
   Everything from the data is set as text, never as markup. */
const Panel = (() => {
  const { data } = Model;
  const host = document.getElementById("panel");
  let shown = null;   // null: overview; {node} or {line}

  function make(tag, kind, text) {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function button(kind, text, action) {
    const element = make("button", kind, text);
    element.type = "button";
    element.addEventListener("click", action);
    return element;
  }
  const PATHS = {
    square: "M3 3H13V13H3Z", diamond: "M8 1.5 14.5 8 8 14.5 1.5 8Z", triangle: "M8 2 14.5 13.5H1.5Z",
    triangleDown: "M8 14 1.5 2.5H14.5Z", hexagon: "M4.5 2H11.5L15 8 11.5 14H4.5L1 8Z",
    star: "M8 1 10 6H15L11 9.3 12.5 14.5 8 11.4 3.5 14.5 5 9.3 1 6H6Z",
  };
  function svg(tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  }
  function symbol(cls) {
    const look = data.classes.find((item) => item.name === cls) || { colour: "#78716c", shape: "dot" };
    const picture = svg("svg", { viewBox: "0 0 16 16", width: 15, height: 15, "aria-hidden": "true" });
    const fill = Look.tone(look.colour, document.documentElement.dataset.colours === "dark");
    picture.append(look.shape in PATHS ? svg("path", { d: PATHS[look.shape], fill }) : svg("circle", { cx: 8, cy: 8, r: 6.2, fill }));
    return picture;
  }
  function chip(cls) {
    const element = make("span", "chip");
    element.append(symbol(cls), document.createTextNode(Model.className(cls)));
    return element;
  }
  function heading(text, count) {
    const element = make("h3", "", text);
    if (count !== undefined) element.append(make("span", "count", String(count)));
    return element;
  }
  /* A disc filled by the strength of the grade, and its word. */
  const FILL = { A: 1, D: 0.75, B: 0.5, C: 0.25, I: 0, U: 0 };
  function grade(letter) {
    const known = data.grades.find((item) => item.letter === letter);
    const element = make("span", "grade" + (letter === "U" ? " unverified" : ""));
    const share = FILL[letter] || 0;
    const disc = svg("svg", { viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true" });
    const ring = { cx: 6, cy: 6, r: 4.8, fill: share === 1 ? "currentColor" : "none", stroke: "currentColor", "stroke-width": 1.3 };
    if (letter === "I" || letter === "U") ring["stroke-dasharray"] = letter === "I" ? "2.6 1.6" : "1.2 1.6";
    disc.append(svg("circle", ring));
    if (share > 0 && share < 1) {
      const angle = 2 * Math.PI * share;
      disc.append(svg("path", { d: `M6 6V1.2A4.8 4.8 0 ${share > 0.5 ? 1 : 0} 1 ${6 + 4.8 * Math.sin(angle)} ${6 - 4.8 * Math.cos(angle)}Z`, fill: "currentColor" }));
    }
    element.append(disc, document.createTextNode(known ? Texts.of(known) : Texts.say("noGrade")));
    if (known) element.title = Texts.of({ zh: known.meaning_zh, en: known.meaning_en });
    return element;
  }
  function sources(fact) {
    if (!fact.src.length) {
      const said = make("p", "said");
      said.append(make("span", "title", Texts.say("noSource")));
      return [said];
    }
    return fact.src.map(([number, letter]) => {
      const source = data.sources[number];
      const said = make("p", "said");
      const told = [source.title, source.publisher, source.date].filter(Boolean).join(" · ");
      said.append(make("span", "title", told), grade(letter));
      return said;
    });
  }
  function detail(fact) {
    const element = make("p", "detail");
    const status = fact.inf ? "inferred" : fact.s;
    if (status && status !== "actual" && Texts.has(status)) {
      element.append(make("span", "status " + status, Texts.say(status)));
    }
    element.append(document.createTextNode([fact.t, fact.q].filter(Boolean).join(" · ")));
    return element.textContent ? element : null;
  }
  function finish(item, fact) {
    const told = detail(fact);
    if (told) item.append(told);
    item.append(...sources(fact));
    return item;
  }
  function figure(fact) {
    const item = make("li", "fact");
    const line = make("div", "line");
    const name = fact.o ? Texts.of({ zh: fact.o, en: fact.oe }) : Model.predicate(fact.p);
    line.append(make("span", "what", name));
    const amount = [fact.v, fact.u].filter(Boolean).join(" ");
    if (amount) line.append(make("span", "value", amount));
    item.append(line);
    return finish(item, fact);
  }
  function attribute(fact) {
    const item = make("li", "fact");
    const line = make("div", "line");
    const value = [fact.v, fact.u].filter(Boolean).join(" ") || (fact.o ? Texts.of({ zh: fact.o, en: fact.oe }) : "");
    line.append(make("span", "what kind", Model.predicate(fact.p)), make("span", "value text", value));
    item.append(line);
    return finish(item, fact);
  }
  function relation(part, other, outgoing) {
    const item = make("li", "fact");
    const line = make("div", "line");
    const name = button("link what", Model.name(other), () => show({ node: other }, true));
    line.append(name, make("span", "kind", Model.className(Model.nodes[other].c)));
    item.append(line);
    item.dataset.direction = outgoing ? "out" : "in";
    return finish(item, part);
  }

  function overview() {
    host.append(make("h2", "", Texts.say("about")), make("p", "names", Texts.say("howto")));
    const list = make("dl", "facts-table");
    const rows = [[Texts.say("asked"), data.asked]];
    if (data.starts.length && data.arrangement.kind !== "path") rows.push([Texts.say("within"), Texts.say("withinSteps", data.askedDepth, data.limit)]);
    if (data.time) rows.push([Texts.say("updated"), data.time]);
    if (data.generation !== null) rows.push([Texts.say("generation"), Texts.say("generationNumber", data.generation)]);
    rows.push([Texts.say("made"), data.made]);
    rows.forEach(([key, value]) => list.append(make("dt", "", key), make("dd", "", value)));
    host.append(list);
    if (data.leftOut) host.append(make("p", "hint", Texts.say("leftOut", data.leftOut, data.limit)));
    data.starts.slice(0, 6).forEach((number) => {
      const item = make("p", "start");
      item.append(symbol(Model.nodes[number].c), button("link", Model.name(number), () => show({ node: number }, true)));
      host.append(item);
    });
    const table = data.arrangement.kind === "compare" ? Charts.shares(data.starts) : null;
    if (table) host.append(heading(Texts.say("industriesByZone")), table);
    section(Texts.say("sources"), data.sources, (source) => {
      const item = make("li", "fact");
      item.append(make("p", "what", source.title), make("p", "said", [source.publisher, source.date || Texts.say("undatedSource")].filter(Boolean).join(" · ")));
      return item;
    });
    host.append(heading(Texts.say("grades")));
    const grades = make("ul");
    data.grades.forEach((item) => {
      const row = make("li", "said");
      row.append(grade(item.letter), make("span", "title", Texts.of({ zh: item.meaning_zh, en: item.meaning_en })));
      grades.append(row);
    });
    host.append(grades);
  }

  /* What can be done with a thing: open what stands behind it, find a way from it to another one. */
  function actions(number) {
    const row = make("div", "actions");
    const at = Stage.scene ? Stage.scene.at.get(number) : undefined;
    const item = at === undefined ? null : Stage.scene.items[at];
    if (item && item.badge) {
      const toggle = button("quiet", Texts.say(item.open ? "collapse" : "expand"), () => Stage.open(item));
      toggle.id = "toggle";
      row.append(toggle);
    }
    if (routeFrom === null || routeFrom === number) {
      const start = button("quiet", Texts.say(routeFrom === number ? "routeWaits" : "routeFrom"), () => { routeFrom = routeFrom === number ? null : number; draw(); });
      start.id = "route";
      row.append(start);
    } else {
      const to = button("quiet", Texts.say("routeTo", Model.name(routeFrom)), () => route(routeFrom, number));
      to.id = "route";
      row.append(to);
    }
    if (Model.filters.route) {
      const whole = button("quiet", Texts.say("whole"), () => Model.change((state) => { state.route = null; }));
      whole.id = "whole";
      row.append(whole);
    }
    const cypher = button("quiet", Texts.say("cypher"), () => showCypher(number, cypher));
    cypher.id = "cypher";
    row.append(cypher);
    return row;
  }
  let routeFrom = null;
  function route(from, to) {
    const way = Model.shortest(from, to);
    routeFrom = null;
    if (way.length) Model.change((state) => { state.route = [from, to]; });
    else { draw(); host.querySelector(".actions").after(make("p", "hint", Texts.say("noRoute", Model.name(from), Model.name(to)))); }
  }
  /* A query for Neo4j Browser that draws this thing and its neighbours, and a link that opens it. */
  function showCypher(number, told) {
    const query = `MATCH p = (n {uri: ${JSON.stringify(Model.nodes[number].i)}})--() RETURN p LIMIT 100`;
    const field = make("textarea", "query", query);
    field.readOnly = true;
    field.setAttribute("aria-label", Texts.say("cypher"));
    told.replaceWith(field);
    if (data.browser) {
      const link = make("a", "quiet", Texts.say("browser"));
      link.href = data.browser + (data.browser.includes("?") ? "&" : "?") + "cmd=edit&arg=" + encodeURIComponent(query);
      link.target = "_blank";
      link.rel = "noreferrer";
      field.after(link);
    }
    field.focus();
    field.select();
  }
  function thing(number) {
    const node = Model.nodes[number];
    const back = button("link", "← " + Texts.say("back"), () => show(null));
    host.append(back, make("h2", "", Model.name(number)));
    const second = Texts.language === "en" ? node.n : node.e;
    if (second && second !== Model.name(number)) host.append(make("p", "names", second));
    if (node.a) host.append(make("p", "names", Texts.say("aliases", node.a.join(" / "))));
    const chips = make("div", "chips");
    chips.append(chip(node.c));
    host.append(chips);
    host.append(actions(number));
    if (node.b) host.append(make("p", "hint", Texts.say("beyond", node.b)));

    const facts = node.f || [];
    const isFigure = (fact) => ["observation", "target", "rank"].includes(fact.p);
    const chart = Charts.years(facts.filter(isFigure));
    if (chart) host.append(heading(Texts.say("chart")), chart);
    section(Texts.say("figures"), facts.filter(isFigure), figure);
    section(Texts.say("attributes"), facts.filter((fact) => !isFigure(fact)), attribute);

    const groups = new Map();
    let hidden = 0;
    Model.linesOf[number].forEach((line) => {
      const kept = Model.visible.lines.get(line) || [];
      hidden += Model.lines[line].parts.length - kept.length;
      const other = Model.otherEnd(Model.lines[line], number);
      kept.forEach((part) => {
        const outgoing = part.from === number;
        const key = part.p + (outgoing ? "" : " in");
        if (!groups.has(key)) groups.set(key, { part, outgoing, items: [] });
        groups.get(key).items.push([part, other]);
      });
    });
    [...groups.values()].sort((a, b) => b.outgoing - a.outgoing || (a.part.p < b.part.p ? -1 : 1)).forEach((group) => {
      const label = (group.outgoing ? "→ " : "← ") + Model.predicate(group.part.p);
      section(label, group.items, ([part, other]) => relation(part, other, group.outgoing));
    });
    if (!facts.length && !groups.size && !hidden) host.append(make("p", "hint", Texts.say("noFacts")));
    if (hidden) host.append(make("p", "hint", Texts.say("filtered", hidden)));
  }
  /* A heading and its entries; a hub's hundreds come in portions, so that the panel opens at once. */
  function section(label, items, entry) {
    if (!items.length) return;
    const list = make("ul");
    const more = (from) => {
      items.slice(from, from + 100).forEach((item) => list.append(entry(item)));
      if (from + 100 < items.length) {
        const next = button("link", `… ${items.length - from - 100}`, () => { next.remove(); more(from + 100); });
        list.append(next);
      }
    };
    host.append(heading(label, items.length), list);
    more(0);
  }
  function line(number) {
    const { a, b } = Model.lines[number];
    host.append(button("link", "← " + Texts.say("back"), () => show(null)));
    const kept = Model.visible.lines.get(number) || [];
    kept.forEach((part) => {
      const other = part.from === a ? b : a;
      const item = make("div", "fact");
      const from = button("link what", Model.name(part.from), () => show({ node: part.from }, true));
      item.append(from, make("p", "what", "→ " + Model.predicate(part.p)), button("link what", Model.name(other), () => show({ node: other }, true)));
      host.append(finish(item, part));
    });
  }

  function draw() {
    host.replaceChildren();
    host.scrollTop = 0;
    host.dataset.shown = shown === null ? "" : shown.node !== undefined ? "thing" : "line";
    if (shown === null) overview();
    else if (shown.node !== undefined) thing(shown.node);
    else line(shown.line);
  }
  function show(target, move) {
    shown = target;
    if (target && target.node !== undefined && !Model.visible.nodes.has(target.node)) Model.reveal(target.node);
    if (target && target.node !== undefined && move) Stage.reveal(target.node);
    Stage.select(target);
    draw();
    if (target) document.dispatchEvent(new Event("details"));   // may open the panel, so centre after
    if (target && target.node !== undefined && move) Stage.centre(target.node);
    if (move) host.focus({ preventScroll: true });
  }
  /* The things of one sector, by its key; the sector can be closed and opened from here. */
  function sector(key) {
    const members = Stage.scene.items.filter((item) => item.block === key);
    const caption = Stage.scene.captions.find((item) => item.key === key);
    shown = null;
    Stage.select(null);
    host.replaceChildren(button("link", "← " + Texts.say("back"), () => show(null)), make("h2", "", caption ? caption.full || caption.text : ""));
    const row = make("div", "actions");
    if (Stage.closer(key)) row.append(button("quiet", Texts.say("fit"), Stage.fit));
    else {
      const close = button("quiet", Texts.say("collapse"), () => Model.change((state) => { state.closed.add(key); state.opened.delete(key); }));
      close.id = "toggle";
      row.append(close);
    }
    host.append(row);
    section(Texts.say("members"), members.filter((item) => item.node !== undefined), (item) => {
      const line = make("li", "fact");
      line.append(button("link what", Model.name(item.node), () => show({ node: item.node }, true)));
      return line;
    });
    document.dispatchEvent(new Event("details"));
  }
  return { make, button, sector, svg, symbol, heading, show, draw, get shown() { return shown; } };
})();
