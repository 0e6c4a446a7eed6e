// The ledger: its rows sorted by a column, and only those shown that have the words searched for.
for (const section of document.querySelectorAll("[data-ledger]")) {
  const table = section.querySelector("table");
  if (!table) continue;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const [search, chapter] = section.querySelectorAll("input, select");
  const shown = section.querySelector("[role=status]");
  const form = section.querySelector("form");
  const digits = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  // «30 799 618» is found by 30799618 too.
  const plain = (text) => text.toLowerCase().replace(/[\s\u00ad\u200b]+/g, " ").trim();
  const tight = (text) => text.replace(/(\d) (?=\d)/g, "$1");
  const texts = rows.map((row) => plain(row.textContent));

  function filter() {
    const words = plain(search.value);
    let count = 0;
    rows.forEach((row, i) => {
      const fits = texts[i].includes(words) || tight(texts[i]).includes(tight(words));
      row.hidden = !(fits && (!chapter.value || row.dataset.chapter === chapter.value));
      count += !row.hidden;
    });
    shown.textContent = shown.dataset.says
      .replace("{shown}", digits(count))
      .replace("{all}", digits(rows.length));
  }

  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  // What has no value comes before what has one.
  const compare = (a, b) =>
    a && b && !isNaN(a) && !isNaN(b) ? a - b : order.compare(a, b);
  const value = (row, i) => row.cells[i].dataset.sort ?? row.cells[i].textContent.trim();
  const heads = Array.from(table.tHead.rows[0].cells);

  function sort(i) {
    const down = heads[i].getAttribute("aria-sort") === "ascending";
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[i].setAttribute("aria-sort", down ? "descending" : "ascending");
    const sorted = rows.map((row) => [value(row, i), row]);
    sorted.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
    body.append(...sorted.map(([, row]) => row));
  }

  heads.forEach((head, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(i));
    head.append(button);
  });
  heads[0].setAttribute("aria-sort", "ascending");
  form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", filter);
  chapter.addEventListener("change", filter);
  form.hidden = false;
}

// A link to what is folded unfolds it.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();
