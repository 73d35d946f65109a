// Netlify on this machine, as its documentation tells it: edge functions before files, `_headers` on files, 404.html.
// Which file an address means and what _headers says is for Netlify's own packages to judge.
// usage: netlify.mjs NODE_MODULES FOLDER PORT; the folder is the one in which netlify.toml stands. Node or Deno.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [modules, folder, port] = process.argv.slice(2);
const of = (...path) => import(pathToFileURL(resolve(...path)).href);
const { StaticHandler } = await of(modules, "@netlify/static/dist/main.js");
const { HeadersHandler } = await of(modules, "@netlify/headers/dist/main.js");
const settings = readFileSync(join(folder, "netlify.toml"), "utf-8");
const setting = (name) => settings.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
const published = resolve(folder, setting("publish"));
const { default: edge, config } = await of(folder, setting("edge_functions"), "minutes.js");

const files = new StaticHandler({ directory: published });
const headers = new HeadersHandler({ projectDir: folder, publishDir: setting("publish"), logger: console });

async function origin(request) {
  const { pathname } = new URL(request.url);
  // The command line leaves these out of what it brings to Netlify.
  const hidden = pathname.split("/").some((part) => part.startsWith(".") && part !== ".well-known") || /\/_(headers|redirects)$/.test(pathname);
  let answer = hidden ? undefined : await (await files.match(request))?.handle();
  if (!answer) {
    const missing = await files.match(new Request(new URL(`${config.path.slice(0, -1)}404.html`, request.url)));
    const page = await missing.handle();
    answer = new Response(page.body, { status: 404, headers: page.headers });
  }
  await headers.apply(request, answer);
  return answer;
}

async function answer(request) {
  const { pathname } = new URL(request.url);
  const wanted = pathname.startsWith(config.path.slice(0, -1)) && config.method.includes(request.method);
  const given = wanted ? await edge(request, { next: (other) => origin(other ?? request) }) : undefined;
  return given ?? origin(request);
}

createServer(async (incoming, outgoing) => {
  const request = new Request(`http://127.0.0.1:${port}${incoming.url}`, { method: incoming.method, headers: incoming.headers });
  const given = await answer(request);
  outgoing.writeHead(given.status, Object.fromEntries(given.headers));
  outgoing.end(incoming.method === "HEAD" ? undefined : new Uint8Array(await given.arrayBuffer()));
}).listen(Number(port), "127.0.0.1");
