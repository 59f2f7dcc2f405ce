"use strict";
/* The editor of SPARQL: CodeMirror with completion of terms and of things by name, and the result as
   a table. Without a script the form sends the query and the answer is a file. */
(() => {
  const own = document.currentScript;
  const area = document.getElementById("query"), form = document.getElementById("sparql-form");
  const told = document.getElementById("told"), result = document.getElementById("result");
  const data = JSON.parse(document.getElementById("editor-data").textContent);
  const english = document.documentElement.lang === "en";
  const words = english ? {
    editor: "SPARQL query", runs: "The query runs…", failed: "The service cannot be reached.",
    rows: (count) => `${count} ${count === 1 ? "row" : "rows"}`, cut: "The answer was cut off: ", yes: "yes", no: "no",
    lines: (count) => `${count} lines`,
  } : {
    editor: "SPARQL 查询", runs: "正在运行……", failed: "连不上服务。",
    rows: (count) => `${count} 行`, cut: "答案被截断：", yes: "是", no: "否",
    lines: (count) => `${count} 行`,
  };
  const { EditorView, EditorState, keymap, basicSetup, autocompletion, StreamLanguage, HighlightStyle, syntaxHighlighting, sparql, tags } = CodeMirror;

  const terms = data.terms.map((term) => ({
    label: term.name, detail: term.label, type: term.kind === "class" ? "class" : "property", boost: 1,
    search: `${term.name} ${term.label}`.toLowerCase(),
  }));
  const keywords = ["SELECT", "DISTINCT", "WHERE", "FILTER", "OPTIONAL", "UNION", "ORDER BY", "GROUP BY", "LIMIT", "COUNT", "VALUES", "BIND", "LANG", "CONSTRUCT", "ASK", "DESCRIBE", "PREFIX"]
    .map((word) => ({ label: word, type: "keyword", search: word.toLowerCase(), boost: -1 }));

  /* Terms by a part of their name or label, and things by name from /search. */
  async function complete(context) {
    const word = context.matchBefore(/[\p{L}\p{N}_:.-]+/u);
    if (!word && !context.explicit) return null;
    const text = word ? word.text : "", low = text.toLowerCase();
    if (context.matchBefore(/[?$][\p{L}\p{N}_]*$/u)) return null;
    const options = [...terms, ...keywords].filter((term) => term.search.includes(low.replace(/^gx:/, "")) || term.label.toLowerCase().startsWith(low))
      .slice(0, 60).map(({ search, ...option }) => option);
    if (text.length > 1 && !text.includes(":")) options.push(...await things(text, context));
    return { from: word ? word.from : context.pos, options, filter: false };
  }
  async function things(text, context) {
    const asked = new URLSearchParams({ q: text, limit: "10", format: "json", lang: english ? "en" : "zh" });
    try {
      const reply = await fetch(`/search?${asked}`);
      if (context.aborted || !reply.ok) return [];
      const found = await reply.json();
      return found.rows.map((row) => ({ label: row.name, detail: row.class, type: "text", apply: `<${row.iri}>` }));
    } catch {
      return [];
    }
  }

  const colours = HighlightStyle.define([
    { tag: tags.keyword, color: "var(--infer)", fontWeight: "650" },
    { tag: [tags.string, tags.literal], color: "var(--good)" },
    { tag: [tags.atom, tags.url, tags.labelName], color: "var(--accent)" },
    { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--plan)" },
    { tag: tags.comment, color: "var(--faint)" },
  ]);
  const theme = EditorView.theme({
    "&": { fontSize: "14px", border: "1px solid var(--edge)", borderRadius: "8px", backgroundColor: "var(--paper)", color: "var(--ink)" },
    "&.cm-focused": { outline: "2px solid var(--accent)" },
    ".cm-content": { minHeight: "220px", caretColor: "var(--ink)", fontFamily: "ui-monospace, Menlo, Consolas, monospace" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--faint)", border: "0", borderRadius: "8px 0 0 8px" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 6%, transparent)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft) !important" },
    ".cm-tooltip": { backgroundColor: "var(--paper)", border: "1px solid var(--line)", borderRadius: "8px", color: "var(--ink)" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent-soft) !important", color: "var(--ink) !important" },
    ".cm-completionDetail": { color: "var(--faint)", fontStyle: "normal" },
    ".cm-matchingBracket": { backgroundColor: "var(--hit) !important" },
  });
  const view = new EditorView({
    state: EditorState.create({
      doc: area.value,
      extensions: [
        EditorView.cspNonce.of(own.nonce),
        keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }]),
        basicSetup,
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        autocompletion({ override: [complete], activateOnTypingDelay: 150 }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": words.editor }),
        EditorView.updateListener.of((update) => { if (update.docChanged) area.value = view.state.doc.toString(); }),
        theme,
      ],
    }),
  });
  area.hidden = true;
  area.removeAttribute("required");
  area.after(view.dom);
  view.dom.dataset.ready = "yes";

  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.id === "download") return;
    event.preventDefault();
    run();
  });

  let running = null;
  async function run() {
    if (running) running.abort();
    running = new AbortController();
    say(words.runs);
    result.replaceChildren();
    history.replaceState(null, "", `/sparql-editor?${new URLSearchParams({ query: area.value })}`);
    try {
      const reply = await fetch("/sparql", {
        method: "POST", signal: running.signal, body: new URLSearchParams({ query: area.value }),
        headers: { accept: "application/sparql-results+json, text/turtle;q=0.9", "accept-language": english ? "en" : "zh" },
      });
      const kind = reply.headers.get("content-type") || "";
      if (!reply.ok) return say((await reply.json()).detail, true);
      if (kind.includes("turtle")) return showText(await reply.text());
      show(await reply.json());
    } catch (error) {
      if (error.name !== "AbortError") say(words.failed, true);
    }
  }

  function say(text, wrong = false) {
    told.textContent = text;
    told.className = wrong ? "note amber" : "soft";
  }
  function showText(text) {
    const block = document.createElement("pre");
    block.textContent = text;
    result.replaceChildren(block);
    say(words.lines(text.split("\n").length));
  }
  function show(answer) {
    if ("boolean" in answer) return say(answer.boolean ? words.yes : words.no);
    const names = answer.head.vars, rows = answer.results.bindings;
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const name of names) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    const body = table.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      for (const name of names) line.insertCell().append(value(row[name]));
    }
    result.replaceChildren(table);
    const cut = answer.truncated;
    say(words.rows(rows.length) + (cut ? ` · ${words.cut}${cut}` : ""), Boolean(cut));
  }
  /* A thing of the graph is a link to its page; every other value is text. */
  function value(term) {
    if (!term) return "";
    if (term.type !== "uri") return term.value;
    const shown = Object.entries(data.prefixes).find(([, iri]) => term.value.startsWith(iri));
    if (!term.value.startsWith(data.base)) return shown ? `${shown[0]}:${term.value.slice(shown[1].length)}` : term.value;
    const link = document.createElement("a");
    link.textContent = term.value.slice(data.base.length);
    link.href = `/things/${link.textContent.split("/").map(encodeURIComponent).join("/")}`;
    return link;
  }
})();
