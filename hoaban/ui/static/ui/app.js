/* Polish only: every page works without this file. */
"use strict";
(() => {
  const d = document;
  const each = (selector, act) => d.querySelectorAll(selector).forEach(act);

  const reopen = () => each("form[data-sent]", (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
  /* Keeps a text in this tab for the next page, and gives what was kept before. */
  const keep = (name, text) => {
    try {
      const before = sessionStorage.getItem(name) || "";
      if (text) sessionStorage.setItem(name, text); else sessionStorage.removeItem(name);
      return before;
    } catch { return ""; /* a browser may refuse */ }
  };

  /* Who switches the language keeps what was typed, for one answer and a minute: no password, no file,
     nothing hidden. Whatever page comes next empties the place. */
  const here = location.pathname + location.search;
  const inputs = () => [...d.querySelectorAll("main :is(input, select, textarea)")].filter(
    (one) => one.name && !/^(hidden|password|file|submit|button)$/.test(one.type));
  const files = () => [...d.querySelectorAll("main [type=file]")];
  const choice = (one) => /^(checkbox|radio)$/.test(one.type);
  const named = (one) => one.name + (choice(one) ? "=" + one.value : "");
  const hold = () => keep("typed", JSON.stringify({
    here,
    at: Date.now(),
    said: inputs().map((one) => [named(one), choice(one) ? one.checked : one.value]),
    files: files().filter((one) => one.files.length).map((one) => one.name),
  }));
  const refill = (held) => {
    const said = new Map(held.said);
    inputs().filter((one) => said.has(named(one))).forEach((one) => {
      const value = said.get(named(one));
      const part = choice(one) ? "checked" : "value";
      if (one[part] === value) return;
      one[part] = value;
      const box = one.closest("details");
      if (box) box.open = true;
    });
    files().filter((one) => held.files.includes(one.name)).forEach((one) => {
      const notice = d.createElement("p");
      notice.className = "notice notice--soon";
      notice.textContent = d.querySelector("form.language").dataset.files;
      (one.closest(".field") || one).before(notice);
    });
  };

  /* What the desk kept in a tab (typed.js) is of whoever typed it: another's page and sign-out empty it. */
  const forget = (whose) => {
    const owner = (name) => { try { return JSON.parse(sessionStorage.getItem(name)).whose; } catch { return null; } };
    try {
      Object.keys(sessionStorage).filter((name) => name.startsWith("typed ") && (!whose || owner(name) !== whose))
        .forEach((name) => sessionStorage.removeItem(name));
    } catch { }
  };
  forget(d.body.dataset.whose);
  addEventListener("storage", (event) => { if (event.key === "left") forget(); });
  const opened = Date.now();
  addEventListener("pageshow", (event) => {
    if (event.persisted && Number(localStorage.getItem("left")) > opened) location.reload();
  });
  d.addEventListener("submit", (event) => {
    if (!/\/(sign-out|logout)\/$/.test(event.target.action)) return;
    d.body.dataset.left = "1"; /* nothing of this page is kept */
    forget();
    try { localStorage.setItem("left", String(Date.now())); } catch { }
  });

  /* A form is sent once; coming back by the history opens it again. */
  d.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    setTimeout(reopen, 8000); /* an answer may be a file, and this page stays */
    keep("place", location.pathname + " " + scrollY);
    if (form.matches(".language")) hold();
  });
  addEventListener("pageshow", reopen);

  /* The browser's own list would cover ours and take Enter. It is off while one types alone: a field
     that is "off" is empty when one comes back. */
  const listing = (field, isOn) => {
    if (!field.matches || !field.matches("[data-lists]")) return;
    if (isOn) field.removeAttribute("autocomplete"); else field.setAttribute("autocomplete", "off");
  };
  d.addEventListener("focusin", (event) => listing(event.target, false));
  d.addEventListener("focusout", (event) => listing(event.target, true));
  ["submit", "pagehide"].forEach((left) => addEventListener(left, () => each("[data-lists]", (one) => listing(one, true))));

  /* The code of a line of a list stands beside its name; whoever types the code has the name. */
  d.addEventListener("change", (event) => {
    const one = event.target;
    const { codeIn, choices } = one.dataset;
    if (!codeIn) return;
    const said = one.value.trim().toLowerCase();
    const line = [...d.getElementById(choices).options]
      .find((each) => each.value.toLowerCase() === said || each.dataset.code === said);
    if (!line) return;
    one.value = line.value;
    one.form.elements[codeIn].value = line.dataset.code;
  });

  /* A name in small letters or capitals alone is written as names are; who types it so once more keeps
     it. The same is asked by the server (engines/forms/named) where this did not run. */
  const asWritten = (text) => {
    const behind = text.split(" ").slice(1).join(" ");
    const isSmall = text === text.toLowerCase() || (behind && behind === behind.toLowerCase());
    if (!isSmall && !(text === text.toUpperCase() && /\p{L}{2}/u.test(text))) return text;
    const letters = [...text.toLowerCase()];
    const begins = (at) => !at || /[\s.-]/.test(letters[at - 1])
      || (/['’]/.test(letters[at - 1]) && at > 1 && !/\s/.test(letters[at - 2]));
    return letters.map((one, at) => (begins(at) ? one.toUpperCase() : one)).join("");
  };
  d.addEventListener("change", (event) => {
    const one = event.target;
    const typed = one.dataset.name && one.form && one.form.elements[`${one.name}--typed`];
    const of = typed && one.form.elements.kind; /* an organisation is called as it wants to be */
    if (!typed || (one.name === "full_name" && of && of.value === "organisation")) return;
    const text = one.value.normalize("NFC").trim().replace(/\s+/g, " ");
    const written = asWritten(text);
    const told = d.getElementById(`${one.id}_written`) || d.createElement("p");
    told.remove();
    if (written === text || text === typed.value) return;
    [one.value, typed.value] = [written, text];
    told.id = `${one.id}_written`;
    told.className = "field__hint";
    told.setAttribute("role", "status");
    told.textContent = one.dataset.name;
    (one.nextElementSibling || one).after(told);
  });

  /* A question that an answer on the same page makes needless is not shown; the server drops it by
     the same condition. What this page cannot know is shown. */
  const said = (form, path) => {
    const [section, ...rest] = path.split(".");
    const name = rest.join("__");
    const found = form.elements[`${section}-${name}`] || form.elements[name];
    if (found && found.type === "checkbox") return found.checked;
    return found && found.value;
  };
  const holds = (form, wanted) => {
    if (wanted.all) return wanted.all.every((one) => holds(form, one));
    if (wanted.any) return wanted.any.some((one) => holds(form, one));
    const value = said(form, wanted.field);
    if (value === undefined) return true;
    if ("filled" in wanted) return wanted.filled === Boolean(value);
    if (wanted.in) return wanted.in.map(String).includes(String(value));
    return "not" in wanted ? String(value) !== String(wanted.not) : String(value) === String(wanted.is);
  };
  const depend = () => each("[data-if]", (told) => {
    const boxes = told.parentElement.matches("fieldset") ? [told.parentElement] : [told.nextElementSibling];
    const shown = holds(told.closest("form"), JSON.parse(told.dataset.if));
    told.hidden = true;
    boxes.forEach((box) => { box.hidden = !shown; });
  });
  d.addEventListener("change", depend);

  /* What must be put right is read first; else an action in a list leaves one where one was. */
  const errors = d.querySelector(".errors, main [role=alert]");
  const [path, place] = keep("place").split(" ");
  const held = JSON.parse(keep("typed") || "{}");
  if (held.here === here && Date.now() - held.at < 60000) refill(held);
  depend();
  const first = errors && (errors.querySelector("[autofocus]") || errors);
  if (first === errors && errors) errors.tabIndex = -1;
  if (first) { errors.scrollIntoView(); first.focus(); }
  else if (path === location.pathname && !location.hash) scrollTo(0, place);

  /* A page that asks for one thing begins at its first field, else at its button. */
  const asks = !first && d.querySelector("form[data-asks]");
  const start = asks && (asks.querySelector("[autofocus]")
    || asks.querySelector("input:not([type=hidden]), select, textarea, button"));
  if (start) { start.focus(); if (start.select) start.select(); }

  /* What shows the page's middle anew leaves nobody in the void: the next thing to do has the focus,
     else the middle itself. What was not answered so is sent as the plain form that it is. */
  let then = "";
  d.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("form[data-then]");
    then = form ? form.dataset.then : "";
  });
  d.addEventListener("htmx:afterSettle", () => {
    const main = d.getElementById("main");
    if (d.activeElement !== d.body || !main) return;
    (main.querySelector(`[accesskey="${then || "-"}"]`) || main).focus({ preventScroll: true });
  });
  ["htmx:responseError", "htmx:sendError"].forEach((name) => d.addEventListener(name, (event) => {
    const form = event.target.closest("form[hx-boost]");
    if (form) form.submit();
  }));

  /* A blocked button stays reachable and does nothing. */
  d.addEventListener("click", (event) => {
    const blocked = event.target.closest("[aria-disabled=true]");
    if (blocked) event.preventDefault();
  });

  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
})();
