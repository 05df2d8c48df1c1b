// Package index is the index of a library: written on the host, read in the
// browser and by the command line. It holds which documents have which terms and
// how, titles, and what results show; texts it leaves to the pages.
//
// Rules:
//   - The reading half is linked into the browser program: standard library and
//     the analysis only, no compress, no regexp, no net/http. What builds an index
//     is for the host and in files named x_host.go.
//   - An index is read by whatever program is in the reader's browser: bytes that
//     are truncated, mixed up or from elsewhere are an error with the file's name,
//     never a panic and never a result. No length that a file claims is allocated.
//   - The same documents give the same bytes, in whatever order they come and on
//     whatever machine: there are no floating-point numbers in what is written.
//   - One code packs and unpacks (coder), so that the two cannot drift apart.
//   - What changes a byte of what is written, or the analysis, raises version.
//
// # Documents and segments
//
// Each language has an index of its own. Its documents are numbered from 0: first
// those without a date, then the oldest, by day, time, source and path. A newer
// document comes last. Segments are runs of those N documents, and each is an
// index of its own: the base has N/1024*1024 of them, the middle N/32*32 less
// those, the tail the rest. So publishing changes the manifest and the tail, one
// file; each 32nd time the middle too, and each 1024th all.
//
// # Files
//
// All are in library/. The entry, search.json, is
//
//	{"check":"<CRC-32 of the value of index, 8 hex digits>","index":{
//	  "format":"lectern-search","version":5,"langs":[{"lang":"ru","segments":[
//	    {"docs":4096,"data":"<head in hex>","titles":["0123456789abcdef"]},
//	    {"docs":31,"all":"0123456789abcdef"}]}]}}
//
// and nothing else, to the byte. A segment that fits into 32 kB is one file, all.
// Another has a head, which names its other files: data is its payload, if those
// of all languages take up to 12 kB, so that a query goes on from the manifest to
// the files it needs; else head names its file. Titles are in the manifest as well
// when those of all languages, with the heads, take up to 88 kB: then they are
// fetched before a query, side by side with what else every query needs.
//
// The other files are <kind>.<hash>.bin, the hash being the CRC-32 of the payload
// and the first 4 bytes of the SHA-256 of the file, in hex. Each is sealed: the
// magic "LECS", the version (1 byte), the kind (1 byte), the CRC-32 (IEEE) of the
// payload (4 bytes, big endian), its length (uvarint), the payload. Kinds:
//
//	h head     lengths and years of the documents, and the names of the files
//	t terms    a run of the terms with their postings, about 8 kB
//	n titles   a run of the terms of titles, in up to 8 pages of 4 kB, or in up to
//	           10 if those are all of the segment
//	s shown    path, title and date of some documents, about 1.3 kB
//	w words    terms of two documents or more, to correct mistyped words with
//	r rare     numbers for about 4,096 terms of one document, for the same
//	f facets   topics and authors with their documents, if they take over 1 kB
//	p sources  file names of up to 2,048 documents; the browser never reads them
//	a all      the payloads of h, n, t, s, w, f and p in this order, each after
//	           its length (uvarint); the head names no files; n is one page
//
// The payload of n is a directory and pages: how many pages; of each the length of
// its first term, that, and the length of its code (uvarints); then the codes. They
// are fetched together and decoded when they are needed.
//
// # Coding
//
// Another payload, and a page, is one range code, which ends with it. Decisions have
// odds in 65536, from 32 to 65536-32; the lower part of the span is 1. The span
// has 32 bits and is refilled by bytes below 2^24; reading begins with 4 bytes. A
// pick is one of so many parts of the span, counted from below.
//
// A chance begins at 1/2 and, after n decisions, moves by 2/(2n+3) of its error, n
// up to 255. Two contexts give the odds of the coarse one, moved towards the fine
// one by n/(n+8), n being what the fine one has seen. So a fine context costs
// nothing until it has learned, in files as small as these: models trained
// beforehand and shipped packed no better than this.
//
//	tree     a value of so many bits, from the highest; a context each for what is above
//	number   v+1: how many bits it has, a decision each; then its bits below the
//	         highest, two in contexts, the rest even
//	plain    bits, even
//	text     a byte a character, then byte 0: ASCII as it is, another 128 and its
//	         place in its page of 128 code points; byte 1 and the page's number, a
//	         tree of 14 bits, come before the first of another page. A byte's bits
//	         are mixed (mixer.go) from contexts of the last 0, 1 and 3 bytes (text.go)
//	front    a sorted string: number of bytes shared with the one before, the rest
//	         as text; for its first byte, context 0 is what the
//	         one before has there
//	list     documents in ascending order, their number being known: each is the
//	         number of bits of the gap from the one before, by decisions up or down
//	         from what is to be expected, and a pick among the documents for which the gap has as many. Coarse context:
//	         the gap to be expected, in halves of its logarithm; fine: also the bits
//	         of the gap before (up to 3) and the length of the next document. A
//	         document's part is its weight, (words to the power of 0.8)/4, and 1. Of
//	         one document there is only the pick, among all.
//	hash     8 bytes, plain
//
// # Payloads
//
//	head     levels of lengths: tree of 7 bits, coarse and fine (the one before);
//	         years until all documents have one: gap from the year before less 1
//	         (from -1; 0 is undated), documents less 1, numbers; terms and titles:
//	         count, then first term (front) and hash each; shown and sources: count,
//	         then gap of the first document less 1 (from -1) and hash each; words
//	         and rare: count, hashes each; then a decision: 1 if the facets
//	         follow, which they do up to 1 kB, 0 if the hash of their file does
//	terms    count; each: term (front), documents less 1 (number), list, an info a
//	         document
//	titles   count; each: term (front), documents less 1, list (documents weigh the
//	         same, so that titles need no head), a share a document: in 51sts of the
//	         title, tree of 6 bits; those of a title sum to 51. A heading that
//	         the text begins with, above all others, is a second title, with
//	         shares of its own; a term of both has the larger
//	shown    for each document: path (front), title (text), days since the document
//	         before (number), counted from 1 January of year 1 as 1; 0 is undated
//	words    count; each: term (front), twice the binary logarithm of its documents
//	         up to the end of the segment (tree of 5 bits)
//	rare     count n; each, in ascending order: the gap from the number before
//	         (number). Of the parts of a segment, a term is in that of the hash of
//	         its last two letters; its number is its own hash times 512*n, the
//	         upper half of the product. The hash is that of NextBit (info.go)
//	facets   topics, then authors: count; each: slug (front), name (text), documents
//	         less 1 (number), list
//	sources  for each document: front
//
// An info is the level of the count in the text (0, 1, 2, 3, 4-5, 6-8, 9-15, 16
// and more; decisions: is it 1, 2, 3, 0, 4, 5, 6), then decisions: in a heading,
// in the summary, topics or authors, in the title; then the mask of the terms that
// follow, 4 bits: where term b comes right after term a in any field, a's mask has
// the bit NextBit(b). So phrases need no positions: of the documents that have all
// words only those are candidates whose masks agree, and their pages tell. A term
// that is once in the text and nowhere else has one bit at most. Contexts are what
// the term had in the documents before, and the document's length (shard.go). A
// term of fewer than 8 documents of the segment has no masks: all bits are set.
//
// # Examples
//
// The list of documents 2 and 3 of 8 without words is ef ff ff ff: the first gap,
// 3, has 2 bits, as was to be expected, not more (0) and not fewer (0), and the
// second of two documents (the upper half); the gap 1 has not more (0) but fewer
// (1). All are even, which leaves the span from 30/32 to 31/32.
//
// A library of one article, path "/en/sea/", source "sea.md", title "Sea", text
// "The sea.", is library/all.b47522d119cdd646.bin
//
//	4c 45 43 53 05 61   LECS, version 5, all
//	b4 75 22 d1         CRC-32 of the payload
//	42                  66 bytes
//	05                  head: a length of 2 words (level 5), an undated document, 5 bytes
//	f5 2a aa ff 00
//	09                  titles: sea, 9 bytes
//	78 ca 9c d1 51 64 87 96 00
//	0c                  terms: sea, the, 12 bytes
//	58 ca 9c d1 56 87 41 5e 00 ae 70 00
//	0f                  shown, 15 bytes
//	e8 31 81 19 d3 bb a3 60 c2 3c 5f 0e f0 40 f7
//	04                  words: none, 4 bytes
//	7f ff ff ff
//	04                  facets: none, 4 bytes
//	95 55 7f ff
//	0a                  sources, 10 bytes
//	c6 54 e6 52 d5 80 fb 11 12 78
//
// and search.json
//
//	{"check":"e2f1907e","index":{"format":"lectern-search","version":5,"langs":[{"lang":"en","segments":[{"docs":1,"all":"b47522d119cdd646"}]}]}}
//
// # Why so
//
// Measured on 5,000 Russian documentation articles of 5,300 characters each: terms
// 1,241 kB (gaps 500, level 220, other flags 70, masks 255, strings and counts
// 190), shown 105, words 59, rare terms 33, titles 41, heads and the rest 18;
// sources 35. Tried there: masks of 8 bits, 200 kB more, for phrases that the pages
// verify anyway; masks for rare terms too, 26 more; documents by path instead of by
// source, 30 more, for what is in one folder is alike; a uniform pick, 20 more; gaps
// in the context of the two before, and asking after each document of frequent
// terms, nothing gained; strings in one context instead of three, 90 more.
//
// The first result waits for a program that has just been loaded, whose code the
// browser has yet to compile well: it decodes at a quarter of the speed that it
// reaches later. So files are small, although that packs worse: shards of 14 kB
// would be 11 kB less, for twice the time a word takes; shown of 2.5 kB 6 less;
// strings in the contexts of 0 to 4 bytes 12 less, for two thirds more time.
package index

import (
	"context"
	"time"

	"lectern/content"
)

// A Doc is an article as the index takes it.
type Doc struct {
	Path     string // "/ru/customs/"
	Source   string // file in the library folder
	Lang     content.Lang
	Title    string
	Heading  string // a heading above all others that Text begins with: a second title; "" for none
	Summary  string
	Headings []string
	Text     string
	Topics   []Tag
	Authors  []Tag
	Date     time.Time // zero: undated
}

// A Tag is a topic or an author.
type Tag struct{ Slug, Name string }

// ManifestName is the file a reader of the index starts from.
const ManifestName = "library/search.json"

// Fetch reads a file of the index by its name relative to the site's root.
type Fetch func(ctx context.Context, name string) ([]byte, error)

// Postings are the documents that have a term, in ascending order, and how. A
// caller must not change them.
type Postings struct {
	Term string
	Docs []uint32
	Info []Info
}

// TitlePostings are the documents that have a term in the title.
type TitlePostings struct {
	Term  string
	Docs  []uint32
	Share []uint8 // 1 to 255: how much of the title's weight the term has; those of a title sum to 255
}

// A Word is a term of two documents or more that a mistyped word may have meant.
type Word struct {
	Term    string
	Letters []rune
	Weight  uint8 // twice the binary logarithm of the number of documents
}

// Facets are the ways to divide the documents of a language, by slug.
type Facets struct {
	Topics, Authors []FacetDocs
}

// FacetDocs are the documents of a topic or an author, in ascending order.
type FacetDocs struct {
	Slug, Name string
	Docs       []uint32
}

// Shown is what results show of a document.
type Shown struct {
	Path, Title string
	Date        string // "2026-11-23"; "" when undated
}

// A Years is a run of documents of one year; 0 stands for undated.
type Years struct {
	Year, First, Docs int
}

// A LangDocs is a language of the library and how many documents it has.
type LangDocs struct {
	Lang content.Lang
	Docs int
}

// A Key is a term that will be looked for, or what terms begin with.
type Key struct {
	Text   string
	Prefix bool // terms that begin with Text
	Title  bool // in titles
}
