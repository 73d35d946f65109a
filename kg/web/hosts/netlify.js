// Netlify: answers with the data of a page where a client likes them better than the page. See netlify.toml.
// Which it likes: RFC 9110, section 12.5.1; of forms that it likes equally the first.

const root = "/";
const forms = [["html", "text/html"], ["ttl", "text/turtle"], ["jsonld", "application/ld+json"]];
const types = { ttl: "text/turtle; charset=utf-8", jsonld: "application/ld+json" };
const longest = 4000; // characters of a header; what is longer is no browser's

// The weight of a media type is that of the range that names it most exactly.
function weigh(accept, type) {
  let best = [-1, 0];
  for (const part of accept.slice(0, longest).toLowerCase().split(",")) {
    const [range, ...parameters] = part.split(";").map((piece) => piece.trim());
    const exactness = [`*/*`, `${type.split("/")[0]}/*`, type].indexOf(range);
    const weight = parameters.map((one) => one.split("=").map((piece) => piece.trim())).find(([name]) => name === "q");
    if (exactness > best[0]) best = [exactness, !weight ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight[1]) ? Number(weight[1]) : 0];
  }
  return best[1];
}

function choose(accept) {
  let best = ["html", weigh(accept, "text/html")];
  for (const [form, type] of forms) {
    const weight = weigh(accept, type);
    if (weight > best[1]) best = [form, weight];
  }
  return best[0];
}

export default async function answer(request, context) {
  const form = choose(request.headers.get("accept") ?? "");
  const url = new URL(request.url);
  const page = url.pathname.replace(/\/+$/, "");
  const last = page.slice(page.lastIndexOf("/") + 1);
  if (form === "html" || !page.startsWith(root) || last.includes(".")) return undefined;
  url.pathname = `${page}.${form}`;
  const data = await context.next(new Request(url, request));
  if (data.status !== 200) return undefined; // a page without data, or no page
  const headers = new Headers(data.headers);
  headers.set("Content-Type", types[form]);
  headers.set("Content-Location", url.pathname);
  headers.set("Vary", "Accept");
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Link", forms.slice(1).map(([ending, type]) => `<${page}.${ending}>; rel="alternate"; type="${type}"`).join(", "));
  return new Response(data.body, { status: 200, headers });
}

export const config = { path: "/*", method: ["GET", "HEAD"], onError: "bypass" };
