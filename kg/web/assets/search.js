// Looks through search.json (kg/web/search.py), which is fetched when somebody types. Every word must be in the name of
// a thing or in those beside it; accents and capitals do not matter. First come things whose own name has the words, and
// of these panels and people, since many promises and figures have the same words in them.
const form = document.getElementById("search");
const input = document.getElementById("words");
const found = document.getElementById("found");
const results = document.getElementById("results");
const most = 100;
const first = ["council", "panel or body", "person", "post"];
const letters = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" }; // that no accent parts
let index;

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase().replace(/[łøđðþßæœı]/g, (letter) => letters[letter]);

async function load() {
  const answer = await fetch(form.dataset.index);
  if (!answer.ok) throw new Error(answer.statusText);
  const { names, groups } = await answer.json();
  const plain = names.map(fold);
  return groups.flatMap(([start, kind, rows]) => rows.map(([slug, name, ...beside]) => {
    const own = ` ${fold(name)}`;
    return {
      path: `${start}/${slug}`, kind, name, own, turn: first.includes(kind) ? first.indexOf(kind) : first.length,
      beside: beside.map((number) => names[number]).join("; "),
      all: `${own} ${kind} ${beside.map((number) => plain[number]).join(" ")}`,
    };
  }));
}

// 0: each word begins a word of the name; 1: each is somewhere in the name; 2: elsewhere.
function rank(row, words) {
  if (!words.every((word) => row.own.includes(word))) return 2;
  return words.every((word) => row.own.includes(` ${word}`)) ? 0 : 1;
}

function show({ path, kind, name, beside }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = form.dataset.root + path;
  link.textContent = name.charAt(0).toUpperCase() + name.slice(1);
  link.dir = "auto";
  const tag = document.createElement("span");
  tag.className = `kind ${kind.replaceAll(" ", "-")}`; // one class: "agenda" is a list of its own
  tag.textContent = kind;
  const small = document.createElement("span");
  small.className = "small";
  small.textContent = beside;
  item.append(link, " ", tag, document.createElement("br"), small);
  return item;
}

async function search() {
  const asked = input.value;
  const words = fold(asked).split(/\s+/).filter(Boolean);
  if (!words.length) { results.replaceChildren(); found.textContent = ""; return; }
  let rows;
  try {
    rows = await (index ??= load());
  } catch {
    index = undefined;
    found.textContent = "The list of names did not arrive. Type again to try again.";
    return;
  }
  if (input.value !== asked) return; // somebody typed on
  const hits = rows.filter((row) => words.every((word) => row.all.includes(word))).map((row) => [rank(row, words), row]);
  hits.sort((a, b) => a[0] - b[0] || a[1].turn - b[1].turn);
  found.textContent = hits.length ? `${hits.length} found${hits.length > most ? `, the first ${most} shown` : ""}` : "Nothing found";
  results.replaceChildren(...hits.slice(0, most).map(([, row]) => show(row)));
}

form.hidden = false;
form.addEventListener("submit", (event) => { event.preventDefault(); history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`); search(); });
input.addEventListener("input", search);
input.value = new URLSearchParams(location.search).get("q") ?? "";
search();
