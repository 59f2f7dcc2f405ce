"use strict";
/* What every page can do with a script; without one all of it works by links and forms. */
(() => {
  const field = document.querySelector(".find input, .box textarea, .box input");

  /* "/" goes to the search, as on the pages of views. */
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && field) {
      event.preventDefault();
      field.focus();
    }
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
    }
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const copied = event.target.closest("[data-copy]");
    if (copied) copy(copied);
  });

  async function copy(button) {
    const said = document.getElementById(button.dataset.copy);
    const text = said ? said.textContent.trim() : location.href;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
    } catch {
      if (said) getSelection().selectAllChildren(said);
    }
  }

  /* Enter sends a question; Shift and Enter begins a new line. */
  document.querySelectorAll(".box textarea").forEach((area) => {
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        area.form.requestSubmit();
      }
    });
  });
  /* On a phone the filters are folded, so that the result is seen first. */
  if (matchMedia("(max-width: 860px)").matches) {
    document.querySelectorAll(".facet-fold").forEach((fold) => { fold.open = false; });
  }
})();
