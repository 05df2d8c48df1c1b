// @ts-check
// Files of releases, in Cache Storage.

const files = () => caches.open(`${mine}:files`);

/** A name without a hash holds other bytes in another release. @param {ShellFile} file */
const keyOf = (file) => addressOf(file.path) + (hasHash(file.path) ? "" : `?${file.sha256}`);

/** @param {ShellFile} file @param {AbortSignal} [signal] */
async function fetchFile(file, signal) {
  const named = hasHash(file.path);
  // The page has most of them in the browser's cache; what is wrong there is passed by.
  for (const cache of /** @type {RequestCache[]} */ (named ? ["default", "reload"] : ["no-cache"])) {
    const got = await take(file.path, { cache, most: file.bytes, signal }).catch((error) => {
      if (!(error instanceof Wrong)) throw error;
    });
    if (!got || (await digest(got.bytes, file.sha256.length)) !== file.sha256) continue;
    const keep = new Response(got.bytes, { headers: headersFor(file.path, got.headers) });
    await (await files()).put(keyOf(file), keep.clone());
    return keep;
  }
  throw new Wrong(`${file.path}: not the bytes of the release`);
}

/**
 * A kept file, verified. The program is too large for that: the browser keeps
 * compiled code only of the cache's own response, so it is looked at beside.
 * @param {ShellFile} file @param {ExtendableEvent} [event]
 */
async function keptFile(file, event) {
  const cache = await files();
  const hit = await cache.match(keyOf(file));
  if (!hit) return undefined;
  const right = async (/** @type {Response} */ reply) => {
    const bytes = new Uint8Array(await reply.arrayBuffer());
    if ((await digest(bytes, file.sha256.length)) === file.sha256) return bytes;
    await cache.delete(keyOf(file));
    return undefined;
  };
  if (isProgram(file) && event) {
    event.waitUntil(right(hit.clone()));
    return hit;
  }
  const bytes = await right(hit);
  return bytes && new Response(bytes, { headers: hit.headers });
}

/** @param {ShellFile} file @param {ExtendableEvent} [event] */
const haveFile = async (file, event) => (await keptFile(file, event)) || fetchFile(file);

/** @param {Release} release @param {string} path */
const named = (release, path) => release.shell.find((file) => file.path === path);

/** @param {ShellFile} file */
const isProgram = (file) => file.path.endsWith(".wasm");

/** What only readers need who open files of their own: kept once it was used. @param {ShellFile} file */
const isExtra = (file) => file.role === "opener";

/** What a release can do without for a while. @param {ShellFile} file */
const follows = (file) => file.role === "program" || file.role === "icon" || isExtra(file);

/** Fetches what is not here of a release. @param {Release} release @param {boolean} [rest] that which may follow, instead of all else */
async function fetchShell(release, rest = false) {
  const cache = await files();
  const kept = new Set((await cache.keys()).map((request) => request.url));
  const extra = rest && !!(await current())?.shell.some((file) => isExtra(file) && kept.has(keyOf(file)));
  await each(release.shell, async (file) => {
    if (follows(file) === rest && (extra || !isExtra(file)) && !kept.has(keyOf(file))) await fetchFile(file);
  });
}

/** It comes when the page has long been idle and starts the program, and with an update. @param {Release} release */
async function fetchRest(release) {
  if (!(/** @type {any} */ (navigator).connection?.saveData)) await fetchShell(release, true);
}
