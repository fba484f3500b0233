/* An identity card by camera or by picture: the server reads the square code, the page fills in
   what it says as if a reader had typed it (counter.js). Polish only: without this script the
   picture goes with the form. */
"use strict";
(() => {
  const d = document;
  const box = d.querySelector("form[data-counter] [data-card]");
  if (!box || !window.fetch || !window.FormData) return;
  const form = box.closest("form");
  const told = form.querySelector("[data-told]");
  const words = box.dataset;
  const input = box.querySelector("[type=file]");
  const camera = box.querySelector("[data-camera]");
  const label = camera.querySelector("span");
  const SIDE = 1080; /* px of a picture of the camera: the code fills some of it */
  const LARGE = 6000000, LONGEST = 4000; /* bytes, px: a larger photograph is made smaller first */
  const PAUSE = 250, PATIENCE = 60000; /* ms between pictures, and until the camera goes off */

  const tell = (text) => {
    const notice = d.createElement("p");
    notice.className = "notice notice--soon";
    notice.textContent = text;
    told.replaceChildren(notice);
  };

  /* Whom the clerk writes of: the field that was left for the button. */
  let from = null;
  form.addEventListener("focusin", (event) => {
    if (event.target.name && event.target.matches("input:not([type=file]), select, textarea")) from = event.target;
  });
  const give = (line) => form.dispatchEvent(new CustomEvent("card", { detail: { line, from } }));

  const ask = async (picture) => {
    const body = new FormData();
    body.append(input.name, picture, "card.jpg");
    const answer = await fetch(words.card, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      redirect: "error",
      cache: "no-store",
    });
    return answer.json();
  };

  const drawn = (source, width, height, part) => {
    const canvas = d.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext("2d").drawImage(source, ...part, 0, 0, width, height);
    return new Promise((got) => { canvas.toBlob(got, "image/jpeg", 0.85); });
  };

  /* A photograph that the server would not take (HEIC), or a large one, anew where the browser can. */
  const fit = async (file) => {
    if (/^image\/(jpeg|png)$/.test(file.type) && file.size <= LARGE) return file;
    try {
      const picture = await createImageBitmap(file);
      const { width, height } = picture;
      const share = Math.min(1, LONGEST / Math.max(width, height));
      const sides = [Math.round(width * share), Math.round(height * share)];
      return (await drawn(picture, ...sides, [0, 0, width, height])) || file;
    } catch { return file; /* the server says what it is */ }
  };

  box.querySelector("[name=add_row]").hidden = true;
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    tell(words.reading);
    try {
      const found = await ask(await fit(file));
      if (found.line) give(found.line); else tell(found.told || words.unsent);
    } catch { tell(words.unsent); }
    input.value = ""; /* the picture does not go with the form once more, and may be chosen again */
  });

  let stop = null;
  const wait = (ms) => new Promise((go) => { setTimeout(go, ms); });
  const look = async () => {
    const video = d.createElement("video");
    let sought = true;
    video.playsInline = true;
    video.muted = true;
    const name = label.textContent;
    const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", ...size } });
    stop = () => {
      sought = false;
      stop = null;
      stream.getTracks().forEach((track) => track.stop());
      label.textContent = name;
      video.remove();
    };
    video.srcObject = stream;
    video.setAttribute("aria-label", words.sought);
    tell(words.sought);
    told.prepend(video);
    label.textContent = words.stop;
    await video.play();
    video.scrollIntoView({ block: "nearest" });
    const until = performance.now() + PATIENCE;
    while (sought && video.isConnected && performance.now() < until) {
      const side = Math.min(video.videoWidth, video.videoHeight);
      const part = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side];
      const picture = await drawn(video, Math.min(side, SIDE), Math.min(side, SIDE), part);
      const found = await ask(picture);
      if (found.line && sought) { stop(); give(found.line); return; }
      await wait(PAUSE);
    }
    if (sought) { stop(); tell(words.unseen); }
  };
  const press = () => {
    if (stop) { stop(); told.textContent = ""; return; }
    look().catch((error) => {
      if (stop) stop();
      tell(error instanceof DOMException ? words.unready : words.unsent);
    });
  };
  if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    camera.hidden = false;
    camera.addEventListener("click", press);
    d.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && stop) press();
      if (event.key === "F4" && !event.altKey && !event.ctrlKey) { event.preventDefault(); press(); }
    });
  }
  addEventListener("pagehide", () => { if (stop) stop(); });
})();
