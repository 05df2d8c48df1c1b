// @ts-check
// Pages: what is cut out of one, kept of it, and joined to one again.

/** Cuts the part out of a page's HTML; undefined for what is no page of ours. @param {string} html @returns {Part | undefined} */
function cut(html) {
  const title = html.indexOf("<title>");
  const head = html.indexOf("</head>", title);
  const main = html.indexOf('<main id="_main"', head);
  const end = html.lastIndexOf("</main>");
  const ours = html.startsWith("<!doctype html>") && html.includes(` data-base="${base}"`) && buildOf(html) && /<\/html>\s*$/.test(html);
  if (!ours || title < 0 || head < 0 || main < 0 || end < main) return undefined;
  const nav = html.indexOf('<nav class="languages"', head);
  const list = nav < 0 ? -1 : html.indexOf("<ul>", nav) + 4;
  return {
    head: html.slice(title, head),
    languages: nav >= 0 && nav < main ? html.slice(list, html.indexOf("</ul>", list)) : "",
    main: html.slice(main, end + 7),
  };
}

/** @param {string} html */
const buildOf = (html) => /<html [^>]*data-build="([^"]+)"/.exec(html)?.[1];

/** @param {Uint8Array<ArrayBuffer>} bytes of a pack @returns {Part} */
function readPart(bytes) {
  const line = bytes.indexOf(10) + 1;
  const [head, languages] = utf8.decode(bytes.slice(0, line)).split(" ").map(Number);
  const rest = bytes.slice(line);
  return { head: utf8.decode(rest.slice(0, head)), languages: utf8.decode(rest.slice(head, head + languages)), main: utf8.decode(rest.slice(head + languages)) };
}

/** @type {Map<string, {strings: string[], headers: Headers}>} verified ones, by path */
const shells = new Map();

/** The edition that a page belongs to. @param {Release} of @param {string} path */
function editionOf(of, path) {
  const editions = Object.values(of.languages);
  const at = (/** @type {string} */ where) => editions.find((edition) => where.startsWith(`/${edition.segment}/`));
  return at(path) || at(of.home) || editions[0];
}

/** @param {Release} of @param {string} path @param {Part} part @param {number} [status] */
async function join(of, path, part, status = 200) {
  const name = editionOf(of, path).shell;
  let shell = shells.get(name);
  if (!shell) {
    const reply = await haveFile(/** @type {ShellFile} */ (named(of, name))).catch(() => undefined);
    // Without the shell, the text: the browser has taken away everything else.
    shell = reply
      ? { strings: await reply.json(), headers: headersFor("html", reply.headers) }
      : { strings: ['<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">', "", "", ""], headers: headersFor("html") };
    if (reply) shells.set(name, shell);
  }
  const [a, b, c, d] = shell.strings;
  return new Response(a + part.head + b + part.languages + c + part.main + d, { status, headers: shell.headers });
}

/** The title as it stands in the page, escaped. @param {Part} part */
const titleOf = (part) => /<title>([^<]*)/.exec(part.head)?.[1] || "";

/** @param {Part} part */
const hashOf = (part) => digest(new TextEncoder().encode(part.head + part.languages + part.main), 32);

/**
 * Keeps a page that was read. Pages of a release that is in use take theirs
 * from it as it was: what another build has of it stands beside.
 * @param {string} path @param {Part} part @param {string} build @param {boolean} [pinned]
 */
async function keepPage(path, part, build, pinned = false) {
  /** @type {Copy} */
  const copy = { part, hash: await hashOf(part), build };
  const builds = (await all("releases")).map((of) => of.build);
  const number = await transact(["pages"], "readonly", (store) => store("pages").count());
  if (number >= mostPages) {
    const old = (await all("pages")).filter((p) => !p.pinned).sort((a, b) => a.at - b.at).slice(0, mostPages / 10);
    await transact(["pages"], "readwrite", (store) => old.forEach((p) => store("pages").delete(p.path)));
  }
  await transact(["pages"], "readwrite", (store) => {
    const present = store("pages").get(path);
    present.onsuccess = () => {
      /** @type {ReadPage | undefined} */
      const before = present.result;
      const copies = [before, before?.next].filter((c) => c?.build && c.build !== build && builds.includes(c.build));
      const first = /** @type {Copy | undefined} */ (copies[0]);
      store("pages").put({
        ...(first ? { part: first.part, hash: first.hash, build: first.build, next: copy } : copy),
        path, at: Date.now(), pinned: pinned || !!before?.pinned,
      });
    };
  });
}

/** Forgets a page that the site no longer has, unless the reader keeps it. @param {string} path */
const dropPage = (path) => transact(["pages"], "readwrite", (store) => {
  const present = store("pages").get(path);
  present.onsuccess = () => present.result?.pinned || store("pages").delete(path);
});

/** A kept page: as the release has it, or as it was read. @param {Release} of @param {string} path @returns {Promise<Found | undefined>} */
async function keptPart(of, path) {
  const bytes = await findEntry(of, path);
  if (bytes) return { part: readPart(bytes) };
  /** @type {ReadPage | undefined} */
  const page = await get("pages", path);
  if (page) {
    const copies = page.next?.build === of.build ? [page.next, page] : [page, page.next];
    for (const copy of copies) {
      if (copy && (await hashOf(copy.part).catch(() => "")) === copy.hash) return { part: copy.part, build: copy.build, read: !page.pinned };
    }
    await remove("pages", path);
  }
  // Pages that say nothing of the library: search, the reader's own page.
  const file = named(of, editionOf(of, path).pages);
  const reply = file && (await keptFile(file));
  const found = reply && (await reply.json()).parts[path];
  return found && { part: { head: found[0], languages: found[1], main: found[2] } };
}

/** The page of an address, without base, query and fragment. @param {Release} of @param {string} address */
function pagePath(of, address) {
  const path = new URL(address).pathname.slice(base.length - 1);
  return path === "/" ? of.home : plain(path);
}

/** An address as the tables have it. @param {string} path */
function plain(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** A page that the network gave, if it is one of ours. @param {Response} reply @returns {Promise<{part: Part, build: string} | undefined>} */
async function parsePage(reply) {
  if (reply.status !== 200 || reply.redirected || !isHTML(reply)) return undefined;
  const html = await reply.text();
  const part = cut(html);
  return part && !isNotice(part) ? { part, build: buildOf(html) || "" } : undefined;
}

/** Notes a page that the network gave. @param {string} path @param {Response} reply */
async function readPage(path, reply) {
  const page = await parsePage(reply);
  if (page) await keepPage(path, page.part, page.build).catch(() => {}); // no room: the reader reads all the same
  return page;
}

/** Says that there is no such page, or that it has another address. @param {Part} part */
const isNotice = (part) => part.main.slice(0, part.main.indexOf(">")).includes('data-page="notfound"');

/** Gone for good: said by our own page, not by a portal. @param {Response} reply */
async function isGone(reply) {
  if (!isHTML(reply) || ![200, 404, 410].includes(reply.status)) return false;
  const part = cut(await reply.text());
  return !!part && (reply.status !== 200 || reply.redirected || isNotice(part));
}

/** @param {Response} reply */
const isHTML = (reply) => /^text\/html\b/i.test(reply.headers.get("Content-Type") || "");

/** @param {string} path @param {RequestCache} cache @param {AbortSignal} [signal] */
const askPage = (path, cache, signal) => fetch(addressOf(encodeURI(path.slice(1))), { cache, signal, headers: { Accept: "text/html" } });

/** Fetches a page in the background. @param {string} path @param {RequestCache} cache */
async function refresh(path, cache) {
  const reply = await askPage(path, cache);
  const page = await readPage(path, reply.clone());
  if (!page && (await isGone(reply))) await dropPage(path);
  return page;
}

/** @param {number} time @returns {Promise<undefined>} */
const after = (time) => new Promise((resolve) => setTimeout(resolve, time, undefined));
