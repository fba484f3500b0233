/* The desk without a mouse. Polish only: every page works without this file. */
"use strict";
(() => {
  const d = document;

  /* A page begins at the field that says so, at once: a browser goes there as late as it draws, and
     what was typed before is lost. */
  const begins = !location.hash && d.querySelector("main [autofocus]");
  if (begins) begins.focus();

  d.querySelectorAll("[data-ticks-all]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const ticks = [...d.querySelectorAll("input.tick")];
      const all = ticks.every((one) => one.checked);
      ticks.forEach((one) => { one.checked = !all; });
    });
  });

  /* A card that a reader typed where a list is narrowed is looked for by the search of the desk, which
     sends it in no address. */
  const CARD = /\d{12}([|¦‖~^;$])(?:[^\n]*?\1){5}/;
  d.addEventListener("submit", (event) => {
    const search = d.getElementById("desk-q");
    if (!search || event.target.method !== "get") return;
    const read = [...event.target.elements].find((one) => CARD.test(one.value));
    if (!read) return;
    event.preventDefault();
    [search.value, read.value] = [read.value, ""];
    search.form.requestSubmit();
  }, true);

  /* Lists: / searches, J and K walk the rows, figures change the group.
     X ticks the row. On a case a button's letter takes one to the button; Enter presses it. */
  const typing = (target) => target.closest("input:not(.tick), textarea, select, [contenteditable]");
  const rows = () => [...d.querySelectorAll(".table--work tbody th a")];
  d.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const search = d.querySelector("[role=search] input:not([type=hidden])");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "j" || event.key === "k") {
      const links = rows();
      const beside = d.querySelector(event.key === "j" ? "main [rel=next]" : "main [rel=prev]");
      if (!links.length && beside) { beside.click(); return; }
      const here = links.indexOf(d.activeElement);
      const next = links[event.key === "j" ? here + 1 : Math.max(0, here - 1)];
      if (next) next.focus();
    } else if (event.key === "x" && d.activeElement.closest("tr")) {
      const tick = d.activeElement.closest("tr").querySelector(".tick");
      if (tick) tick.checked = !tick.checked;
    } else if (/^[1-9]$/.test(event.key)) {
      const tab = d.querySelectorAll(".tabs a")[event.key - 1];
      if (tab) tab.click();
    } else if (/^[a-z]$/i.test(event.key)) {
      const named = d.querySelector(`main [accesskey="${event.key.toLowerCase()}"]`);
      if (named) {
        event.preventDefault();
        if (named.matches("[data-at-once]")) named.click(); else named.focus(); /* a mere way is gone at once */
      }
    }
  });
})();
