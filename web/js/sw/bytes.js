// @ts-check
// Fetching bytes of the site, and comparing them with what was promised.

/** What came is not what was promised. */
class Wrong extends Error {}
/** There was no answer, or only a part of one; received is what came of the body. */
class Lost extends Error {
  /** @param {string} message @param {Uint8Array<ArrayBuffer>} received */
  constructor(message, received) {
    super(message);
    this.received = received;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** @param {Uint8Array<ArrayBuffer>} bytes @param {number} [digits] */
async function digest(bytes, digits = 64) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (b) => b.toString(16).padStart(2, "0")).join("").slice(0, digits);
}

/** @param {Uint8Array<ArrayBuffer>} bytes a deflate stream @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} path relative to the base */
const addressOf = (path) => {
  const address = new URL(path, scope);
  if (!address.href.startsWith(scope)) throw new Wrong(`${path} is not of this site`);
  return address.href;
};

/**
 * Fetches a file of this site whole. A redirect is none of it: so answer the
 * portals of hotels and trains.
 * @param {string} path @param {RequestInit & {most?: number}} [init] most: bytes above which it cannot be the file
 */
async function take(path, { most = 1 << 28, signal, ...init } = {}) {
  const stop = new AbortController();
  const end = () => stop.abort();
  signal?.addEventListener("abort", end);
  let late = setTimeout(end, patience);
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  const joined = () => {
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) bytes.set(chunk, at), (at += chunk.length);
    return bytes;
  };
  try {
    signal?.throwIfAborted();
    const reply = await fetch(addressOf(path), { credentials: "same-origin", redirect: "error", ...init, signal: stop.signal });
    if (reply.status !== 200 && reply.status !== 206) {
      end();
      throw Object.assign(new Wrong(`${path}: ${reply.status}`), { status: reply.status });
    }
    const reader = reply.body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      clearTimeout(late);
      late = setTimeout(end, patience);
      chunks.push(part.value);
      size += part.value.length;
      if (size > most) {
        end();
        throw new Wrong(`${path}: more than ${most} bytes`);
      }
    }
    return { bytes: joined(), status: reply.status, headers: reply.headers };
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof Wrong ? error : new Lost(`${path}: ${error}`, joined());
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", end);
  }
}

/** @param {string} path */
const hasHash = (path) => /\.[0-9a-f]{8,}\.[^/]+$/.test(path);

// What the server says of every page, so that a page of ours says it too.
const carried = ["Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy", "X-Content-Type-Options"];

/** @param {string} path @param {Headers} [from] */
function headersFor(path, from) {
  const types = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", json: "application/json",
    wasm: "application/wasm", svg: "image/svg+xml", webmanifest: "application/manifest+json", png: "image/png", jpg: "image/jpeg", gif: "image/gif", webp: "image/webp", avif: "image/avif" };
  const extension = /** @type {keyof typeof types} */ (/[^.]*$/.exec(path)?.[0]);
  const headers = new Headers({ "Content-Type": types[extension] || "application/octet-stream" });
  for (const name of carried) {
    const value = from?.get(name);
    if (value) headers.set(name, value);
  }
  return headers;
}

/**
 * Runs work for every item, several at a time; the first failure is thrown
 * when all that had begun has ended.
 * @template T
 * @param {Iterable<T>} items @param {(item: T) => Promise<unknown>} work
 */
async function each(items, work) {
  const queue = items[Symbol.iterator]();
  /** @type {unknown} */
  let failure;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let next = queue.next(); !next.done && !failure; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failure ||= error;
      }
    }
  }));
  if (failure) throw failure;
}
