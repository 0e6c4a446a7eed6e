// One work at a time: shows it, sends what is decided on it, and goes on. All is kept by the server.
"use strict";
(() => {
  const given = JSON.parse(document.getElementById("given").textContent);
  const label = given.label;
  const by = (id) => document.getElementById(id);
  const kept = `undo ${location.pathname}`;
  const undone = JSON.parse(sessionStorage.getItem(kept) || "[]");
  const none = { decision: "", reason: "" };
  let list = [], at = 0, work = null;

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const say = (text) => { by("status").textContent = text; by("alert").textContent = ""; };
  const warn = (text) => { by("alert").textContent = text; by("status").textContent = ""; };

  // ---- the server ----

  async function ask(path, body) {
    const how = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(path, how);
    const told = await answer.json();
    if (told.counts) progress(told.counts);
    return told;
  }

  // One thing after the other, in the order of the keys: none is lost while another is under way.
  let last = Promise.resolve();
  const run = (what) => { last = last.then(what).catch(() => warn(label.lost)); };

  // ---- what is shown ----

  // What begins as a word of the search, and ends as one or in a plural.
  const ending = (word) => (word.endsWith("*") ? "[\\p{L}\\p{N}]*" : "(?:e?s)?(?![\\p{L}\\p{N}])");
  const escaped = (word) => word.replace(/\*$/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[-\s]+/g, "[-\\s]+");
  const words = given.words.length
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${given.words.map((word) => escaped(word) + ending(word)).join("|")})`, "giu")
    : null;

  function marked(element, text) {
    element.replaceChildren();
    let end = 0;
    for (const found of words ? text.matchAll(words) : []) {
      const mark = document.createElement("mark");
      mark.textContent = found[0];
      element.append(text.slice(end, found.index), mark);
      end = found.index + found[0].length;
    }
    element.append(text.slice(end));
  }

  function items(list, texts, fill) {
    list.replaceChildren(...texts.map((text) => {
      const item = document.createElement("li");
      fill(item, text);
      return item;
    }));
  }

  const said = (choice) => [label.shown[choice.decision || "undecided"], given.reasons[choice.reason]].filter(Boolean).join(": ");

  function progress(counts) {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    by("bar").max = all || 1;
    by("bar").value = all - counts.undecided;
    by("progress").textContent = filled(label.progress, { done: all - counts.undecided, all });
    for (const option of by("show").options) {
      const count = option.value === "all" ? all : counts[option.value];
      option.textContent = `${label.shown[option.value]} (${count})`;
    }
  }

  function draw() {
    const there = work !== null;
    document.querySelector("article").hidden = !there;
    by("empty").hidden = there;
    by("empty").textContent = by("show").value === "undecided" && !by("words").value ? label.done : label.empty;
    by("place").textContent = there ? filled(label.place, { place: at + 1, all: list.length }) : "";
    for (const button of document.querySelectorAll("[data-decision], [data-reason]")) {
      const { decision, reason } = button.dataset;
      const choice = there ? work.choice : none;
      button.setAttribute("aria-pressed", String(Boolean(reason ? choice.reason === reason : choice.decision === decision)));
      button.disabled = !there;
    }
    by("clear").disabled = !there || !work.choice.decision;
    by("undo").disabled = undone.length === 0;
    by("previous").disabled = at <= 0;
    by("next").disabled = at >= list.length - 1;
    if (!there) return;
    const article = document.querySelector("article");
    for (const id of ["heading", "abstract", "keywords"]) by(id).lang = work.language || article.lang;
    marked(by("heading"), work.title);
    by("authors").textContent = work.authors.join("; ");
    by("source").replaceChildren([work.journal, work.year].filter(Boolean).join(", "));
    if (work.doi) {
      const link = document.createElement("a");
      Object.assign(link, { href: `https://doi.org/${encodeURI(work.doi)}`, rel: "noreferrer noopener", target: "_blank", textContent: `doi:${work.doi}` });
      by("source").append(" · ", link);
    }
    marked(by("abstract"), work.abstract || label.no_abstract);
    by("keys").hidden = work.keywords.length === 0;
    items(by("keywords"), work.keywords, marked);
    by("opinions").hidden = work.opinions.length === 0;
    items(by("said"), work.opinions, (item, one) => { item.textContent = `${one.name}: ${said(one)}`; });
  }

  async function show(place, focus = true) {
    at = Math.max(0, Math.min(place, list.length - 1));
    work = list.length ? await ask(`work?n=${list[at]}`) : null;
    draw();
    if (!focus) return;
    scrollTo(0, 0);
    (work ? by("heading") : by("work")).focus({ preventScroll: true });
  }

  async function fill(stay = null) {
    const asked = new URLSearchParams({ show: by("show").value, find: by("words").value });
    list = (await ask(`list?${asked}`)).works;
    await show(Math.max(0, list.indexOf(stay)), false);
  }

  // ---- what is done ----

  async function put(n, choice, before) {
    const told = await ask("decide", { n, choice, before });
    if (told.now) warn(label.changed);
    else if (told.why) warn(filled(label.refused, { why: told.why }));
    return !told.now && !told.why;
  }

  async function decide(choice) {
    if (!work) return;
    const { n, choice: before } = work;
    if (!(await put(n, choice, before))) return show(at, false);
    undone.push({ n, choice, before });
    sessionStorage.setItem(kept, JSON.stringify(undone));
    const told = choice.decision ? said(choice) : label.shown.undecided;
    if (at < list.length - 1 && choice.decision) await show(at + 1);
    else if (by("show").value === "undecided" && choice.decision) { await fill(); by("work").focus(); }
    else await show(at, false);
    say(told);
  }

  async function undo() {
    const step = undone.pop();
    if (!step) return say(label.nothing_to_undo);
    sessionStorage.setItem(kept, JSON.stringify(undone));
    const taken = await put(step.n, step.before, step.choice);
    if (!list.includes(step.n)) list.splice(at, 0, step.n);
    await show(list.indexOf(step.n));
    if (taken) say(`${label.undo}: ${said(step.before)}`);
  }

  const go = (by) => { if (list[at + by] !== undefined) return show(at + by); };

  function exclude() {
    const first = document.querySelector("[data-reason]");
    if (first) first.focus();
    else run(() => decide({ decision: "exclude", reason: "" }));
  }

  function pressed(button) {
    const { decision, reason } = button.dataset;
    if (reason) run(() => decide({ decision: "exclude", reason }));
    else if (decision === "exclude") exclude();
    else run(() => decide({ decision, reason: "" }));
  }

  const buttons = {
    previous: () => run(() => go(-1)),
    next: () => run(() => go(1)),
    undo: () => run(undo),
    clear: () => run(() => decide(none)),
  };
  for (const [id, what] of Object.entries(buttons)) by(id).addEventListener("click", what);
  for (const button of document.querySelectorAll("[data-decision], [data-reason]")) {
    button.addEventListener("click", () => pressed(button));
  }

  const keys = {
    ArrowLeft: buttons.previous, k: buttons.previous, ArrowRight: buttons.next, j: buttons.next,
    z: buttons.undo, x: () => by("clear").disabled || buttons.clear(),
    "/": () => by("words").focus(),
    f: () => by("show").focus(),
    "?": () => { const help = document.querySelector("details"); help.open = !help.open; },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !by("keys-on").checked) return;
    if (event.key === "Escape" && event.target.closest("#find")) { by("heading").focus(); return; }
    if (event.target.closest("input, select, textarea")) return;
    const button = document.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key.toLowerCase())}"][data-decision], [aria-keyshortcuts="${CSS.escape(event.key)}"][data-reason]`);
    const what = button ? () => pressed(button) : keys[event.key];
    if (!what) return;
    event.preventDefault();
    if (!event.repeat || !button) what();  // a key that is held decides once
  });

  let waits = 0;
  by("words").addEventListener("input", () => { clearTimeout(waits); waits = setTimeout(() => run(() => fill()), 250); });
  by("show").addEventListener("change", () => run(() => fill()));
  by("find").addEventListener("submit", (event) => { event.preventDefault(); run(async () => { await fill(); by("heading").focus(); }); });
  by("keys-on").checked = localStorage.getItem("keys") !== "off";
  by("keys-on").addEventListener("change", () => localStorage.setItem("keys", by("keys-on").checked ? "on" : "off"));
  addEventListener("focus", () => run(async () => { if (work) await show(at, false); }));

  run(() => fill());
})();
