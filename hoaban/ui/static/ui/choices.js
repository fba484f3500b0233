/* Long lists by typing: a few letters, without marks, narrow what is offered. Polish only: without
   this file a list of choices is a list, and a text with suggestions is a text. */
"use strict";
(() => {
  const d = document;
  const LONG = 15; /* a shorter list is seen whole */
  const MOST = 8;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
  let made = 0;

  /* An input with a list beneath: `options` are {text, also, note, take}. */
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
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    }).forEach(([name, value]) => input.setAttribute(name, value));
    let at = -1;
    let shown = [];
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
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      const fits = (text) => words.every((word) => text.some((one) => one.startsWith(word)));
      const read = options.map((one) => [one, fold(`${one.text} ${one.also || ""}`).split(/[^\p{L}\d]+/u)]);
      shown = words.length ? read.filter(([, text]) => fits(text)).map(([one]) => one).slice(0, MOST) : [];
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
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        mark((at + (event.key === "ArrowDown" ? 1 : shown.length - (at < 0 ? 0 : 1))) % shown.length);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        take(shown[at]);
      } else if (event.key === "Escape") close();
    });
    input.addEventListener("blur", () => { left(shown); close(); });
  };

  d.querySelectorAll("main input[list]").forEach((input) => {
    const options = [...input.list.options].map((one) => ({
      text: one.value, also: one.dataset.also, take: () => { input.value = one.value; },
    }));
    input.removeAttribute("list");
    combine(input, options, () => {});
  });

  /* A long list of choices is typed into; what is chosen stays in the list itself. */
  const named = (option) => (option && option.value ? option.text : "");
  d.querySelectorAll("main select").forEach((select) => {
    if (select.multiple || select.options.length < LONG) return;
    const input = d.createElement("input");
    input.type = "text";
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
    input.value = named(current());
    const options = [...select.options].filter((one) => one.value).map((one) => {
      const group = one.closest("optgroup");
      return { text: one.text, note: group ? group.label : "", also: group ? group.label : "", take: () => choose(one) };
    });
    combine(input, options, (shown) => {
      if (input.value === named(current())) return;
      const same = options.filter((one) => fold(one.text) === fold(input.value));
      if (!input.value.trim()) choose(select.options[0]);
      else if (same.length === 1) same[0].take();
      else if (shown.length === 1) shown[0].take();
      else input.value = named(current());
    });
  });
})();
