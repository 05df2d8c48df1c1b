// @ts-check
// Releases: the one that is current, and the one that comes.

/** @type {Map<string, Release>} read ones; a release never changes */
const releases = new Map();

/** @param {string | undefined} id @returns {Promise<Release | undefined>} */
async function release(id) {
  if (!id) return undefined;
  let found = releases.get(id);
  if (!found && (found = await get("releases", id))) releases.set(id, found);
  return found;
}

const current = async () => release(await get("state", "current"));
const waiting = async () => release(await get("state", "waiting"));

/** @returns {Promise<Release>} the release that the server has now */
async function fetchManifest() {
  const { bytes } = await take("library/bundle.json", { cache: "no-cache", most: 1 << 24 });
  const text = utf8.decode(bytes);
  const body = text.slice(text.indexOf('"bundle":') + 9, text.lastIndexOf("}"));
  const { check, bundle } = JSON.parse(text);
  if (check !== (await digest(new TextEncoder().encode(body), 32))) throw new Wrong("bundle.json: not whole");
  if (bundle.format !== "lectern-bundle" || bundle.version !== 1) throw new Wrong("bundle.json: of another version");
  return bundle;
}

/** Puts a release in its place, and the collections that have come to it. @param {Release} next @param {Job[]} [jobs] */
async function adopt(next, jobs = []) {
  await transact(["state", "releases", "jobs"], "readwrite", (store) => {
    store("releases").put(next);
    const present = store("state").get("current");
    present.onsuccess = () => store("state").put(next.release, present.result ? "waiting" : "current");
    for (const job of jobs) {
      // It may have been removed meanwhile.
      const still = store("jobs").get(job.id);
      still.onsuccess = () => still.result && store("jobs").put({ ...still.result, ...job });
    }
  });
}

async function install() {
  if (await current()) return; // this code is new, the releases are not
  const first = await fetchManifest();
  await fetchShell(first);
  await adopt(first);
  await worker.skipWaiting(); // before: a worker that kept nothing, as kill.js
}

/** @type {Promise<void> | undefined} */
let checking;
let checked = -checkEvery;
/** What the last check failed by, but for the connection: readers are told. */
let held = "";

/** Looks for a new release, unless it has just been done. @param {boolean} [now] @returns {Promise<void>} */
function check(now = false) {
  // Not the clock, which readers set back.
  if (checking && now) return checking.catch(() => {}).then(() => check(true)); // it may have asked before there was something new
  if (checking || (!now && performance.now() - checked < checkEvery)) return checking || Promise.resolve();
  checked = performance.now();
  checking = gather(update).then(() => hold(""), (error) => {
    hold(reasonOf(error));
    throw error;
  }).finally(() => (checking = undefined));
  return checking;
}

/** @param {string} reason */
function hold(reason) {
  const before = held;
  held = reason === "connection" ? before : reason;
  if (held !== before) broadcast({ type: "held" });
}

async function update() {
  const next = await fetchManifest();
  const now = await current();
  const before = await waiting();
  if (next.release === now?.release) {
    if (before) await remove("state", "waiting"); // the newer one was withdrawn
    // What the browser took away, or did not keep well: looking is cheap, but for the program.
    await each(now.shell, async (file) => isProgram(file) || keptFile(file));
    await fetchShell(now);
    await fetchRest(now);
    if ((await keys("releases")).length > 1) await tidy();
    return mend();
  }
  if (next.release !== before?.release) {
    await fetchShell(next);
    const jobs = (await all("jobs")).filter((job) => job.state === "whole");
    for (const job of jobs) {
      await fetchJob(job, next).catch((error) => {
        // The copy of an article stays what it is until a new one is whole.
        if (job.kind !== "article") throw error;
        const reason = reasonOf(error);
        Object.assign(job, { state: reason === "quota" ? "failed" : "waiting", error: `${reason}: ${error?.message}` });
      });
    }
    const came = now ? await unseen(now, next, before) : 0;
    await adopt(next, jobs);
    await badge(came);
    await fetchRest(next);
  }
  await settle();
  await tellUpdate();
}

/** Makes the waiting release current when no page of the current one is open, or the reader agrees. @param {boolean} [agreed] */
async function settle(agreed = false) {
  const [now, next] = await transact(["state"], "readonly", (store) => store("state").getAll(IDBKeyRange.bound("current", "waiting")));
  if (!next) return now && release(now);
  if (!agreed) {
    const open = await windows();
    const theirs = await Promise.all(open.map((client) => get("clients", client.id)));
    if (theirs.includes(now)) return release(now);
  }
  await transact(["state"], "readwrite", (store) => {
    store("state").put(next, "current");
    store("state").delete("waiting");
  });
  tidy();
  return release(next);
}
