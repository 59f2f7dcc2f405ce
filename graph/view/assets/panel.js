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
    picture.append(look.shape in PATHS ? svg("path", { d: PATHS[look.shape], fill: look.colour }) : svg("circle", { cx: 8, cy: 8, r: 6.2, fill: look.colour }));
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
  function grade(letter) {
    const element = make("span", "grade", letter || "–");
    if (Texts.has("grade" + letter)) element.title = Texts.say("grade" + letter);
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
      const title = make("span", "title", told);
      title.title = source.key;
      said.append(grade(letter), title);
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
    host.append(make("h2", "", Texts.say("about")));
    host.append(make("p", "names", Texts.say("howto")));
    const table = make("dl", "facts-table");
    const rows = [[Texts.say("asked"), data.asked], [Texts.say("within"), Texts.say("withinSteps", data.askedDepth, data.limit)]];
    if (data.generation !== null) rows.push([Texts.say("generation"), Texts.say("generationNumber", data.generation) + (data.time ? " · " + data.time : "")]);
    rows.push([Texts.say("made"), data.made]);
    rows.forEach(([key, value]) => table.append(make("dt", "", key), make("dd", "", value)));
    host.append(table);
    if (data.leftOut) host.append(make("p", "hint", Texts.say("leftOut", data.leftOut, data.limit)));
    host.append(heading(Texts.say("sources"), data.sources.length));
    const list = make("ul");
    data.sources.forEach((source) => {
      const item = make("li", "fact");
      item.append(make("p", "what", source.title), make("p", "said", [source.publisher, source.date, source.key].filter(Boolean).join(" · ")));
      list.append(item);
    });
    host.append(list, heading(Texts.say("grades")));
    const grades = make("ul");
    [..."ADBCIU"].forEach((letter) => {
      const item = make("li", "said");
      item.append(grade(letter), make("span", "title", Texts.say("grade" + letter)));
      grades.append(item);
    });
    host.append(grades);
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
    const collapsed = Model.filters.collapsed.has(number);
    const actions = make("div", "actions");
    if (Model.linesOf[number].length) {
      const toggle = button("quiet", Texts.say(collapsed ? "expand" : "collapse"), () => Model.toggleCollapsed(number));
      toggle.id = "toggle";
      actions.append(toggle);
    }
    actions.append(button("quiet", Texts.say("centre"), () => Drawing.centre(number, true)));
    host.append(actions);
    if (node.b) host.append(make("p", "hint", Texts.say("beyond", node.b)));

    const facts = node.f || [];
    const isFigure = (fact) => ["observation", "target", "rank"].includes(fact.p);
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
    const key = make("p", "names");
    key.append(make("code", "", node.i));
    host.append(heading("IRI"), key);
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
    if (shown === null) overview();
    else if (shown.node !== undefined) thing(shown.node);
    else line(shown.line);
  }
  function show(target, move) {
    shown = target;
    if (target && target.node !== undefined && !Model.visible.nodes.has(target.node)) Model.reveal(target.node);
    Drawing.select(target);
    draw();
    if (target) document.dispatchEvent(new Event("details"));   // may open the panel, so centre after
    if (target && target.node !== undefined && move) Drawing.centre(target.node, true);
    if (move) host.focus({ preventScroll: true });
  }
  return { make, button, svg, symbol, heading, show, draw, get shown() { return shown; } };
})();
