// What the page does better with scripts on. Without them all is there: a number is a link to its
// source, the contents fold out, tables stand in their order.
"use strict";

// ---- the source of a number, beside it -------------------------------------------------------
// Shown by hovering, by the keyboard's focus, and by a tap; Escape takes it away; it stays while the
// pointer is on it. What it shows is what the link leads to, and a screen reader hears it as the
// description of the link.
const numbers = [...document.querySelectorAll("a.n")];
const source = (link) => document.getElementById(link.hash.slice(1));
const card = document.getElementById("card").content.firstElementChild;
let shown = null;
let later = 0;
let touched = false;

function place(link) {
  const box = link.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - 8;
  const below = box.bottom + 6 + height <= window.innerHeight || box.top < height + 6;
  card.style.left = `${window.scrollX + Math.max(8, Math.min(box.left - 12, room))}px`;
  card.style.top = `${window.scrollY + (below ? box.bottom + 6 : box.top - height - 6)}px`;
}

function show(link) {
  clearTimeout(later);
  if (shown === link || !card.showPopover) return;
  hide();
  const inside = [...source(link).querySelectorAll(".said, .where")].map((told) => {
    const part = told.cloneNode(true);
    part.removeAttribute("id");
    for (const inner of part.querySelectorAll("a")) inner.tabIndex = -1;
    return part;
  });
  card.firstElementChild.replaceChildren(...inside);
  card.lastElementChild.href = link.hash;
  link.after(card); // where a screen reader goes on to after the number
  card.showPopover();
  place(link);
  shown = link;
}

function hide() {
  clearTimeout(later);
  if (shown) card.remove();
  shown = null;
}

const soon = (action, wait) => {
  clearTimeout(later);
  later = setTimeout(action, wait);
};

function listen(link) {
  link.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse" && link.href) soon(() => show(link), 120);
  });
  link.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") soon(hide, 250);
  });
  link.addEventListener("focus", () => {
    if (link.matches(":focus-visible")) show(link);
  });
  link.addEventListener("blur", () => soon(hide, 100));
  link.addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse";
  });
  link.addEventListener("click", (event) => {
    const tap = touched && shown !== link;
    touched = false;
    if (!tap || !link.href) return hide();
    event.preventDefault(); // the first tap shows, the second follows
    show(link);
  });
}
numbers.forEach(listen);
card.addEventListener("pointerenter", () => clearTimeout(later));
card.addEventListener("pointerdown", () => soon(() => {}, 0));
card.addEventListener("pointerleave", (event) => {
  if (event.pointerType === "mouse") soon(hide, 250);
});
card.addEventListener("click", (event) => {
  if (event.target.closest("a")) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
document.addEventListener("pointerdown", (event) => {
  if (shown && !card.contains(event.target) && !shown.contains(event.target)) hide();
});
document.addEventListener("scroll", (event) => {
  if (shown && event.target !== document) place(shown);
}, true);

// ---- numbers as links, or as plain text ------------------------------------------------------
// A hundred links are a burden to who goes by keyboard or by ear: the button takes them away.
const toggle = document.getElementById("toggle");

function offer(on) {
  toggle.setAttribute("aria-pressed", on);
  for (const link of numbers) {
    if (on) {
      link.href = link.dataset.to ?? link.getAttribute("href");
      link.setAttribute("aria-describedby", `${link.hash.slice(1)}-said`);
    } else {
      link.dataset.to = link.getAttribute("href");
      link.removeAttribute("href");
      link.removeAttribute("aria-describedby");
    }
  }
}

if (numbers.length) {
  toggle.hidden = false;
  toggle.addEventListener("click", () => offer(toggle.getAttribute("aria-pressed") !== "true"));
  offer(true);
}

// ---- sentences with a claim: a mark behind each leads to what it was held against ------------
// On demand, for there are hundreds. The marks are no part of the text that is handed in.
const claims = document.getElementById("toggle-claims");

function mark(on) {
  claims.setAttribute("aria-pressed", on);
  hide();
  for (const place of document.querySelectorAll("span.held")) {
    place.replaceChildren();
    if (!on) continue;
    const link = document.createElement("a");
    const number = place.id.slice(2);
    link.id = `m-${number}`;
    link.href = `#c-${number}`;
    link.setAttribute("aria-label", claims.dataset.mark.replace("{number}", number));
    const said = source(link).querySelector(".said");
    said.id = `c-${number}-said`;
    link.setAttribute("aria-describedby", said.id);
    link.className = said.querySelector(".bare") ? "mark bare" : "mark";
    place.append(link);
    listen(link);
  }
}

if (claims) {
  claims.hidden = false;
  claims.addEventListener("click", () => mark(claims.getAttribute("aria-pressed") !== "true"));
}

// ---- what a link leads to is unfolded and has the focus --------------------------------------
function arrive() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  for (const folded of target.querySelectorAll(":scope > details")) folded.open = true;
  target.scrollIntoView();
}
window.addEventListener("hashchange", arrive);

// Back goes to the link that was left, not only to the place on the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  link.id ||= `left-${history.length}-${Date.now()}`;
  history.replaceState({ left: link.id }, "");
});
window.addEventListener("popstate", (event) => {
  const link = event.state?.left && document.getElementById(event.state.left);
  if (link) setTimeout(() => link.focus({ preventScroll: true }));
});
if (location.hash) arrive();

// ---- comments --------------------------------------------------------------------------------
// Who reads the page comments on a paragraph or on words in it, and mails the file that is saved:
// thesis/returned/page_comments.py reads it. Nothing is sent.
const kit = document.getElementById("comments").content.cloneNode(true);
const element = (tag, more) => Object.assign(document.createElement(tag), more);
const [comment, plain, choose] = kit.children;
const panel = element("dialog", { id: plain.id });
const part = (name) => panel.querySelector(name);
panel.append(...plain.children);
panel.setAttribute("aria-labelledby", "panel-title");
part("[for=panel-says]").after(element("textarea", { id: "panel-says", rows: 4, maxLength: 20000 }));
part("[for=panel-name]").after(element("input", { id: "panel-name", maxLength: 200, autocomplete: "name" }));
const item = part("li");
const paragraphs = [...document.querySelectorAll('main [id^="p-"]')];
const { of, file } = plain.dataset;
const kept = `comments ${of}`;
let about = null;
let made = [];
try {
  made = JSON.parse(localStorage.getItem(kept)) ?? [];
  part("#panel-name").value = localStorage.getItem("name") ?? "";
} catch {} // a browser that keeps nothing of a file

function words(range) {
  const copy = range.cloneContents();
  for (const card of copy.querySelectorAll(".card")) card.remove();
  return copy.textContent;
}

function marked(paragraph) {
  const whole = document.createRange();
  whole.selectNodeContents(paragraph);
  const chosen = getSelection();
  const range = chosen.isCollapsed ? null : chosen.getRangeAt(0).cloneRange();
  const before = whole.cloneRange();
  let start = 0;
  let quote = "";
  if (range?.intersectsNode(paragraph)) {
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0) {
      before.setEnd(range.startContainer, range.startOffset);
      start = words(before).length;
    } else range.setStart(whole.startContainer, whole.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) {
      range.setEnd(whole.endContainer, whole.endOffset); // as far as this paragraph goes
    }
    quote = words(range);
  }
  return { id: paragraph.id, text: words(whole), start, quote };
}

function list() {
  const rows = made.map((one, at) => {
    const row = item.cloneNode(true);
    const said = one.quote || one.text;
    row.children[0].textContent = said.length > 90 ? `${said.slice(0, 80)} …` : said;
    row.children[1].textContent = one.says;
    row.children[2].addEventListener("click", () => {
      made.splice(at, 1);
      list();
      part("#panel-close").focus();
    });
    return row;
  });
  part("ol").replaceChildren(...rows);
  part(".made").hidden = !made.length;
  const ids = new Set(made.map((one) => one.id));
  for (const each of paragraphs) each.classList.toggle("commented", ids.has(each.id));
  try {
    localStorage.setItem(kept, JSON.stringify(made));
    localStorage.setItem("name", part("#panel-name").value);
  } catch {}
}

function open(paragraph) {
  leave();
  about = paragraph && marked(paragraph);
  const chosen = getSelection();
  const range = about?.quote && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
  const more = paragraphs.filter((each) => each !== paragraph && range?.intersectsNode(each));
  const parts = more.map(marked).filter((one) => one.quote.trim());
  if (parts.length) about.more = parts; // words that go over several paragraphs
  part(".new").hidden = !about;
  part("#panel-choose").hidden = Boolean(about);
  part("blockquote").textContent = about
    ? [about, ...(about.more ?? [])].map((one) => one.quote || one.text).join(" … ") : "";
  list();
  panel.showModal();
  if (about) part("#panel-says").focus();
}

function begin() {
  panel.close();
  document.body.classList.add("chooses");
  comment.setAttribute("aria-pressed", true);
  choose.textContent = choose.dataset.says;
  for (const each of paragraphs) each.tabIndex = 0;
}

function leave() {
  document.body.classList.remove("chooses");
  comment.setAttribute("aria-pressed", false);
  choose.textContent = "";
  for (const each of paragraphs) each.removeAttribute("tabindex");
}

function within(node) {
  const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return element?.closest?.('main [id^="p-"]');
}

if (paragraphs.length && panel.showModal) {
  document.querySelector("nav").append(comment);
  document.body.append(panel, choose);
  comment.addEventListener("click", () => {
    const chosen = getSelection();
    const range = chosen.isCollapsed ? null : chosen.getRangeAt(0);
    const paragraph = range && (within(range.startContainer) ?? within(range.endContainer));
    if (paragraph) open(paragraph);
    else if (document.body.classList.contains("chooses")) leave();
    else if (made.length) open(null);
    else begin();
  });
  comment.addEventListener("pointerdown", (event) => event.preventDefault()); // words stay marked
  const picks = (event) => {
    const paragraph = document.body.classList.contains("chooses") && within(event.target);
    if (!paragraph || (event.key && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    open(paragraph);
  };
  document.addEventListener("click", picks, true);
  document.addEventListener("keydown", picks, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
  });
  part("#panel-add").addEventListener("click", () => {
    const says = part("#panel-says").value.trim();
    if (!says) return part("#panel-says").focus();
    const date = new Date().toISOString().replace(/\.\d+/, "");
    made.push({ ...about, author: part("#panel-name").value.trim(), date, says });
    const place = new Map(paragraphs.map((each, at) => [each.id, at]));
    made.sort((a, b) => place.get(a.id) - place.get(b.id) || a.start - b.start);
    part("#panel-says").value = "";
    part(".new").hidden = true;
    part("#panel-choose").hidden = false;
    list();
    part("#panel-save").focus();
  });
  part("#panel-save").addEventListener("click", () => {
    const whole = { format: "thesis-comments/1", of, comments: made };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  part("#panel-choose").addEventListener("click", begin);
  part("#panel-close").addEventListener("click", () => panel.close());
  list();
}

// ---- contents that follow --------------------------------------------------------------------
const contents = document.querySelector("nav details");
const wide = window.matchMedia("(min-width: 64rem)");
const fold = () => {
  contents.open = wide.matches;
  contents.firstElementChild.tabIndex = wide.matches ? -1 : 0; // nothing to unfold in a column
};
wide.addEventListener("change", fold);
fold();
contents.addEventListener("click", (event) => {
  if (event.target.closest("a") && !wide.matches) contents.open = false;
});

const entries = new Map(
  [...contents.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
);
const sections = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);
const seen = new Set();
let current = null;
const line = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) seen[isIntersecting ? "add" : "delete"](target);
  const inner = sections.filter((section) => seen.has(section)).pop();
  if (!inner || inner === current) return;
  if (current) entries.get(current.id).removeAttribute("aria-current");
  current = inner;
  const link = entries.get(inner.id);
  link.setAttribute("aria-current", "location");
  if (wide.matches) {
    const box = link.getBoundingClientRect();
    const list = contents.getBoundingClientRect();
    if (box.top < list.top || box.bottom > list.bottom) {
      contents.scrollTop += box.top - list.top - list.height / 3;
    }
  }
}, { rootMargin: "-15% 0px -84% 0px" }); // a line near the top of the window
for (const section of sections) line.observe(section);

// ---- tables that are sorted by a column ------------------------------------------------------
function key(text) {
  const date = text.match(/^(\d\d)\.(\d\d)\.(\d\d)/);
  if (date) return Number(date[3] + date[2] + date[1]);
  const plain = text.replace(/\s/g, "").replace(",", ".").replace("−", "-");
  return plain !== "" && !Number.isNaN(Number(plain)) ? Number(plain) : text;
}

const alphabet = new Intl.Collator(document.documentElement.lang, { numeric: true });
const compare = (a, b) =>
  typeof a === "number" && typeof b === "number" ? a - b
    : (typeof a === "number") - (typeof b === "number") || alphabet.compare(a, b);

for (const table of document.querySelectorAll("table.sorts")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      for (const part of table.tBodies) {
        const rows = [...part.rows].map((row) => [key(row.cells[column].textContent.trim()), row]);
        rows.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
        part.append(...rows.map(([, row]) => row));
      }
    });
  });
}

// ---- a frame that has nothing to scroll is no stop for the keyboard --------------------------
const frames = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
    if (scrolls) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const frame of document.querySelectorAll("div.scroll")) frames.observe(frame);
