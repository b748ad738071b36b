// The page works without this file. With it: no reload, each new bubble announced once, nothing lost when the line drops.
(() => {
  "use strict";
  const page = document.getElementById("page");
  const log = document.getElementById("log");
  if (!page || !log || !window.fetch || !window.SubmitEvent || !window.AbortController) return;

  const SLOW_AFTER = 4000, LOST_AFTER = 30000, KEPT = "pp-act";
  const words = page.dataset;
  const pending = document.getElementById("pending");
  const state = document.getElementById("state");
  const text = document.getElementById("text");
  const still = { block: "start", behavior: "auto" };
  let sending = false;
  let waiting = null; // an act that did not get through: sent again as it was, so it is taken once

  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (form.method !== "post" || !form.elements.token) return;
    event.preventDefault();
    if (sending) return;
    const body = new URLSearchParams(new FormData(form));
    const pressed = button && button.name;
    if (pressed) body.append(button.name, button.value);
    if (!pressed && !(body.get("text") || "").trim() && !form.querySelector("[name=tick], [name=was]")) return text.focus();
    send({ body: body.toString(), echo: pressed ? button.textContent.trim() : body.get("text") || "", typed: !pressed });
  });

  addEventListener("online", () => { if (waiting && !sending) send(waiting); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  offerCopy();
  const left = recall();
  if (left) send(left); else if (document.getElementById("suite") && log.children.length > 3) toNewest();

  async function send(act) {
    sending = true;
    waiting = null;
    keep(act);
    showPending(act.echo);
    say("");
    const abort = new AbortController();
    const slow = setTimeout(() => say(words.slow), SLOW_AFTER);
    const lost = setTimeout(() => abort.abort(), LOST_AFTER);
    try {
      const answer = await fetch("/", {
        method: "POST", body: act.body, credentials: "same-origin", signal: abort.signal,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      });
      const html = await answer.text();
      if (answer.ok) keep(null);
      done();
      received(answer, html, act);
    } catch (error) {
      done();
      held(act, navigator.onLine === false ? words.offline : words.trouble);
    }

    function done() {
      clearTimeout(slow);
      clearTimeout(lost);
      sending = false;
      hidePending();
      say("");
    }
  }

  function received(answer, html, act) {
    const next = new DOMParser().parseFromString(html, "text/html");
    const sentence = next.querySelector(".notice, .sentence");
    if (answer.ok && new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
    if (answer.ok && next.getElementById("log")) return draw(next, act);
    if (answer.status === 429 || answer.status >= 500) return held(act, sentence ? sentence.textContent : words.trouble);
    keep(null);
    if (answer.status === 413 && sentence) return say(sentence.textContent);
    page.replaceWith(next.getElementById("page") || page);
    scrollTo(0, 0);
  }

  // ------------------------------------------------------------ drawing

  function draw(next, act) {
    const typing = document.activeElement === text;
    drawLog(next.getElementById("log"));
    for (const id of ["menu", "title", "paper-top", "paper", "reponse"]) document.getElementById(id).replaceWith(next.getElementById(id));
    document.querySelector("label[for=text]").textContent = next.querySelector("label[for=text]").textContent;
    if (act.typed) text.value = "";
    offerCopy();
    const form = document.getElementById("reponse");
    const buttons = form.querySelector(".choices, .ticks");
    if (!typing || (buttons && matchMedia("(pointer: coarse)").matches)) form.focus({ preventScroll: true });
    toNewest();
  }

  function drawLog(next) {
    const shown = new Map([...log.children].map((line) => [line.dataset.n, line]));
    const last = Math.max(0, ...[...shown.keys()].map(Number));
    const newest = Math.max(0, ...[...next.children].map((line) => Number(line.dataset.n)));
    let after = null;
    log.className = next.className;
    for (const line of [...next.children]) {
      const old = shown.get(line.dataset.n);
      shown.delete(line.dataset.n);
      if (old && old.innerHTML === line.innerHTML) {
        old.className = line.className;
        if (line.id) old.id = line.id; else old.removeAttribute("id");
        after = old;
        continue;
      }
      // An earlier line that changes is not said again; a new one, or the screen redrawn in place, is.
      const n = Number(line.dataset.n);
      const redrawn = n === newest && old && old.textContent !== line.textContent;
      if (n <= last && !redrawn) line.setAttribute("aria-live", "off");
      if (old) old.replaceWith(line);
      else if (after) after.after(line);
      else log.prepend(line);
      after = line;
    }
    for (const gone of shown.values()) gone.remove();
  }

  function toNewest() {
    const newest = document.getElementById("suite");
    const bottom = document.documentElement.scrollHeight;
    const top = newest ? newest.getBoundingClientRect().top + scrollY : bottom;
    const header = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    if (newest && bottom - top > innerHeight - header) newest.scrollIntoView(still);
    else scrollTo(0, bottom);
  }

  // ------------------------------------------------------------ a result taken elsewhere: a mail, a note

  function offerCopy() {
    const button = document.getElementById("copy");
    if (!button || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(result()).then(() => say(button.dataset.done), () => say(button.dataset.trouble));
    });
  }

  function result() {
    const bubbles = [...log.querySelectorAll(".us.newest .bubble")].map((bubble) => bubble.cloneNode(true));
    for (const link of bubbles.flatMap((bubble) => [...bubble.querySelectorAll("a")])) link.textContent = link.href;
    return bubbles.map((bubble) => bubble.textContent.trim()).join("\n\n");
  }

  // ------------------------------------------------------------ what she is told while she waits

  function showPending(echo) {
    pending.querySelector(".bubble").textContent = echo;
    pending.hidden = false;
    page.classList.add("busy");
    pending.scrollIntoView({ block: "nearest", behavior: "auto" });
  }

  function hidePending() {
    pending.hidden = true;
    page.classList.remove("busy");
  }

  function held(act, sentence) {
    waiting = act;
    say(sentence);
    const again = document.createElement("button");
    again.type = "button";
    again.className = "press lead";
    again.textContent = words.retry;
    again.addEventListener("click", () => { if (!sending) send(act); });
    state.append(again);
    if (document.activeElement === document.body) again.focus({ preventScroll: true });
    state.scrollIntoView({ block: "nearest", behavior: "auto" });
  }

  function say(sentence) {
    state.textContent = "";
    if (!sentence) return;
    const line = document.createElement("p");
    line.textContent = sentence;
    state.append(line);
  }

  // ------------------------------------------------------------ an act kept while it travels, in this tab alone

  function keep(act) {
    try {
      if (act) sessionStorage.setItem(KEPT, JSON.stringify(act)); else sessionStorage.removeItem(KEPT);
    } catch (error) { /* storage refused: the act stays in memory */ }
  }

  function recall() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT));
    } catch (error) {
      return null;
    }
  }
})();
