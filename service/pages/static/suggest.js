"use strict";
/* Names that fit what is typed, from /search, below every field with data-suggest.
   data-suggest="go" opens the page of the chosen thing; "name" and "key" write it into the field.
   data-class limits the things to a class. */
(() => {
  const english = document.documentElement.lang === "en";
  const none = english ? "Nothing has such a name" : "没有叫这个名字的事物";
  let number = 0;

  document.querySelectorAll("[data-suggest]").forEach((field) => {
    const list = document.createElement("ul");
    list.id = `suggestions-${number += 1}`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", english ? "Names" : "名称");
    field.after(list);
    const states = { role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
    Object.entries(states).forEach(([name, value]) => field.setAttribute(name, value));
    let rows = [], active = -1, waiting = 0, asked = "";

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 120);
    });
    field.addEventListener("blur", () => setTimeout(close, 150));
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const last = rows.length - 1;
        mark(active < 0 && step < 0 ? last : (active + step + rows.length) % rows.length);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        event.stopImmediatePropagation();
        choose(rows[active]);
      } else if (event.key === "Escape") {
        event.preventDefault(); // what else Escape means on the page is not meant
        close();
      }
    }, true);

    async function ask() {
      asked = field.value.trim();
      if (!asked) return close();
      const wanted = new URLSearchParams({ q: asked, limit: "8", format: "json", lang: english ? "en" : "zh" });
      if (field.dataset.class) wanted.set("type", field.dataset.class);
      const sent = asked;
      try {
        const reply = await fetch(`/search?${wanted}`);
        const found = await reply.json();
        if (sent === asked && document.activeElement === field) show(found.rows || []);
      } catch {
        close();
      }
    }

    function show(found) {
      rows = found;
      active = -1;
      list.replaceChildren(...(found.length ? found.map(line) : [nothing()]));
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      field.removeAttribute("aria-activedescendant");
    }
    function line(row, place) {
      const item = document.createElement("li");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const name = document.createElement("span");
      name.className = "name";
      name.textContent = row.name;
      const kind = document.createElement("small");
      kind.textContent = row.class;
      if (english && row.also) { // names in Chinese texts are these
        const also = document.createElement("small");
        also.lang = "zh-CN";
        also.textContent = row.also;
        name.append(" ", also);
      }
      item.append(name, kind);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(row); });
      return item;
    }
    function nothing() {
      const item = document.createElement("li");
      item.className = "soft";
      item.setAttribute("role", "option");
      item.setAttribute("aria-disabled", "true");
      item.setAttribute("aria-selected", "false");
      item.textContent = none;
      return item;
    }
    function mark(place) {
      if (!rows.length) return;
      active = place;
      [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
      list.children[place].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", list.children[place].id);
    }
    function choose(row) {
      close();
      if (field.dataset.suggest === "go") location.assign(row.link);
      else {
        field.value = field.dataset.suggest === "key" ? row.key : row.name;
        field.dispatchEvent(new CustomEvent("chosen", { detail: row, bubbles: true }));
      }
    }
    function close() {
      list.hidden = true;
      asked = "";
      field.setAttribute("aria-expanded", "false");
    }
  });
})();
