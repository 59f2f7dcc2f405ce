"use strict";
/* Search by name, alias, pinyin or initials: a combobox with a list of hits. */
const Search = (() => {
  const { data, nodes } = Model;
  const field = document.getElementById("search");
  const list = document.getElementById("results");
  const MOST = 12;
  let hits = [];
  let current = -1;

  /* As names are compared in the graph: NFKC, simplified characters, lower case, no spaces or quotes. */
  function normal(text) {
    return [...text.normalize("NFKC")].map((character) => data.variants[character] || character).join("")
      .toLowerCase().replace(/[\s"'“”‘’「」『』《》〈〉]+/g, "");
  }
  function find(text) {
    const wanted = normal(text);
    if (!wanted) return [];
    const found = [];
    nodes.forEach((node, number) => {
      let best = 9;
      for (const key of node.k || []) {
        const place = key.indexOf(wanted);
        if (place < 0) continue;
        best = Math.min(best, key === wanted ? 0 : place === 0 ? 1 : 2);
      }
      if (best < 9) found.push([best, node.d, node.n.length, number]);
    });
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]);
    return found.map((hit) => hit[3]);
  }
  function close() {
    list.hidden = true;
    current = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
  function mark(place) {
    current = place;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === place)));
    const item = list.children[place];
    if (item && item.id) { field.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
  }
  function open() {
    list.replaceChildren();
    if (!normal(field.value)) { close(); return; }
    hits = find(field.value).slice(0, MOST);
    hits.forEach((number, index) => {
      const item = Panel.make("li");
      item.id = "hit-" + index;
      item.setAttribute("role", "option");
      item.append(Panel.symbol(nodes[number].c), Panel.make("span", "name", Model.name(number)));
      const hidden = !Model.visible.nodes.has(number);
      item.append(Panel.make("small", "", hidden ? Texts.say("hiddenHit") : Model.className(nodes[number].c)));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(index); });
      list.append(item);
    });
    if (!hits.length) list.append(Panel.make("li", "none", Texts.say("none", field.value.trim())));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(hits.length ? 0 : -1);
  }
  function choose(place) {
    if (place < 0 || place >= hits.length) return;
    const number = hits[place];
    close();
    field.blur();
    Panel.show({ node: number }, true);
  }
  field.addEventListener("input", open);
  field.addEventListener("focus", open);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;   // an input method is still choosing characters
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length && !list.hidden) mark((current + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(current);
    } else if (event.key === "Escape") {
      if (list.hidden) field.value = "";
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); field.focus(); }
    if (event.key === "Escape" && !typing && Panel.shown) Panel.show(null);
  });
  return {
    find,
    rename() {
      field.placeholder = Texts.say("search");
      field.setAttribute("aria-label", Texts.say("search"));
      list.setAttribute("aria-label", Texts.say("search"));
    },
  };
})();
