/* What an official typed and did not send yet stays when they come back to its page: no form of the
   desk is remembered by the browser itself, which would offer one citizen's data to the next. Kept in
   this tab alone, for whom and in which post the page was drawn, until sign-out (app.js). Polish only. */
"use strict";
(() => {
  const d = document;
  const KEPT = "typed "; /* before the key of a page in the history of this tab */
  const MOST = 12, LONGEST = 100000; /* pages, signs of one */
  const { whose } = d.body.dataset;
  const drawn = JSON.parse(d.body.getAttribute("hx-headers"))["X-Drawn-For"];
  const choice = (one) => /^(checkbox|radio)$/.test(one.type);

  /* The fields in which one types, each under its form, its name and its place among equal ones. */
  const fields = () => {
    const seen = new Map(), found = new Map();
    d.querySelectorAll("main :is(input, select, textarea)[name]").forEach((one) => {
      if (!one.form || one.form.method !== "post" || one.multiple) return;
      if (/^(hidden|password|file|submit|button)$/.test(one.type) || one.autocomplete === "one-time-code") return;
      const name = `${one.form.getAttribute("action") || ""} ${one.name}${choice(one) ? `=${one.value}` : ""}`;
      seen.set(name, (seen.get(name) || 0) + 1);
      found.set(`${name} ${seen.get(name)}`, one);
    });
    return found;
  };
  const value = (one) => (choice(one) ? one.checked : one.value);
  const read = () => new Map([...fields()].map(([name, one]) => [name, value(one)]));

  let begun = read(); /* as the server wrote it */
  const key = (history.state || {}).typed || `${Date.now()}.${Math.random()}`;
  const mark = () => history.replaceState({ ...history.state, typed: key }, "");
  const refill = (said) => fields().forEach((one, name) => {
    if (!said.has(name) || said.get(name) === value(one)) return;
    one[choice(one) ? "checked" : "value"] = said.get(name);
    const box = one.closest("details");
    if (box) box.open = true;
  });
  const pages = () => Object.keys(sessionStorage).filter((name) => name.startsWith(KEPT));
  const hold = () => {
    const said = [...read()].filter(([name, one]) => begun.get(name) !== one);
    const text = JSON.stringify({ whose, drawn, at: Date.now(), said });
    try {
      sessionStorage.removeItem(KEPT + key);
      if (!said.length || !whose || text.length > LONGEST || d.body.dataset.left) return;
      pages().sort().slice(0, -MOST + 1).forEach((name) => sessionStorage.removeItem(name));
      sessionStorage.setItem(KEPT + key, text);
    } catch { /* a browser may refuse: what was typed is typed again */ }
  };
  try {
    const held = JSON.parse(sessionStorage.getItem(KEPT + key) || "{}");
    const left = Number(localStorage.getItem("left")) || 0;
    if (held.drawn === drawn && held.whose === whose && held.at > left) refill(new Map(held.said));
    mark();
  } catch { /* the same */ }
  d.addEventListener("htmx:afterSettle", () => { begun = read(); mark(); });
  addEventListener("pagehide", hold);
})();
