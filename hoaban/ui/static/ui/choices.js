/* Long lists by typing: a few letters, without marks, narrow what is offered. Polish only: without
   this file a list of choices is a list, and a text with suggestions is a text. */
"use strict";
(() => {
  const d = document;
  const LONG = 15; /* a shorter list is seen whole */
  const MOST = 8;
  const told = d.currentScript.dataset; /* the sentences, in the language of the page */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
  const cut = (text) => fold(text).split(/[^\p{L}\d]+/u).filter(Boolean);
  let made = 0;

  /* How people shorten what kind of place or office it is, and what they may say or leave out. */
  const SHORT = { ubnd: "uy ban nhan dan", tp: "thanh pho", tx: "thi xa", tt: "thi tran" };
  const MERE = new Set(["uy", "ban", "nhan", "dan", "tinh", "province"]);
  const begins = (text, word) => text.some((one) => one.startsWith(word));
  const isSaid = (text, word) => begins(text, word)
    || (word in SHORT && SHORT[word].split(" ").every((one) => text.includes(one)));
  /* Written together, as in an address of mail: "himlam". */
  const isJoined = (text, word) => text.some((_, at) => text.slice(at).join("").startsWith(word));
  const isMere = (word) => word === "ubnd" || MERE.has(word);

  /* An address ends with the province and the country, which no option repeats. */
  const province = cut(told.province).filter((word) => !isMere(word)).join(" ");
  const ENDS = [/[,\s]+(viet nam|vn)\W*$/, new RegExp(`(,\\s*|\\s)(tinh|t\\.)\\s*${province}\\W*$|,\\s*${province}\\W*$`)];
  const within = (typed) => ENDS.reduce((text, end) => text.replace(end, ""), fold(typed));

  /* The options that have all that was typed; else all but the words that say little; else their
     words written together. */
  const found = (read, whole) => {
    const typed = within(whole);
    const words = cut(typed);
    const telling = words.filter((word) => !isMere(word));
    const having = (wanted, fits) => (wanted.length
      ? read.filter(([, text]) => wanted.every((word) => fits(text, word))).map(([one]) => one) : []);
    return [[words, isSaid], [telling, isSaid], [telling, isJoined]]
      .map(([wanted, fits]) => having(wanted, fits)).find((some) => some.length) || [];
  };

  /* An input with a list beneath: `options` are {text, also, note, take, always}; those that are
     offered always stand last, and are taken by nobody who typed something else. */
  const combine = (input, options, left) => {
    made += 1;
    const list = d.createElement("ul");
    list.id = `offered-${made}`;
    list.className = "offered";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", (input.labels[0] || input).textContent.trim());
    list.hidden = true;
    input.after(list);
    Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    }).forEach(([name, value]) => input.setAttribute(name, value));
    let at = -1;
    let shown = [];
    let fitting = [];
    const close = () => {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const take = (option) => { option.take(); close(); };
    const mark = (place) => {
      at = place;
      [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    };
    const offer = () => {
      const read = options.map((one) => [one, cut(`${one.text} ${one.also || ""}`)]);
      fitting = found(read, input.value);
      const always = options.filter((one) => one.always);
      shown = [...fitting.filter((one) => !one.always).slice(0, MOST - always.length), ...always];
      list.replaceChildren(...shown.map((option, number) => {
        const line = d.createElement("li");
        line.id = `${list.id}-${number}`;
        line.setAttribute("role", "option");
        line.setAttribute("aria-selected", "false");
        line.textContent = option.text;
        if (option.note) {
          const note = d.createElement("small");
          note.textContent = ` ${option.note}`;
          line.append(note);
        }
        line.addEventListener("pointerdown", (event) => { event.preventDefault(); take(option); });
        return line;
      }));
      at = -1;
      list.hidden = !shown.length;
      input.setAttribute("aria-expanded", String(shown.length > 0));
    };
    input.addEventListener("input", offer);
    input.addEventListener("click", () => { if (!input.value) offer(); }); /* what is offered always */
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) offer();
      if (event.key === "Enter" && at < 0 && left(fitting)) event.preventDefault(); /* taken, to be seen first */
      if (event.key === "Enter" && at < 0) close();
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        mark((at + (event.key === "ArrowDown" ? 1 : shown.length - (at < 0 ? 0 : 1))) % shown.length);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        take(shown[at]);
      } else if (event.key === "Escape") close();
    });
    input.addEventListener("blur", () => { left(fitting); close(); });
    return { offer, settle: () => { left(fitting); close(); } };
  };

  d.querySelectorAll("main input[list]").forEach((input) => {
    input.dataset.lists = ""; /* app.js: no list of the browser's own */
    const options = [...input.list.options].map((one) => ({
      text: one.value,
      also: [one.dataset.code, one.dataset.also].join(" "),
      note: one.dataset.code,
      take: () => { input.value = one.value; input.dispatchEvent(new Event("change", { bubbles: true })); },
    }));
    input.removeAttribute("list");
    combine(input, options, () => false);
  });

  /* A long list of choices is typed into; what is chosen stays in the list itself. Beyond it: an
     address outside the province, or a commune that is not known. */
  const beyond = (option) => option.value === "outside" || (!option.value && /\p{L}/u.test(option.text));
  const named = (option) => (option && (option.value || beyond(option)) ? option.text : "");
  const boxed = (input) => input.closest(".field") || input.parentElement;
  const wrong = (input) => {
    const id = `${input.id}_error`;
    const line = d.getElementById(id) || d.createElement("p");
    line.id = id;
    line.className = "field__error";
    line.textContent = told.none;
    if (!line.isConnected) input.before(line);
    boxed(input).classList.add("field--bad");
    input.setAttribute("aria-invalid", "true");
    const described = (input.getAttribute("aria-describedby") || "").split(" ");
    input.setAttribute("aria-describedby", [...new Set([...described, id])].join(" ").trim());
    input.focus();
    input.scrollIntoView({ block: "center" }); /* one that has the focus already would stay where it is */
  };
  const right = (input) => {
    const line = d.getElementById(`${input.id}_error`);
    if (!line) return;
    line.remove();
    boxed(input).classList.remove("field--bad");
    input.removeAttribute("aria-invalid");
  };
  d.querySelectorAll("main select").forEach((select) => {
    if (select.multiple || select.options.length < LONG) return;
    const input = d.createElement("input");
    input.type = "text";
    input.dataset.lists = "";
    [input.id, select.id] = [select.id, ""];
    ["aria-describedby", "aria-invalid"].forEach((name) => {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    });
    select.before(input);
    select.hidden = true;
    const choose = (option) => {
      select.value = option.value;
      input.value = named(option);
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const current = () => select.options[select.selectedIndex];
    input.value = select.value ? named(current()) : "";
    const options = [...select.options].filter((one) => one.value || beyond(one)).map((one) => {
      const group = one.closest("optgroup");
      return { text: one.text, note: group ? group.label : "", also: group ? group.label : "", always: beyond(one), take: () => choose(one) };
    });
    const none = () => {
      select.value = "";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    /* Takes the one line that fits; what fits none or many stays to be put right, with no choice. */
    const { offer, settle } = combine(input, options, (fitting) => {
      if (input.value === named(current())) return false;
      const same = options.filter((one) => fold(one.text) === fold(input.value));
      const [only, ...others] = same.length ? same : fitting;
      if (!input.value.trim()) { input.value = ""; none(); return false; }
      if (only && !others.length) { only.take(); return true; }
      if (select.value) none();
      return false;
    });
    if (select.form) select.form.addEventListener("submit", (event) => {
      settle();
      if (event.defaultPrevented || !input.value || select.value || input.value === named(current())) return;
      event.preventDefault();
      wrong(input);
      offer(); /* the lines to choose from, where some fit */
    });
    input.addEventListener("input", () => right(input));
    addEventListener("pageshow", () => { if (select.value) input.value = named(current()); });
  });
})();
