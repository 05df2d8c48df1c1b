// @ts-check
// Answers to requests for files: those of a release, and pictures.

/** @param {FetchEvent} event @param {string} path @returns {Promise<Response>} */
async function answerFile(event, path) {
  const { request } = event;
  const again = request.cache === "reload" || request.cache === "no-cache";
  const candidates = [await releaseOf(event.clientId), await current(), await waiting()];
  for (const of of candidates) {
    const file = of && (named(of, path) || (path.startsWith("library/") && (await searchFiles(of)).find((f) => f.path === path)));
    if (!file) continue;
    const hit = again ? undefined : await keptFile(file, event);
    if (hit) return hit;
    // The program is read while it comes; a copy of it follows. The index is kept with collections only.
    if (file.role === "search") break;
    if (file.role !== "program") return (await fetchFile(file).catch(() => undefined)) || (await keptFile(file)) || fetch(request);
    event.waitUntil(fetchRest(of).catch(() => {}));
    break;
  }
  const of = candidates[0] || candidates[1];
  const isImage = request.destination === "image" || headersFor(path).get("Content-Type")?.startsWith("image/");
  if (!isImage || !of) return fetchNamed(request, path);
  const bytes = await findEntry(of, plain(`/${path}`));
  if (bytes) return new Response(bytes, { headers: headersFor(path) });
  const seen = await caches.open(`${mine}:seen`);
  const hit = again ? undefined : await seen.match(request.url);
  if (hit) return hit;
  const reply = await fetch(request);
  event.waitUntil(keepImage(reply.clone()).catch(() => {}));
  return reply;
}

/**
 * A style sheet or script of a release that is not here. One that a portal or
 * a broken line has left in the browser's cache would stay for a year.
 * @param {Request} request @param {string} path
 */
async function fetchNamed(request, path) {
  const reply = await fetch(request);
  const hash = /^assets\/[^/]*\.([0-9a-f]{8,})\.(css|js)$/.exec(path)?.[1];
  if (!hash || !reply.ok || !/^(style|script)$/.test(request.destination)) return reply;
  const bytes = new Uint8Array(await reply.clone().arrayBuffer());
  return (await digest(bytes, hash.length)) === hash ? reply : fetch(request, { cache: "reload" });
}

/**
 * Whether a picture is what its name says. The name of an original carries the
 * hash of its bytes; that of a smaller copy, "-640" before it, does not: it
 * must be as long as it was said to be, and open.
 * @param {string} path @param {Uint8Array<ArrayBuffer>} bytes @param {Headers} headers
 */
async function isPicture(path, bytes, headers) {
  const type = headers.get("Content-Type") || "";
  const length = headers.get("Content-Length");
  if (!/^image\//.test(type) || !bytes.length) return false;
  if (length && !headers.has("Content-Encoding") && Number(length) !== bytes.length) return false;
  const [, copy, hash] = /(-\d+)?\.([0-9a-f]{8,})\.[^/.]+$/.exec(path) || [];
  if (hash && (await digest(bytes, hash.length)) === hash) return true;
  if (hash && !copy) return false;
  if (/svg/.test(type) || !self.createImageBitmap) return true;
  return createImageBitmap(new Blob([bytes], { type })).then((image) => (image.close(), true), () => false);
}

/** A picture of the site, right. @param {string} path @param {AbortSignal} signal */
async function takePicture(path, signal) {
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const { bytes, headers } = await take(path, { cache, signal });
    if (await isPicture(path, bytes, headers)) return bytes;
  }
  throw new Wrong(`${path}: not the picture`);
}

/** @param {Response} reply @param {boolean} [last] what is wrong in the browser's cache is passed by, once */
async function keepImage(reply, last = false) {
  const { url, headers } = reply;
  if (reply.status !== 200 || reply.redirected || !hasHash(url) || !/^image\//.test(headers.get("Content-Type") || "")) return;
  const bytes = new Uint8Array(await reply.arrayBuffer()); // throws when it breaks off
  if (!(await isPicture(url, bytes, headers))) {
    if (!last) await keepImage(await fetch(url, { cache: "reload" }), true);
    return;
  }
  const seen = await caches.open(`${mine}:seen`);
  const kept = await seen.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - mostImages))) await seen.delete(old);
  await seen.put(url, new Response(bytes, { headers }));
}

/** The images that HTML names, with their widths where it says them. @param {string} html */
function picturesIn(html) {
  const found = [...html.matchAll(/(?:src="|srcset="|, )([^" ,]+)(?: (\d+)w)?(?=[",])/g)];
  return found.filter(([, path]) => path.startsWith(`${base}assets/`)).map(([, path, width]) => ({ path: path.slice(base.length), width: Number(width || Infinity) }));
}
