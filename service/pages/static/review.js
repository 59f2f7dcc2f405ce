"use strict";
/* Settling the facts of an article: one key each, without loading the page again.
   Without this script the same is done by links and forms. */
(() => {
  const review = document.getElementById("review");
  if (!review) return;
  const english = document.documentElement.lang === "en";
  const say = (chinese, inEnglish) => (english ? inEnglish : chinese);
  const pane = review.querySelector(".review-facts");
  const told = document.getElementById("told"), wrong = document.getElementById("wrong");
  const cards = () => [...pane.querySelectorAll("li.fact")];
  const form = pane.querySelector(".cell-form");
  const address = `/articles/${review.dataset.key}/decisions`;
  let sending = false, isChanged = false;
  review.classList.add("with-sheet");

  const active = () => pane.querySelector("li.fact.active");
  const waits = (card) => card.dataset.state === "waiting";

  /* ---- which fact is in hand */
  function choose(card, { focus = true, scroll = true } = {}) {
    if (!card) return;
    cards().forEach((one) => one.classList.toggle("active", one === card));
    mark(Number(card.dataset.start), Number(card.dataset.end), scroll);
    step(card);
    hide(wrong);
    if (scroll && getComputedStyle(card).position !== "fixed") into(card);
    if (focus) card.focus({ preventScroll: true });
    history.replaceState(null, "", withFact(card.dataset.id));
  }
  /* The address of this page with another fact in hand; facts that were settled here stay listed. */
  function withFact(id, ...justSettled) {
    const here = new URL(location.href);
    here.searchParams.set("fact", id);
    const kept = [...cards().filter((card) => !waits(card)).map((card) => card.dataset.id), ...justSettled];
    if (kept.length) here.searchParams.set("also", [...new Set(kept)].slice(-100).join(","));
    here.searchParams.delete("form");
    here.hash = "";
    return here;
  }
  function mark(start, end, scroll) {
    let first = null;
    review.querySelectorAll("[data-at]").forEach((piece) => {
      const at = Number(piece.dataset.at);
      const isHit = at >= start && at < end;
      piece.classList.toggle("hit", isHit);
      if (isHit && !first) first = piece;
    });
    if (!first || !scroll) return;
    const box = first.getBoundingClientRect();
    const isPhone = matchMedia("(max-width: 860px)").matches; // a sheet covers the lower part
    const low = isPhone ? innerHeight * 0.33 : innerHeight - 120;
    if (box.top < 100 || box.bottom > low) {
      scrollBy({ top: box.top - innerHeight * (isPhone ? 0.12 : 0.3), behavior: "instant" });
    }
  }
  function into(card) {
    if (getComputedStyle(pane).overflowY !== "auto") {
      card.scrollIntoView({ block: "nearest" });
      return;
    }
    const box = card.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (box.top < frame.top + 90) pane.scrollTop += box.top - frame.top - 90; // below the head
    else if (box.bottom > frame.bottom - 20) pane.scrollTop += box.bottom - frame.bottom + 20;
  }
  function go(by, only = () => true) {
    const all = cards();
    const place = all.indexOf(active());
    for (let n = 1; n <= all.length; n += 1) {
      const card = all[(place + by * n + all.length * n) % all.length];
      if (only(card)) return card;
    }
    return null;
  }
  /* On a phone the sheet has buttons to go on and back. */
  function step(card) {
    pane.querySelectorAll("li .step").forEach((one) => one.remove());
    const all = cards();
    const row = document.createElement("p");
    row.className = "step";
    const count = document.createElement("span");
    count.textContent = `${all.indexOf(card) + 1} / ${all.length}`;
    const back = stepButton("‹", say("上一条", "Previous fact"), -1);
    const on = stepButton("›", say("下一条", "Next fact"), 1);
    row.append(back, count, on);
    card.prepend(row);
  }
  function stepButton(sign, words, by) {
    const button = document.createElement("button");
    button.className = "button";
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", () => choose(go(by)));
    return button;
  }

  /* ---- decisions */
  /* Send a decision, and act on the answer; one at a time. */
  async function send(body, kind, taken, refused) {
    if (sending) return;
    sending = true;
    try {
      const headers = { "content-type": kind, accept: "application/json" };
      const reply = await fetch(address, { method: "POST", headers, body });
      const answer = await reply.json();
      if (reply.ok) taken(answer);
      else refused(answer);
    } catch {
      refused({ detail: say("没有连上服务，这个决定没有记下；请再试。", "The service was not reached and nothing was kept; try again.") });
    } finally {
      sending = false;
    }
  }
  function decide(what, card, further = {}) {
    if (!card && what !== "undo") return;
    const body = JSON.stringify({ what, fact: card ? card.dataset.id : "", ...further });
    send(body, "application/json", (answer) => settled(what, card, answer), (problem) => refuse(problem, card));
  }
  /* The decision of the fact in hand, as its button says; of a fact that waits, the last decision. */
  function undo(card) {
    decide("undo", card, card && !waits(card) && Number(card.dataset.number) ? { number: Number(card.dataset.number) } : {});
  }
  function settled(what, card, answer) {
    count(answer.counts, answer.loadable);
    const fact = answer.fact;
    const own = fact && document.getElementById(`f-${fact.id}`);
    if (what === "undo" && !own) return location.assign(withFact(fact ? fact.id : ""));
    if (what === "undo" && fact.text !== own.querySelector(".choose").getAttribute("aria-label")) {
      return location.assign(withFact(fact.id));
    }
    paragraph(own, Number(fact.state !== "waiting") - Number(!waits(own)));
    own.dataset.state = fact.state;
    own.dataset.number = fact.decision;
    own.querySelector("[data-state-word]").textContent = fact.state_word;
    const number = own.querySelector(".acts [name=number]");
    if (number) number.value = fact.decision;
    sentences();
    const next = what === "undo" ? own : go(1, waits);
    const left = answer.counts.waiting;
    told.textContent = `${fact.state_word}: ${fact.text}. ` + (left ? say(`还有 ${left} 条待定`, `${left} left to decide`) : say("都已定", "All settled"));
    choose(next || own);
  }
  function refuse(problem, card) {
    show(wrong, problem.detail);
    if (card) card.querySelector(".open").append(wrong);
    if (problem.facts && problem.facts.parameter === "name") open("merge", card);
    if (problem.facts && problem.facts.parameter === "cells") open("correct", card);
  }
  function count(counts, loadable) {
    document.getElementById("bar").value = counts.settled;
    document.getElementById("settled").textContent = counts.settled;
    document.getElementById("waiting").textContent = counts.waiting;
    document.getElementById("done").hidden = counts.waiting > 0;
    document.getElementById("load").classList.toggle("main", counts.waiting === 0);
    document.getElementById("loadable").textContent = loadable;
  }
  function paragraph(card, by) {
    const told = card.closest("ul").previousElementSibling.querySelector(".count");
    const { total } = told.dataset;
    const settled = told.dataset.settled = Number(told.dataset.settled) + by;
    told.textContent = say(`${total} 条，已定 ${settled}`, `${settled} of ${total} settled`);
  }
  function sentences() {
    review.querySelectorAll(".says").forEach((link) => {
      const own = link.dataset.facts.split(" ").map((id) => document.getElementById(`f-${id}`));
      link.classList.toggle("settled", own.every((card) => !card || !waits(card)));
    });
  }
  const show = (element, words) => { element.textContent = words; element.hidden = false; };
  const hide = (element) => { element.hidden = true; };

  function open(what, card) {
    const here = withFact(card.dataset.id);
    here.searchParams.set("form", what);
    here.hash = `f-${card.dataset.id}`;
    location.assign(here);
  }
  function add() {
    const here = withFact(active() ? active().dataset.id : "");
    here.searchParams.set("form", "add");
    const chosen = getSelection();
    const piece = chosen.rangeCount && chosen.getRangeAt(0).startContainer.parentElement.closest("[data-at]");
    if (piece && !chosen.isCollapsed) {
      here.searchParams.set("evidence", chosen.toString().trim().slice(0, 500));
      here.searchParams.set("start", piece.dataset.at);
    }
    here.hash = "add";
    location.assign(here);
  }

  /* ---- clicks and keys */
  review.addEventListener("click", (event) => {
    const says = event.target.closest(".says");
    const piece = event.target.closest(".review-text [data-at]");
    const card = event.target.closest("li.fact");
    if (says || (piece && getSelection().isCollapsed)) {
      const link = says || sentenceOf(piece);
      if (!link) return;
      const own = link.dataset.facts.split(" ").map((id) => document.getElementById(`f-${id}`)).filter(Boolean);
      if (!own.length) return; // they are not listed here: the link leads to all
      event.preventDefault();
      const place = own.indexOf(active());
      choose(own[(place + 1) % own.length]);
    } else if (event.target.closest(".choose")) {
      event.preventDefault();
      choose(card);
    } else if (event.target.closest("#missed")) {
      event.preventDefault();
      add();
    }
  });
  function sentenceOf(piece) {
    let next = piece.nextElementSibling;
    while (next && !next.matches(".says")) next = next.nextElementSibling;
    return next;
  }
  pane.addEventListener("submit", (event) => {
    const what = event.submitter && event.submitter.name === "what" ? event.submitter.value : "";
    if (!event.target.matches(".acts") || !what) return;
    event.preventDefault();
    const card = event.target.closest("li.fact");
    if (what === "undo") undo(card);
    else decide(what, card);
  });
  /* A form is sent without leaving the page, so that what was typed stays if it is refused. */
  pane.addEventListener("submit", (event) => {
    const own = event.target.closest("form");
    if (own.matches(".acts")) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(own));
    const button = event.submitter;
    if (button && button.name) fields.set(button.name, button.value);
    send(fields, "application/x-www-form-urlencoded", (answer) => leave(answer, fields.get("fact") || ""), (problem) => {
      show(wrong, problem.detail);
      own.querySelector(".actions, .candidates").before(wrong);
      wrong.scrollIntoView({ block: "nearest" });
    });
  });
  function leave(answer, asked) {
    const own = answer.fact ? answer.fact.id : asked;
    const at = answer.what === "correct" ? answer.next || own : own;
    const there = withFact(at, ...(own ? [own] : []));
    there.searchParams.delete("evidence");
    there.searchParams.delete("start");
    there.hash = `f-${at}`;
    location.assign(there);
  }

  /* A chosen thing tells its class, a relation the classes that fit. */
  function fit(end) {
    const relation = form.querySelector("[name=cell-predicate]");
    const select = form.querySelector(`[name=cell-${end}_type]`);
    if (!relation || !relation.selectedOptions[0] || !relation.value) return;
    const fitting = relation.selectedOptions[0].dataset[end].split(" ").filter(Boolean);
    [...select.options].forEach((one) => { one.hidden = one.value !== "" && !fitting.includes(one.value); });
    if (fitting.length === 1) select.value = fitting[0];
    else if (!fitting.length) select.value = "";
  }
  if (form) {
    form.addEventListener("chosen", (event) => {
      const select = form.querySelector(`[name="${event.target.name}_type"]`);
      if (select && [...select.options].some((one) => one.value === event.detail.type)) select.value = event.detail.type;
    });
    form.addEventListener("change", (event) => {
      if (event.target.name === "cell-predicate") ["subject", "object"].forEach(fit);
    });
  }

  const keys = {
    j: () => choose(go(1)),
    k: () => choose(go(-1)),
    a: () => decide("accept", active()),
    x: () => decide("reject", active()),
    u: () => undo(active()),
    e: () => active() && open("correct", active()),
    m: () => active() && open("merge", active()),
    n: () => add(),
  };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && form && !event.defaultPrevented) {
      if (isChanged) document.activeElement.blur(); // what was typed must not be lost by one key
      else form.querySelector(".cancel").click();
    }
    if (form || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  /* ---- at the start */
  sentences();
  const first = active();
  if (form) {
    form.addEventListener("input", () => { isChanged = true; });
    const field = form.querySelector("input:not([type=hidden]):not([type=radio]), textarea");
    if (first) { mark(Number(first.dataset.start), Number(first.dataset.end), true); step(first); }
    into(form);
    const toField = () => field && field.focus({ preventScroll: true });
    toField();
    // The browser goes to the fragment of the address after this, and would take the focus along.
    addEventListener("load", () => setTimeout(toField));
  } else if (first) {
    choose(first, { focus: false });
  }
})();
