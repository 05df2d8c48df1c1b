// @ts-check
// Files that other programs share with the installed site.

const sharedName = `${mine}:shared`;
// As many bytes as the page opens, see content/opened; a few files wait for
// windows that are just being opened.
const mostShared = 4 << 20;
const mostWaiting = 3;
// What stands around the file in a form: borders, a title, an address.
const mostFields = 1 << 16;

/**
 * Keeps what is shared until the page that is opened for it asks, and sends
 * the browser there: a form cannot be reloaded, an address can.
 * @param {Request} request
 */
async function share(request) {
  const to = new URL(request.url);
  to.search = `?shared=${await keepShared(request).catch(() => "failed")}`;
  return Response.redirect(to.href, 303);
}

/**
 * The form of a request; undefined for one that is too large, of which no more
 * is read. Browsers that give no stream read it whole.
 * @param {Request} request @returns {Promise<FormData | undefined>}
 */
async function formOf(request) {
  const reader = request.body?.getReader();
  if (!reader) return request.formData();
  const chunks = [];
  let size = 0;
  for (let part = await reader.read(); part.value; part = await reader.read()) {
    chunks.push(part.value);
    size += part.value.length;
    if (size > mostShared + mostFields) {
      reader.cancel().catch(() => {});
      return undefined;
    }
  }
  return new Response(new Blob(chunks), { headers: { "Content-Type": request.headers.get("Content-Type") || "" } }).formData();
}

/** @param {Request} request */
async function keepShared(request) {
  const form = await formOf(request);
  if (!form) return "large";
  const file = form.getAll("file").find((given) => given instanceof File && given.size > 0);
  const text = ["title", "text", "url"].map((name) => form.get(name)).filter((given) => typeof given === "string" && given).join("\n\n");
  const blob = file instanceof File ? file : new Blob([text]);
  if (blob.size > mostShared) return "large";
  const id = crypto.randomUUID();
  const cache = await caches.open(sharedName);
  const waiting = await cache.keys();
  for (const old of waiting.slice(0, Math.max(0, waiting.length + 1 - mostWaiting))) await cache.delete(old);
  await cache.put(addressOf(`?shared=${id}`), new Response(blob, { headers: { "X-Name": encodeURIComponent(file instanceof File ? file.name : "") } }));
  return id;
}
