/* Files go up as soon as they are chosen, in pieces that a broken line only holds up; photographs
   are made smaller first. Polish only: without this script they go with the form. */
"use strict";
(() => {
  const d = document;
  const LONGEST = 2000; /* px of a photograph's longer side: a page of A4 stays readable */
  const NARROWEST = 1500; /* px of its shorter side: so do long receipts and pictures of a screen */
  const ROOM = 16000000; /* px: some telephones draw nothing larger */
  const LEAST = 65536, MOST = 524288; /* bytes of a piece */
  const PATIENCE = 60000; /* ms until a piece that does not arrive counts as lost */
  const boxes = d.querySelectorAll("form [data-uploads]");
  if (!window.fetch || !window.AbortController || !window.DataTransfer || !boxes.length) return;

  const size = (bytes) => bytes < 1048576
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1048576).toLocaleString(d.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
  const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");
  const pause = (ms) => new Promise((go) => {
    setTimeout(go, ms);
    addEventListener("online", go, { once: true });
  });

  /* A photograph upright, no longer than LONGEST or no wider than NARROWEST; the file itself where
     that saves nothing. */
  const shrunk = async (file) => {
    if (!/^image\//.test(file.type) || !window.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const sides = [picture.width, picture.height];
      const share = Math.min(1, Math.max(LONGEST / Math.max(...sides), NARROWEST / Math.min(...sides)));
      const taken = /^image\/(jpeg|png)$/.test(file.type);
      if ((taken && share === 1) || picture.width * picture.height * share ** 2 > ROOM) {
        picture.close();
        return file;
      }
      const canvas = d.createElement("canvas");
      canvas.width = Math.round(picture.width * share);
      canvas.height = Math.round(picture.height * share);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.imageSmoothingQuality = "high";
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const blob = await new Promise((got) => { canvas.toBlob(got, "image/jpeg", 0.85); });
      if (!blob || (taken && blob.size >= file.size)) return file;
      return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
    } catch { return file; /* the browser cannot read it: the server says what it is */ }
  };

  /* By its digest a file chosen again goes on where it stopped, days and pages later. */
  const keyed = async (file) => window.crypto.subtle
    ? hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))
    : hex(crypto.getRandomValues(new Uint8Array(16)));

  class GivenUp extends Error {}
  class Empty extends Error {}

  const attend = (box) => {
    const form = box.closest("form");
    const words = box.dataset;
    const told = box.querySelector("[role=status]");
    const token = form.elements.csrfmiddlewaretoken.value;
    const files = [];
    let pressed = null; /* the button that waits until everything has arrived */
    let free = Promise.resolve(); /* one file after the other */

    const running = () => files.filter((one) => !one.done && !one.away);

    const ask = async (one, address, body) => {
      one.line = new AbortController();
      const late = setTimeout(() => one.line.abort(), PATIENCE);
      try {
        return await fetch(address, {
          method: body ? "POST" : "GET",
          body,
          headers: { "X-CSRFToken": token, "Content-Type": "application/octet-stream" },
          redirect: "manual",
          cache: "no-store",
          signal: one.line.signal,
        });
      } finally { clearTimeout(late); }
    };

    const show = (one, at, text) => {
      one.bar.value = one.file.size ? at / one.file.size : 0;
      one.words.textContent = text;
    };

    /* Sends what is missing until all of it is there; what the server refuses goes with the form. */
    const send = async (one) => {
      const address = `${words.uploads}${one.key}/`;
      let at = -1, tries = 0, length = LEAST;
      while (!one.away && at < one.file.size) {
        try {
          const began = Date.now();
          const answer = at < 0
            ? await ask(one, address)
            : await ask(one, `${address}?at=${at}&of=${one.file.size}`, one.file.slice(at, at + length));
          if (answer.status === 503 || answer.status >= 500) throw new TypeError("busy");
          if (!answer.ok && answer.status !== 409) throw new GivenUp();
          at = (await answer.json()).at;
          if (at > one.file.size) throw new GivenUp();
          const took = Date.now() - began;
          if (took < 1000) length = Math.min(MOST, length * 2);
          if (took > 8000) length = Math.max(LEAST, length / 2);
          tries = 0;
          show(one, at, `${words.sending} ${size(at)} / ${size(one.file.size)}`);
        } catch (error) {
          if (one.away) return;
          if (error instanceof GivenUp) throw error;
          show(one, Math.max(0, at), `${words.lost} ${size(Math.max(0, at))} / ${size(one.file.size)}`);
          length = LEAST;
          at = -1; /* how much has come is asked anew */
          await pause(Math.min(15000, 1000 * 2 ** tries++));
        }
      }
    };

    const settle = () => {
      if (running().length) return;
      told.textContent = files.some((one) => one.done && !one.away && !one.byForm) && !pressed ? words.all : "";
      if (pressed) {
        const button = pressed === form ? undefined : pressed;
        pressed = null;
        form.removeAttribute("aria-busy");
        form.requestSubmit(button);
      }
    };

    /* Everything that the form has to bring itself, for this field. */
    const hand = (input) => {
      const all = new DataTransfer();
      files.filter((one) => one.input === input && one.byForm && !one.away)
        .forEach((one) => all.items.add(one.file));
      input.files = all.files;
    };

    const take = async (one) => {
      const first = one.file.size;
      try {
        if (!first) throw new Empty();
        one.file = await shrunk(one.file);
        one.key = await keyed(one.file);
        await send(one);
        if (one.away) return;
        one.said.value = `${one.key}:${one.file.size}:${one.file.name.slice(-200)}`;
        one.row.append(one.said);
        const smaller = one.file.size < first ? `, ${words.smaller} ${size(first)}` : "";
        show(one, one.file.size, `${words.done} (${size(one.file.size)}${smaller})`);
      } catch (error) {
        one.byForm = true;
        hand(one.input);
        one.bar.remove();
        one.words.textContent = error instanceof Empty ? words.empty : words.later;
      }
      one.done = true;
      settle();
    };

    const drop = (one) => {
      one.away = true;
      if (one.line) one.line.abort();
      one.row.remove();
      if (one.byForm) hand(one.input);
      one.input.focus();
      settle();
    };

    const add = (input, file) => {
      const list = input.parentElement.querySelector(".files") || d.createElement("ul");
      list.className = "files";
      input.after(list);
      const one = { input, file, done: false, away: false, byForm: false };
      one.row = d.createElement("li");
      const name = d.createElement("span");
      name.textContent = file.name;
      one.words = d.createElement("span");
      one.words.className = "quiet small";
      one.words.textContent = words.working;
      one.bar = d.createElement("progress");
      one.bar.max = 1;
      one.bar.value = 0;
      one.bar.setAttribute("aria-label", file.name);
      one.said = d.createElement("input");
      one.said.type = "hidden";
      one.said.name = `${input.name}-arrived`;
      const away = d.createElement("button");
      away.type = "button";
      away.className = "btn btn--quiet";
      away.textContent = words.away;
      away.setAttribute("aria-label", `${words.away} ${file.name}`);
      away.addEventListener("click", () => drop(one));
      one.row.append(name, one.bar, one.words, away);
      list.append(one.row);
      files.push(one);
      free = free.then(() => take(one));
    };

    form.addEventListener("change", (event) => {
      const input = event.target;
      if (input.type !== "file") return;
      const chosen = [...input.files];
      if (!input.multiple) files.filter((one) => one.input === input && !one.away).forEach(drop);
      hand(input); /* what was chosen goes ahead, and not once more with the form */
      chosen.forEach((file) => add(input, file));
    });

    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || !running().length) return;
      event.preventDefault();
      pressed = event.submitter || form;
      form.setAttribute("aria-busy", "true");
      told.textContent = words.waiting;
    });
    addEventListener("beforeunload", (event) => { if (running().length) event.preventDefault(); });
  };
  boxes.forEach(attend);
})();
