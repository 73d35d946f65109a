// Tables sort by a click on their head and filter by what is typed; without this script they are plain tables.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const text = (cell) => cell.dataset.sort ?? cell.textContent.trim();
  const compare = new Intl.Collator("en-GB", { numeric: true }).compare;
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
  if (body.rows.length < 6) continue;
  const label = document.createElement("label");
  label.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  label.append("Show only rows with ", input);
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "small";
  label.append(" ", status);
  table.closest(".scroll").before(label);
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of body.rows) {
      const content = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => content.includes(word));
      shown += !row.hidden;
    }
    status.textContent = input.value ? `${shown} of ${body.rows.length}` : "";
  });
}
