// @ts-check
// The database: what is kept that is no file, see stores.

// Of every store: its key path.
const stores = {
  state: "", // "current", "waiting": release; "badge": articles that came unseen
  releases: "release",
  clients: "", // client → release
  packs: "hash",
  blocks: "", // hash → bytes
  entries: ["path", "pack"],
  pages: "path",
  jobs: "id",
};
/** @typedef {keyof typeof stores} Store */

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(mine, 1);
    const late = setTimeout(() => reject(new Error("the database does not open")), quick);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(stores)) {
        const store = request.result.createObjectStore(name, keyPath ? { keyPath } : undefined);
        if (name === "entries") store.createIndex("pack", "pack");
      }
    };
    request.onsuccess = () => {
      clearTimeout(late);
      const db = request.result;
      // The kill switch deletes it, the browser may take it away.
      db.onclose = () => (opening = undefined);
      db.onversionchange = () => (db.close(), (opening = undefined));
      resolve(db);
    };
    request.onerror = () => reject(request.error);
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

/**
 * Runs one transaction; what work returns is the request whose result is wanted.
 * @template T
 * @param {Store[]} names @param {IDBTransactionMode} mode
 * @param {(store: (name: Store) => IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T>}
 */
async function transact(names, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(names, mode);
    /** @type {IDBRequest<T> | void} */
    let request;
    transaction.oncomplete = () => resolve(/** @type {any} */ (request)?.result);
    transaction.onabort = () => reject(transaction.error || new Error("the database gave up"));
    request = work((name) => transaction.objectStore(name));
  });
}

/** @param {Store} name @param {IDBValidKey | IDBKeyRange} key @returns {Promise<any>} */
const get = (name, key) => transact([name], "readonly", (store) => store(name).get(key));
/** @param {Store} name @param {IDBKeyRange} [range] @returns {Promise<any[]>} */
const all = (name, range) => transact([name], "readonly", (store) => store(name).getAll(range));
/** @param {Store} name @param {IDBKeyRange} [range] @returns {Promise<IDBValidKey[]>} */
const keys = (name, range) => transact([name], "readonly", (store) => store(name).getAllKeys(range));
/** @param {Store} name @param {any} value @param {IDBValidKey} [key] */
const put = (name, value, key) => transact([name], "readwrite", (store) => store(name).put(value, key));
/** @param {Store} name @param {IDBValidKey | IDBKeyRange} key */
const remove = (name, key) => transact([name], "readwrite", (store) => store(name).delete(key));
