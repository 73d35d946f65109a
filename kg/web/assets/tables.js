// Tables sort by a click on their head and filter by what is typed; without this script they are plain tables.
const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const text = (cell) => cell.dataset.sort ?? cell.textContent.trim();
  const compare = new Intl.Collator("en-GB", { numeric: true }).compare;
  if (body.rows.length < 2) continue;
  table.classList.add("sorts");
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].sort((a, b) => compare(text(a.cells[column]), text(b.cells[column])));
      body.append(...(down ? rows.reverse() : rows));
    });
  });
  const told = document.createElement("span");
  told.className = "unseen";
  told.textContent = " The buttons in its head sort the rows.";
  table.caption?.append(told);
}

// One field for all tables of a section.
for (const place of document.querySelectorAll("section.rows, .scroll:has(table.sortable)")) {
  const tables = [...place.querySelectorAll("table.sortable")];
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  if (rows.length < 6) continue;
  const line = document.createElement("p");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const status = document.createElement("span");
  line.className = "filter";
  label.textContent = "Show only rows with";
  input.type = "search";
  input.id = label.htmlFor = `filter-${tables[0].id}`;
  status.setAttribute("role", "status");
  status.className = "small";
  line.append(label, input, status);
  if (place.matches("section")) place.querySelector(".group, table").before(line);
  else place.before(line);
  let contents;
  input.addEventListener("input", () => {
    contents ??= rows.map((row) => fold(row.textContent));
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => contents[index].includes(word));
      shown += !row.hidden;
    });
    for (const table of tables) {
      table.hidden = [...table.tBodies[0].rows].every((row) => row.hidden);
      const folded = table.closest("details");
      if (folded) {
        folded.hidden = table.hidden;
        folded.open = words.length > 0 && !table.hidden;
      }
    }
    status.textContent = words.length ? `${shown} of ${rows.length} rows` : "";
  });
}
