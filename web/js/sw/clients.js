// @ts-check
// Clients: a page keeps the release it was opened with.

const windows = () => worker.clients.matchAll({ type: "window", includeUncontrolled: true });

// Pages on their way: the browser does not list them yet, they have not said hello.
const coming = new Set();

/** @param {string} client @param {string} id of the release; "" for one we do not have */
async function pin(client, id) {
  if (!client) return;
  coming.add(client);
  await put("clients", id, client);
}

/** The release that a page was opened with, and whether the page is known. @param {string} client */
async function releaseOf(client) {
  const id = client ? await get("clients", client) : undefined;
  return id === undefined ? current() : release(id);
}

/** A page says which build it is of. @param {string} client @param {string} build */
async function meet(client, build) {
  const known = await get("clients", client);
  if (known !== undefined && (await release(known))?.build === build) return;
  const found = [await current(), await waiting()].find((candidate) => candidate?.build === build);
  await pin(client, found?.release || "");
}

/** @param {any} message */
async function broadcast(message) {
  for (const client of await windows()) client.postMessage({ lectern: 1, ...message });
}

async function news() {
  const now = await current();
  const next = await waiting();
  if (!now || !next) return null;
  /** @type {Record<string, number>} */
  const articles = {};
  for (const [tag, edition] of Object.entries(next.languages)) articles[tag] = Math.max(0, edition.articles - (now.languages[tag]?.articles || 0));
  return { articles, program: now.build !== next.build, release: next.release };
}

async function tellUpdate() {
  const update = await news();
  if (update) await broadcast({ type: "update", update });
}
