// Package bundle is a site as a device keeps it: pages cut into what all of
// them share and what is their own, packed into a few files that stay as they
// are when articles are added, and the manifest that names them.
//
// The writer is used when a site is built. In the browser the service worker
// reads the same formats in its own words; the reader here is for tests and
// for checking a built site.
//
// # A page
//
// A page is a shell, which every page of a language has, and a part. The part
// has three pieces, found by exact tags:
//
//	head       from the first "<title>" up to the "</head>" after it
//	languages  what stands between "<ul>" and "</ul>" in <nav class="languages">,
//	           if it comes before the main part; else empty
//	main       from the first `<main id="_main"` after the head
//	           through the last "</main>" of the page
//
// The page is shell[0] + head + shell[1] + languages + shell[2] + main +
// shell[3]. A page without languages has an empty shell[2]. No text of an
// author's can make one of these tags: "<" is escaped wherever an author writes.
//
// A part as bytes is a line with the lengths of the three pieces in bytes,
// decimal, and the pieces one after another:
//
//	"19 0 36\n<title>Rain</title><main id=\"_main\"><h1>Rain</h1></main>"
//
// # A pack
//
// A pack holds entries: parts of pages, or images. Its file is
//
//	4 bytes   "LPK1"
//	4 bytes   length of the table as it stands here, big endian
//	table     JSON, compressed by deflate (RFC 1951, no header)
//	blocks    one after another
//
// The eight bytes and the table are the head of the pack. Everything is held by
// its hash: the pack's hash is that of its head, the head has the hash of each
// block, and of each entry. So a slice of a pack is verified as well as the
// whole. A hash is the first 16 bytes of a SHA-256, in 32 hexadecimal digits.
//
// The table:
//
//	{"blocks":[{"bytes":5120,"hash":"…","entries":[["/ru/rain/",8123,"…"],…]},…]}
//
// bytes is the length of the block in the file; the first block begins where
// the head ends. A block is the bytes of its entries, one after another,
// compressed by deflate, unless it says "stored":true. An entry is its path in
// the site, without the base path; its length; its hash; and, if there are
// any, further paths that it answers for: the other widths of an image.
//
// Entries are numbered through a pack, and through all packs of a kind, in the
// order in which they stand.
//
// A pack with the part above as /en/rain/, its only entry:
//
//	00000000  4c 50 4b 31 00 00 00 72  14 cb 41 aa 83 30 10 06  |LPK1...r..A..0..|
//	00000010  e0 bb fc eb 80 a3 f9 c7  37 7a 15 71 91 c4 09 ca  |........7z.q....|
//	00000020  2b 16 d4 4d 11 ef 5e 7a  80 ef 46 7e bd cb ff 89  |+..M..^z..F~....|
//	00000030  71 ba 91 3f 97 9f 18 35  06 ac e9 5c 31 c2 96 81  |q..?...5...\1...|
//	00000040  ae c2 e8 14 32 77 4b d2  aa ee cc c6 5a 96 bf 8a  |....2wK.....Z...|
//	00000050  00 df af 63 fb b1 69 42  e3 7b 73 a4 6d 6f 10 7a  |...c..iB.{s.mo.z|
//	00000060  06 b4 49 29 b9 aa 44 16  19 6a 31 23 5b 1f 7a 31  |..I)..D..j1#[.z1|
//	00000070  2d d6 c7 0e f3 fc cc cf  77 00 32 b4 54 30 50 30  |-.......w.2.T0P0|
//	00000080  36 e7 b2 29 c9 2c c9 49  b5 0b 4a cc cc b3 d1 87  |6..).,.I..J.....|
//	00000090  b0 6d 72 13 33 f3 14 32  53 6c 95 e2 41 2c 25 3b  |.mr.3..2Sl..A,%;|
//	000000a0  9b 0c 43 a8 82 0c 43 3b  1b 7d 90 a0 1d 60 00     |..C...C;.}...`.|
//
// Its head is the first 122 bytes, its hash 1a1cd732e080e90315a53eb25a60a912.
//
// # Borders
//
// Articles stand in the order of publishing, so a new one is the last. Where a
// block or a pack ends depends on the entries before its end and on the path of
// its last entry (Splitter), not on how many follow: a
// library that grows leaves its packs as they are, and after a change in the
// middle the borders soon are where they were.
//
// # The manifest
//
// library/bundle.json is the only file here whose name has no hash:
//
//	{"check":"<hash>","bundle":{…}}
//
// check is the hash of the bytes of the value of bundle, as they stand between
// `"bundle":` and the last "}". All paths in it are relative to the root of
// the site and have no slash at the front, except paths of pages.
//
//	{
//	 "format": "lectern-bundle", "version": 1,
//	 "release": "<16 digits>",          hash of the rest
//	 "build": "0a1b2c3d4e",             data-build of the pages
//	 "home": "/ru/",                    the page that the root shows
//	 "shell": [                         what the interface needs
//	  {"path":"assets/style.0a1b2c3d4e.css","bytes":7890,"sha256":"<64 digits>","role":"style"},
//	  …                                 roles: style, boot, program, exec, icon, texts, shell, pages, other,
//	                                    opener (kept once it was used)
//	 ],
//	 "languages": {"ru": {
//	   "segment": "ru",                 of its paths
//	   "shell": "assets/shell-ru.….json", "pages": "assets/pages-ru.….json",
//	   "texts": "assets/texts-ru.….json",
//	   "articles": 5000,
//	   "packs":  [{"hash":"…","bytes":262144,"head":3120,"entries":93},…],
//	   "lists":  [{"hash":"…","bytes":65536,"head":900,"entries":40},…],
//	   "collections": {"path":"library/collections-ru.….json","bytes":1234,"hash":"…"}
//	 }},
//	 "images": [{"hash":"…","bytes":1048576,"head":2000,"entries":20},…],
//	 "search": {"path":"library/index-files.….json","bytes":900,"hash":"…","files":14,"size":10300000}
//	}
//
// A pack is the file library/bundle.<hash>.pack; head is the length of its head.
// Images are those of all languages: translations share theirs.
//
// The shell file is a JSON array of the four strings. The pages file holds the
// parts that must be there before anything else is kept:
//
//	{"offline":"/ru/offline/","library":"/ru/library/","search":"/ru/search/","notfound":"/ru/404.html","open":"/ru/open/",
//	 "parts":{"/ru/offline/":["<head>","<languages>","<main>"],…}}
//
// The list of the search index is [{"path":"library/….json","bytes":1234,"hash":"…"},…];
// it is of all languages.
//
// # Collections
//
// library/collections-<segment>.<digits>.json says what a reader can keep:
//
//	{
//	 "format":"lectern-collections","version":1,"language":"ru",
//	 "core":[0,1,1,1],                  lists that every collection needs
//	 "pictures":[[12,0,3],…],           article 12 shows the images 0 and 3
//	 "collections":[
//	  {"kind":"all","slug":"","name":"","articles":5000,"bytes":…,"images":7,"imageBytes":…},
//	  {"kind":"latest","slug":"","name":"","articles":100,…,"members":[4900,1,1,…],"lists":[…]},
//	  {"kind":"topic","slug":"economy","name":"Экономика","path":"/ru/topics/economy/",…},
//	  {"kind":"year","slug":"2026","name":"2026","path":"/ru/2026/",…}
//	 ]
//	}
//
// members, lists and core are numbers of entries of the packs of articles and
// of lists, the first one as it is, each other as its distance from the one
// before. Numbers grow. Those of "all" are all there are and are left out.
//
// bytes is exactly what a collection costs to fetch and to keep: of every pack
// that has a member its head and the blocks that hold one; but when those
// blocks are three quarters or more of the bytes of all blocks, the whole pack.
// Lists, core ones included, are counted by the same rule. imageBytes is that
// of its images, and comes on top.
package bundle
