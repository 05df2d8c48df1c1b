// @ts-check
// Answers to requests for pages.

// A line that said nothing is taken to be silent so long, and is given so little
// time then: who walks through lists waits once.
const silence = 30000;
const brief = 500;
let silentUntil = 0;

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function answerPage(event) {
  const { request } = event;
  const navigating = request.mode === "navigate";
  const theirs = navigating ? await settle() : await releaseOf(event.clientId);
  const of = theirs || (await current());
  if (!of) return fetch(request);
  const path = pagePath(of, request.url);
  const found = await keptPart(of, path).catch(() => undefined);
  const part = found?.part;
  // What was read of another build has that build's page around it, where it is here.
  const foreign = !!found?.build && found.build !== of.build;
  const kept = async (/** @type {Part} */ part) => {
    const as = (foreign && [await current(), await waiting()].find((release) => release?.build === found.build)) || of;
    if (client) event.waitUntil(pin(client, as.release));
    return join(as, path, part);
  };
  const client = navigating ? event.resultingClientId : "";
  if (navigator.onLine) event.waitUntil(check().then(resume).catch(() => {}));

  // An article stays what it is; lists grow. Who reloads wants what is new,
  // and a page of a build that is not here would not take ours.
  const stays = part && !foreign && / data-page="(article|search|library|offline|open)"/.test(part.main.slice(0, part.main.indexOf(">")));
  const reloads = request.cache === "no-cache" || request.cache === "reload";
  if (part && ((stays && theirs && !reloads) || !navigator.onLine)) {
    if (navigator.onLine) event.waitUntil(freshen(path).catch(() => {}));
    return kept(part);
  }
  const ask = fetch(request).catch(() => undefined);
  if (!part) {
    const reply = await ask;
    if (reply && reply.type !== "opaqueredirect") event.waitUntil(note(reply.clone(), path, client));
    if (reply) return reply;
    const to = canonical(request.url);
    if (to && (await keptPart(of, pagePath(of, to)).catch(() => undefined))) return Response.redirect(to);
    if (!navigating) return Response.error();
    event.waitUntil(pin(client, of.release));
    return offline(of, path);
  }
  // A line that was silent just now is not waited for with every page.
  const reply = await Promise.race([ask.then((got) => (silentUntil = 0, got)), after(performance.now() < silentUntil ? brief : quick)]);
  if (!reply) silentUntil = performance.now() + silence;
  if (reply?.type === "opaqueredirect") return reply;
  const page = reply && (await Promise.race([readPage(path, reply.clone()).catch(() => undefined), after(quick)]));
  if (reply && !page && found.read && (await Promise.race([isGone(reply.clone()).catch(() => false), after(quick)]))) {
    await dropPage(path);
    return reply;
  }
  // Not a portal's page, and for a page that is open none of another build.
  if (!reply || !page || (theirs && !navigating && page.build !== of.build && !foreign)) return kept(part);
  if (client) event.waitUntil(meet(client, page.build));
  return reply;
}

/** @param {Response} reply @param {string} path @param {string} client */
async function note(reply, path, client) {
  const page = await readPage(path, reply).catch(() => undefined);
  if (client) await meet(client, page?.build || "");
}

/** The address that the site itself gives a page; "" for one that has it. @param {string} address */
function canonical(address) {
  const to = new URL(address);
  to.pathname = to.pathname.replace(/\/index\.html$/, "/").replace(/\/[^/.]+$/, "$&/");
  return to.href === address ? "" : to.href;
}

const fresh = new Set();

/** Asks once, as long as the worker lives, whether a page that was read has changed. @param {string} path */
async function freshen(path) {
  if (fresh.has(path) || !(await get("pages", path))) return;
  fresh.add(path);
  await refresh(path, "no-cache");
}

/** The page that says what there is instead. @param {Release} of @param {string} path */
async function offline(of, path) {
  const file = named(of, editionOf(of, path).pages);
  const reply = file && (await haveFile(file).catch(() => undefined));
  if (!reply) return Response.error();
  const pages = await reply.json();
  const [head, languages, main] = pages.parts[pages.offline];
  /** @type {Job[]} */
  const jobs = (await all("jobs")).filter((job) => job.state === "whole" && job.path && job.name);
  /** @type {ReadPage[]} */
  const read = (await all("pages")).sort((a, b) => b.at - a.at).slice(0, 30);
  const escape = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const link = (/** @type {string} */ to, /** @type {string} */ title) => `<li><a href="${base}${escape(encodeURI(to.slice(1)))}">${title}</a></li>`;
  const items = [
    ...jobs.map((job) => link(job.path, escape(job.name))),
    ...read.map((page) => link(page.path, titleOf(page.part) || escape(page.path))),
  ];
  let filled = items.length ? main.replace(/(<ul[^>]* data-kept) hidden>(?=<\/ul>)/, (/** @type {string} */ _, /** @type {string} */ tag) => `${tag}>${items.join("")}`) : main;
  // Of the site's own lists those that can be read.
  for (const [item, to] of main.matchAll(/<li><a href="([^"]*)">[^<]*<\/a><\/li>/g)) {
    if (!(await keptPart(of, pagePath(of, addressOf(to))).catch(() => undefined))) filled = filled.replace(item, "");
  }
  if (!filled.includes("<li>")) filled = filled.replace(/<h2>.*?<\/h2>/, "");
  return join(of, path, { head, languages, main: filled }, 503);
}
