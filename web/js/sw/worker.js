// @ts-check
// sw.js answers for the site when the network does not. It keeps the interface,
// the pages that were read and the collections that the reader chose, and
// nothing of what it keeps is ever wrong: every file is compared with its hash
// before it is kept, and again before it is given out.
//
// Releases are data: this file changes only when its own code does. The formats
// of the manifest, of packs and of collections are specified in content/bundle.
//
// Kept where:
//   Cache Storage "lectern:<base>:files"  files of releases, by address
//   Cache Storage "lectern:<base>:seen"   images of pages that were read
//   Cache Storage "lectern:<base>:shared" files shared with us, until they are opened
//   IndexedDB     "lectern:<base>"        everything else, see stores
// Caches of others on the origin are never touched.
//
// Whatever fails in here, the request goes to the network as if there were no
// worker: a reader must never be worse off for having one.
//
// It is written in parts, one a file of this folder, which the build joins in
// the order of site.workerParts inside one function: names are shared by all
// parts, none is global, and nothing is imported at run time.

/**
 * A file of a release; path is relative to the base.
 * @typedef {{path: string, bytes: number, sha256: string, role: string}} ShellFile
 * @typedef {{hash: string, bytes: number, head: number, entries: number}} Pack
 * @typedef {{segment: string, shell: string, pages: string, texts: string, articles: number,
 *   packs: Pack[], lists: Pack[], collections: ListFile}} Edition of a language
 * @typedef {{path: string, bytes: number, hash: string}} ListFile
 * @typedef {{release: string, build: string, home: string, shell: ShellFile[], languages: Record<string, Edition>,
 *   images: Pack[], search?: ListFile & {files: number, size: number}}} Release
 * @typedef {{bytes: number, hash: string, stored?: boolean, entries: [string, number, string, ...string[]][]}} Block
 * @typedef {{path: string, pack: string, block: string, stored: boolean, at: number, size: number, hash: string}} Entry
 * @typedef {{hash: string, table: Block[], have: number[]}} KeptPack have: numbers of the blocks that are kept
 * @typedef {{head: string, languages: string, main: string}} Part of a page, see content/bundle
 * @typedef {{part: Part, hash: string, build?: string}} Copy of a page as a build has it; old ones do not say of which
 * @typedef {Copy & {path: string, at: number, pinned: boolean, next?: Copy}} ReadPage next: of another build, while the first is in use
 * @typedef {{part: Part, build?: string, read?: boolean}} Found read: in a page that was read, not in the release
 * @typedef {{kind: string, slug: string, name: string, path?: string, articles: number, bytes: number, images: number,
 *   imageBytes: number, members?: number[], lists?: number[]}} Collection
 * @typedef {{core: number[], pictures: number[][], collections: Collection[]}} Catalogue of a language
 * @typedef {"running" | "waiting" | "paused" | "failed" | "whole"} JobState waiting: for the connection
 * @typedef {{id: string, language: string, kind: string, slug: string, name: string, path: string, articles: number,
 *   images: boolean, search: boolean, state: JobState, error: string, done: number, total: number}} Job a collection kept, or being fetched
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = worker.registration.scope;
const base = new URL(scope).pathname;
const mine = `lectern:${base}`;

// A line that brings no byte for so long has died.
const patience = 20000;
// How long a fresher copy is waited for where one is kept.
const quick = 3000;
// After a piece did not come: two more tries, then the connection is waited for.
const pauses = [1000, 5000];
// New releases are asked for with a navigation, but not with each.
const checkEvery = 60000;
// Pages and images that were read: some 40 MB of the ones, 40 of the others.
const mostPages = 2000;
const mostImages = 800;
// Three at a time hide the latency of a phone's line.
const atOnce = 3;
