/* The intake of the counter by keyboard: where Enter goes, what a scanned card fills, who came
   before. Polish only: the page works without this file. */
"use strict";
(() => {
  const d = document;
  const form = d.querySelector("form[data-counter]");
  if (!form) return;
  const told = form.querySelector("[data-told]");
  const field = (name) => form.elements[name];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
  const press = (value) => form.requestSubmit(form.querySelector(`[name=do][value=${value}]`));
  const tell = (text, isWrong) => {
    told.textContent = "";
    if (!text) return;
    const notice = d.createElement("p");
    notice.className = isWrong ? "notice notice--late" : "notice";
    if (isWrong) notice.setAttribute("role", "alert");
    notice.textContent = text;
    told.append(notice);
    notice.scrollIntoView({ block: "nearest" });
  };

  /* Back keeps its page's key: what is sent again from there is no second dossier. */
  const state = history.state || {};
  if (state.once && !form.querySelector("[data-alike]")) field("once").value = state.once;
  else history.replaceState({ ...state, once: field("once").value }, "");

  /* What a browser offers beneath a field takes Enter for itself; names are read without marks. */
  form.querySelectorAll("input[list]").forEach((one) => { one.removeAttribute("list"); one.dataset.lists = ""; });

  /* Another case brings the page anew with all that was typed. */
  form.querySelectorAll("[data-redraws]").forEach((choice) => choice.addEventListener("change", () =>
    form.requestSubmit(choice.closest(".filters").querySelector("button"))));

  /* What the owner's block says already is not asked again, unless it is somebody else. */
  const SAME = {
    "requester-person__full_name": "full_name",
    "requester-person__id_number": "identity_number",
    "requester-person__phone": "phone",
    "requester-person__email": "email",
    "requester-residence__commune": "area_code",
    "requester-residence__detail": "address",
  };
  const shows = form.querySelector("[data-shows-same]");
  const same = Object.entries(SAME).filter(([name, source]) => field(name) && field(source));
  const isSame = ([name, source]) => !field(name).value || field(name).value === field(source).value;
  const boxes = same.map(([name]) => field(name).closest(".field"));
  if (shows && same.every(isSame) && !boxes.some((box) => box.matches(".field--bad"))) {
    boxes.forEach((box) => { box.hidden = true; });
    shows.hidden = false;
    const show = () => { boxes.forEach((box) => { box.hidden = false; }); shows.hidden = true; };
    shows.addEventListener("click", () => { show(); field(same[0][0]).focus(); });
    const sends = () => { if (field("kind").value === "organisation") show(); };
    field("kind").addEventListener("change", sends);
    sends();
  }

  /* Enter goes to the next field that is still empty, and at last to the button. */
  const SELDOM = /(email|id_issued_on|id_issued_by)$/; /* Tab reaches them */
  const asked = () => [...form.querySelectorAll("input, select, textarea")].filter((one) =>
    !/^(hidden|file|submit|button|number)$/.test(one.type) && !one.disabled && one.offsetParent
    && !one.closest("details:not([open])")
    && !SELDOM.test(one.name) && one.name !== "wants_post");
  const group = (one) => (one.type === "radio" ? [...form.querySelectorAll(`[name="${one.name}"]`)] : [one]);
  const isEmpty = (one) => (/^(radio|checkbox)$/.test(one.type)
    ? !group(one).some((each) => each.checked) : !one.value);
  const goOn = (from) => {
    const fields = asked();
    const here = Math.max(...group(from).map((one) => fields.indexOf(one)));
    const next = fields.slice(here + 1).find(isEmpty) || form.querySelector("[name=do][value=receive]");
    next.focus();
    if (next.select) next.select();
    return next;
  };
  let arrived = null; /* where a figure or "=" led: Enter there, as after any answer, skips nothing */

  /* "=" copies: in a name whoever owns the dossier, elsewhere what the same question got before. */
  const part = (one) => one.name.replace(/^.*(__|-)/, "");
  const put = (name, value) => {
    const one = field(name);
    if (!one || one.type === "hidden" || !value) return;
    if (one.length && one[0] && one[0].type === "radio") {
      [...one].filter((each) => each.value === value).forEach((each) => { each.checked = true; });
    } else one.value = value;
  };
  const OWN = { full_name: "full_name", id_number: "identity_number", phone: "phone", email: "email" };
  const copy = (one) => {
    if (part(one) === "full_name" && one.name !== "full_name") {
      const [before] = one.name.split(/person__|full_name$/);
      Object.entries(OWN).forEach(([to, from]) => put(`${before}person__${to}`, field(from).value));
      const birth = field("requester-person__birth_date");
      put(`${before}person__birth_date`, birth && birth.value);
      put(`${before}residence__commune`, field("area_code").value || "outside");
      put(`${before}residence__detail`, field("address").value);
      one.value = field("full_name").value;
      return true;
    }
    const fields = asked();
    const before = fields.slice(0, fields.indexOf(one)).reverse().find((each) =>
      part(each) === part(one) && each.type === one.type && each.value);
    if (before) one.value = before.value;
    return Boolean(before);
  };

  /* A reader types the card's line into whatever has the focus:
     number|old number|name|ddmmyyyy|sex|address|ddmmyyyy of issue, and more on newer cards. */
  const BEGINS = /(\d{12})([|¦‖~^;$])/; /* some readers write another sign for the bar */
  const DAY = /^(\d\d)[/.-]?(\d\d)[/.-]?(\d{4})/;
  const parted = (line) => {
    const begins = BEGINS.exec(line);
    return begins ? [begins[1], ...line.slice(begins.index + begins[0].length).split(begins[2])] : [];
  };
  const read = (line) => {
    const parts = parted(line);
    const isCard = parts.length > 6 && /^(\d{9}|\d{12})?$/.test(parts[1]) && parts[2] && DAY.test(parts[3]) && DAY.test(parts[6]);
    return isCard ? [line, ...parts] : null;
  };
  const BARS = 4; /* nobody writes so many bars by hand */
  const PAUSE = 400; /* ms between the keys of a person, seldom of a reader */
  const FIGURES = 1500; /* ms while only figures came: a card's number may be stalled before its first bar too */
  const STALL = 3000; /* ms that a slow machine may hold up the rest of a line with bars */
  let typed = "";
  let last = 0;
  let before = [];
  let waits = 0;
  const values = () => [...form.elements].filter((one) => one.name && !/^(hidden|file)$/.test(one.type))
    .map((one) => [one, one.checked, one.value]);
  const restore = () => before.forEach(([one, checked, value]) => {
    if (/^(radio|checkbox)$/.test(one.type)) one.checked = checked;
    else if (one.value !== value) one.value = value;
  });
  const day = (figures) => DAY.exec(figures).slice(1).join("/");
  const bare = (text) => fold(text).replace(/^(phuong|xa|thi tran|thanh pho|huyen|thi xa|tinh|(tp|tx|tt|p|x|h)\b\.?) */, "");
  const place = (address) => {
    const named = address.split(",").map((one) => one.trim());
    const parts = named.map(bare);
    const options = [...(field("requester-residence__commune") || field("area_code")).options];
    const behind = new Map(parts.slice(0, -1).map((one, at) => [one, parts[at + 1]]));
    const fits = options.filter((one) => one.value && behind.has(bare(one.text)));
    const group = (one) => one.closest("optgroup"); /* a district may be called as its province is */
    const near = fits.filter((one) => group(one) && behind.get(bare(one.text)) === bare(group(one).label));
    const found = near.length === 1 ? near : fits.length === 1 ? fits : [];
    if (!found.length) return ["", address];
    return [found[0].value, named.slice(0, parts.lastIndexOf(bare(found[0].text))).join(", ")];
  };
  const fill = (from, card) => {
    const [, number, , name, birth, sex, address, issued] = card;
    const [commune, detail] = place(address);
    const prefix = (from.name || "").match(/^(.*person__)/);
    const isOther = prefix && !prefix[1].startsWith("requester");
    if ((from.name || "").startsWith("by-proxy-")) {
      put("by-proxy-full_name", name);
      put("by-proxy-identity_number", number);
    } else if (!isOther) {
      put("full_name", name);
      put("identity_number", number);
      field("area_code").value = commune;
      field("address").value = detail;
    }
    const to = isOther ? prefix[1] : "requester-person__";
    const home = to.replace(/person__$/, "residence__");
    const isOwner = !isOther && !(from.name || "").startsWith("by-proxy-");
    if (isOther || isOwner) {
      if (isOther) { put(`${to}full_name`, name); put(`${to}id_number`, number); }
      put(`${to}birth_date`, day(birth));
      put(`${to}sex`, fold(sex) === "nam" ? "male" : "female");
      put(`${to}id_issued_on`, day(issued));
      if (isOther || field(`${home}commune`)) { put(`${home}commune`, commune || "outside"); put(`${home}detail`, detail); }
      if (isOwner) same.forEach(([one, source]) => put(one, field(source).value));
    }
    tell(`${form.dataset.filled} ${name}`);
  };
  const isScan = () => typed.split("|").length > BARS || parted(typed).length > 6;
  const scanned = (line, from) => {
    const card = read(line.normalize("NFC"));
    restore();
    typed = "";
    if (!card) { tell(form.dataset.unread, true); return; }
    fill(from, card);
    goOn(from.form === form && from.name ? from : field("full_name"));
  };
  const came = (text, at) => {
    const patience = typed.includes("|") ? STALL : /^\d{1,12}$/.test(typed) ? FIGURES : PAUSE;
    if (!last || at - last > patience) { typed = ""; before = values(); }
    last = at;
    typed += text;
    clearTimeout(waits);
    if (!isScan()) return;
    const isWhole = read(typed.normalize("NFC"));
    waits = setTimeout(() => { if (isScan()) scanned(typed, d.activeElement); }, isWhole ? PAUSE : STALL);
  };
  const writes = (one) => one.matches("textarea, input:not([type=radio], [type=checkbox], [type=file])");
  d.addEventListener("beforeinput", (event) => {
    if (event.data && event.target.form === form) came(event.data, event.timeStamp);
  }, true);

  d.addEventListener("keydown", (event) => {
    const one = event.target;
    const isOurs = one.form === form;
    const isHabit = event.key === "Enter" && !event.ctrlKey && one === arrived;
    arrived = null;
    if (isHabit && !isScan()) { event.preventDefault(); return; }
    if (event.key === "Enter" && event.ctrlKey && isOurs) {
      event.preventDefault();
      const alike = form.querySelector("[data-alike]"); /* a second dossier is pressed for by its own button */
      if (alike) alike.focus(); else press("receive");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1 && (isOurs ? !writes(one) : !one.matches("input, textarea"))) came(event.key, event.timeStamp);
    if ((event.key === "Enter" || event.key === "Tab") && isScan()) {
      event.preventDefault();
      clearTimeout(waits);
      scanned(typed, one);
      return;
    }
    if (event.key === "Enter" || event.key === "Tab") last = 0; /* what follows begins anew */
    if (typed.includes("|") || !isOurs) return;
    if (event.key === "Enter" && !one.matches("textarea, button, summary, [type=file]")) {
      event.preventDefault();
      goOn(one);
    } else if (/^[1-9]$/.test(event.key) && /^(radio|checkbox)$/.test(one.type)) {
      const choice = group(one)[event.key - 1];
      if (choice) {
        event.preventDefault(); /* the figure is no letter of the next field */
        choice.checked = true;
        choice.dispatchEvent(new Event("change", { bubbles: true }));
        choice.focus();
        arrived = goOn(choice);
      }
    } else if (event.key === "=" && (one.tagName === "SELECT" || (writes(one) && !one.value))) {
      event.preventDefault();
      if (copy(one)) arrived = goOn(one);
    } else if (event.key === "F2" && offered) {
      event.preventDefault();
      take(one);
    }
  }, true);

  /* A commune is found by the letters of its name, without marks and without what kind it is. */
  let sought = "";
  let soughtAt = 0;
  form.addEventListener("keydown", (event) => {
    const one = event.target;
    if (one.tagName !== "SELECT" || !/^[a-z ]$/i.test(event.key)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    sought = performance.now() - soughtAt > 1500 ? event.key : sought + event.key;
    soughtAt = performance.now();
    const found = [...one.options].find((each) => each.value && bare(each.text).startsWith(fold(sought)));
    if (!found) return;
    event.preventDefault();
    if (one.value !== found.value) {
      one.value = found.value;
      one.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  /* Who came before is offered once the number is whole. */
  let offered = null;
  const take = (from) => {
    const { birth_date: birth, ...own } = offered;
    Object.entries(own).forEach(([name, value]) => put(name, value));
    field("area_code").value = own.area_code;
    put("requester-person__birth_date", birth);
    offered = null;
    tell("");
    goOn(from);
  };
  const offer = async (event) => {
    const number = event.target.value.replace(/[\s.-]/g, "");
    if (!/^(\d{9,12}|[a-z]\d{6,8})$/i.test(number)) return;
    const body = new FormData(); /* a number stands in no address */
    body.append("q", number);
    const headers = { "X-CSRFToken": field("csrfmiddlewaretoken").value };
    const answer = await fetch(form.dataset.counter, { method: "POST", body, headers });
    const { people } = answer.ok ? await answer.json() : { people: [] };
    if (!people.length || event.target.value.replace(/[\s.-]/g, "") !== number) return;
    [offered] = people;
    const lines = [offered.full_name, offered.birth_date, offered.address].filter(Boolean).join(" · ");
    tell(`${form.dataset.offer} ${lines} `);
    const press = d.createElement("button"); /* the same for whoever has no keys */
    press.type = "button";
    press.className = "btn btn--quiet";
    const key = d.createElement("kbd");
    key.textContent = "F2";
    press.append(`${form.dataset.take} `, key);
    press.addEventListener("click", () => take(event.target));
    told.querySelector("p").append(press);
  };
  ["identity_number", "phone"].forEach((name) => field(name).addEventListener("input", offer));

  /* Whom the page was opened for stands in it; the clerk goes on behind. */
  if ("begun" in form.dataset) { if (field("full_name").value) goOn(field("full_name")); else field("full_name").focus(); }

  /* The line of a card that a picture showed (card.js) is a reader's line. */
  form.addEventListener("card", (event) => {
    before = values();
    scanned(event.detail.line, event.detail.from || form);
  });
})();
