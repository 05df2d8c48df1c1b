// @ts-check
// Files that other programs share with the installed site.

const sharedName = `${mine}:shared`;
// As many bytes as the page opens, see content/opened; a few files wait for
// windows that are just being opened.
const mostShared = 4 << 20;
const mostWaiting = 3;

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

/** @param {Request} request */
async function keepShared(request) {
  const form = await request.formData();
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
