// Looks through search.json, which is fetched when somebody types. Every word must be in the name or beside it.
const form = document.getElementById("search");
const input = document.getElementById("words");
const found = document.getElementById("found");
const results = document.getElementById("results");
const most = 100;
let index;

async function search() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) { results.replaceChildren(); found.textContent = ""; return; }
  index ??= fetch(form.dataset.index).then((answer) => answer.json());
  const rows = await index;
  const hits = [];
  for (const row of rows) {
    const name = row[2].toLowerCase();
    const all = `${name} ${row[1]} ${row[3].toLowerCase()}`;
    if (words.every((word) => all.includes(word))) hits.push([words.every((word) => name.includes(word)) ? 0 : 1, row]);
  }
  hits.sort((a, b) => a[0] - b[0]);
  found.textContent = hits.length ? `${hits.length} found${hits.length > most ? `, the first ${most} shown` : ""}` : "Nothing found";
  results.replaceChildren(...hits.slice(0, most).map(([, [path, kind, name, beside]]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = form.dataset.root + path;
    link.textContent = name;
    const small = document.createElement("span");
    small.className = "small";
    small.textContent = ` ${kind}${beside ? `, ${beside}` : ""}`;
    item.append(link, small);
    return item;
  }));
}

form.addEventListener("submit", (event) => { event.preventDefault(); history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`); search(); });
input.addEventListener("input", search);
input.value = new URLSearchParams(location.search).get("q") ?? "";
search();
