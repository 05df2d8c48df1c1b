// @ts-check
// What pages ask.

/**
 * Messages of pages, {lectern: 1, id, type, …}, each answered on its port by
 * {lectern: 1, id, result} or {lectern: 1, id, error, name}. Told without
 * being asked: {type: "progress", job}, {type: "update", update}, {type: "held"}
 * when what holds an update back has changed.
 * @type {Record<string, (message: any, client: Client) => Promise<any>>}
 */
const answers = {
  /** A page is here; what it shows is kept, and what had stopped goes on. */
  async hello({ build }, client) {
    // A page that was loading while the worker came would stay without it.
    await worker.clients.claim();
    await meet(client.id, build);
    coming.delete(client.id);
    if (isSeen(client) && (await get("state", "badge"))) badge().catch(() => {});
    const now = await current();
    const path = now && pagePath(now, client.url);
    if (path && !(await keptPart(now, path))) {
      // The browser has just shown it: nothing is fetched again.
      const page = await refresh(path, "force-cache").catch(() => undefined);
      for (const image of page ? picturesIn(page.part.main) : []) {
        await fetch(addressOf(image.path), { cache: "only-if-cached", mode: "same-origin" }).then(keepImage).catch(() => {});
      }
    }
    check().then(resume).catch(() => {});
    return { update: await news() };
  },

  async state() {
    const now = await current();
    const program = now?.shell.find((file) => file.role === "program");
    return {
      release: now?.release || "", build: now?.build || "", online: navigator.onLine,
      program: !!program && !!(await (await files()).match(keyOf(program))),
      articles: now ? Object.fromEntries(Object.entries(now.languages).map(([tag, edition]) => [tag, edition.articles])) : {},
      update: await news(), held, badge: (await get("state", "badge")) || 0, jobs: await all("jobs"), pages: (await keys("pages")).length,
      persisted: await navigator.storage.persisted(), ...(await navigator.storage.estimate()),
    };
  },

  /** What a language offers to be kept: nothing, when that is not to be had; what is kept can be removed all the same. */
  async collections({ language }) {
    const now = await current();
    if (!now) throw new Error("nothing is installed");
    if (!Object.hasOwn(now.languages, language)) throw new Error(`no language ${language}`);
    const { collections } = await catalogue(now, language).catch((error) => {
      if (reasonOf(error) === "connection") throw error;
      return { collections: [] };
    });
    return { search: now.search?.size || 0, collections: collections.map(({ members, lists, ...shown }) => shown) };
  },

  async keep({ language, kind, slug, images, search }) {
    const id = `${language}/${kind}/${slug}`;
    const now = await current();
    if (!now) throw new Error("nothing is installed");
    /** @type {Job} */
    const job = { id, language, kind, slug, name: "", path: "", articles: 0, images: !!images, search: !!search, state: "running", error: "", done: 0, total: 0 };
    const needs = await needsOf(job, now).catch(async (error) => {
      const next = error instanceof Wrong && (await another(now));
      if (!next) throw error;
      return needsOf(job, next);
    });
    if (!needs.found) throw new Error(`no collection ${id}`);
    const { usage = 0, quota = Infinity } = await navigator.storage.estimate();
    if (needs.total > quota - usage) throw Object.assign(new Error(`${needs.total} bytes needed, ${quota - usage} free`), { name: "QuotaExceededError" });
    Object.assign(job, { total: needs.total, articles: needs.articles, name: needs.name, path: needs.path });
    await stop(id);
    await put("jobs", job);
    return job;
  },

  /** What the offline page stands for is kept when the connection is back. */
  async later(_, client) {
    const now = await current();
    const path = pagePath(/** @type {Release} */ (now), client.url);
    const language = Object.entries(now?.languages || {}).find(([, edition]) => path.startsWith(`/${edition.segment}/`))?.[0] || "";
    return answers.keep({ language, kind: "article", slug: path, images: true }, client);
  },

  /** A download goes on: the browser is told that somebody waits for it. */
  async hold() {
    await Promise.all(ends.values());
  },

  async pause({ job: id }) {
    await stop(id);
    const job = await get("jobs", id);
    if (job && job.state !== "whole") await saveJob({ ...job, state: "paused", error: "" });
    return get("jobs", id);
  },

  async resume({ job: id }) {
    const job = await get("jobs", id);
    if (job && job.state !== "whole") await saveJob({ ...job, state: "running" });
    return get("jobs", id);
  },

  /** Cancels a download, removes a collection. */
  async remove({ job: id }) {
    await stop(id);
    /** @type {Job | undefined} */
    const job = await get("jobs", id);
    await remove("jobs", id);
    const page = job?.kind === "article" && (await get("pages", job.slug));
    if (page) await put("pages", { ...page, pinned: false });
    await tidy();
  },

  /** Gives out a shared file, once. */
  async shared({ file }) {
    const cache = await caches.open(sharedName);
    const key = addressOf(`?shared=${encodeURIComponent(String(file))}`);
    const hit = await cache.match(key);
    await cache.delete(key);
    return hit && { name: decodeURIComponent(hit.headers.get("X-Name") || ""), blob: await hit.blob() };
  },

  async check() {
    await check(true);
    return { update: await news() };
  },

  /** The reader agrees to the new release: it is the next that is opened. */
  async apply() {
    await worker.registration.waiting?.postMessage({ lectern: 1, type: "skip" });
    return { release: (await settle(true))?.release };
  },
};

/** Stops a download and waits until it has. @param {string} id */
async function stop(id) {
  running.get(id)?.abort();
  await ends.get(id);
}

worker.addEventListener("message", (event) => {
  const { data, source, ports } = event;
  if (data?.lectern !== 1 || typeof data.type !== "string") return;
  if (data.type === "skip") return void worker.skipWaiting();
  if (!(source instanceof WindowClient) || !source.url.startsWith(scope) || !Object.hasOwn(answers, data.type)) return;
  event.waitUntil(answers[data.type](data, source).then(
    (result) => ports[0]?.postMessage({ lectern: 1, id: data.id, result }),
    (error) => ports[0]?.postMessage({ lectern: 1, id: data.id, error: String(error?.message || error), name: isFull(error) ? "quota" : String(error?.name) }),
  ).then(() => (/^(keep|later|resume|check)$/.test(data.type) ? resume() : undefined)).catch(() => {}));
});
