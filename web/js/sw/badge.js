// @ts-check
// The badge of the installed site: articles that came since it was last open.

/**
 * How many articles a release brings beside those of the one before it, in
 * the languages that the reader keeps or has read last.
 * @param {Release} now @param {Release} next @param {Release} [before] the one that was waiting, counted already
 */
async function unseen(now, next, before) {
  /** @type {ReadPage | undefined} */
  const last = (await all("pages")).sort((a, b) => b.at - a.at)[0];
  const theirs = editionOf(now, last?.path || now.home).segment;
  const kept = new Set((await all("jobs")).map((job) => job.language));
  let came = 0;
  const open = (await windows()).filter(isSeen);
  for (const { id } of open) if ((await get("clients", id)) !== undefined) return came; // the page tells of them
  for (const [tag, edition] of Object.entries(next.languages)) {
    if (kept.has(tag) || edition.segment === theirs) came += Math.max(0, edition.articles - ((before || now).languages[tag]?.articles || 0));
  }
  return came;
}

/** @param {Client} client */
const isSeen = (client) => client instanceof WindowClient && client.visibilityState === "visible";

/** Adds to the badge; undefined takes it away. Not every browser has one. @param {number} [more] */
async function badge(more) {
  if (more === 0) return;
  const number = more ? ((await get("state", "badge")) || 0) + more : 0;
  await put("state", number, "badge");
  await (number ? navigator.setAppBadge?.(number) : navigator.clearAppBadge?.())?.catch(() => {});
}
