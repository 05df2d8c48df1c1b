// Package search is the index of a library: built on the host, queried in the
// browser and by the command line.
//
// Rules:
//   - The query half is linked into the browser program: standard library and
//     the stemmers only, no regexp, no net/http. What builds an index is for the
//     host and in files named x_host.go.
//   - Both halves share one analysis (scanner, appendTerm): what it changes
//     changes the meaning of every index, so raise version with it.
//   - An index is written once and read by whatever program is in the reader's
//     browser: bytes that are truncated, mixed up or from elsewhere are an error
//     with the file's name, never a panic and never a result.
//   - The same documents give the same bytes, in whatever order they come.
//
// # Analysis
//
// A word is a run of letters, marks and digits; apostrophes between letters are
// part of it; C++, C# and F# are words. Scripts without spaces (Han, kana,
// Hangul, Thai, Lao, Khmer, Myanmar) give overlapping pairs of characters.
// Folding makes lower case, drops accents, vowel points and characters without
// a shape. A word's term depends on its script and the language of the text:
// Snowball stems for Russian, English and Arabic, one Latin key for both Uzbek
// alphabets, the folded word elsewhere. A word of a query stands for its terms
// by the rules of all languages in the index.
//
// # Files
//
// All are in library/. The entry, search.json, is
//
//	{"check":"<CRC-32 of the value of index, 8 hex digits>","index":{
//	  "format":"lectern-search","version":1,"docs":5000,
//	  "langs":[{"lang":"ru","docs":5000}],
//	  "terms":[{"first":"а","hash":"0123456789abcdef"}],
//	  "places":[{"first":0,"hash":"0123456789abcdef"}],
//	  "words":["0123456789abcdef"]}}
//
// Documents are numbered from 0: by language tag, newest first, then by path;
// langs gives the runs. The other files are <kind>.<hash>.bin, the hash being
// the CRC-32 of the payload and the first 4 bytes of the SHA-256 of the file:
//
//	terms   a run of the terms, sorted by bytes, with their postings; about 20 kB
//	places  which documents are in which texts file, for documents from "first"
//	texts   what results show of some documents: about 8 kB, read only to show them
//	words   terms of two articles or more, to correct mistyped words with;
//	        read when a word has no hits
//
// Each is sealed: the magic "LECS", the version (1 byte), the kind ('t', 'p',
// 'x', 'w'), the CRC-32 (IEEE) of the payload (4 bytes, big endian), the
// payload's length (uvarint), the payload compressed with DEFLATE. They are
// compressed by themselves because plain hosts don't compress what they don't
// know; unpacking here costs the program 19 kB.
//
// Payloads, where n is a uvarint and text is a length (n) and UTF-8 bytes:
//
//	terms   count n; each: bytes shared with the term before n, the rest as text,
//	        documents n, bytes of postings n; then the postings of each:
//	        documents as gaps (n, the first from -1, less 1), then a byte each:
//	        impact (1 to 127) * 2 + 1 if in the title, then for those in a title
//	        a byte: the term's share of the title, 1 to 255
//	places  count n; each: documents n, hash (8 bytes)
//	texts   count n; each: path, source, title, date, summary, text (all text)
//	words   count n; each: bytes shared n, the rest as text, a byte: twice the
//	        binary logarithm of the number of documents
//
// Worked example: an index of two documents where "sea" is in 0 with impact 60,
// and in 1 with impact 90 and alone in its title, and "seal" in 1 with impact 5:
//
//	02                    two terms
//	00 03 73 65 61 02 05  nothing shared, "sea", 2 documents, 5 bytes
//	03 01 6c 01 02        "sea" shared, "l", 1 document, 2 bytes
//	00 00 78 b5 ff        document 0, the one after; impacts 60, 90 with title; all of it
//	01 0a                 document 1; impact 5
//
// # Ranking
//
// The score is a BM25F sum (impacts times the terms' rarity, from 0 to 1) times
// the square of the query's share that the article has, plus what a title with
// the query's words adds, the more the less else it says, plus what words side
// by side in the text add. Constants are named in rank.go, near.go and
// invert_host.go. Articles in the reader's language come first, then those in
// another script of it, then the rest.
package search

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
	Summary  string
	Headings []string
	Text     string
	Topics   []string
	Authors  []string
	Date     time.Time
	DateText string // the date as shown in results
}

// ManifestName is the file a reader of the index starts from.
const ManifestName = "library/search.json"

// Fetch reads a file of the index by its name relative to the site's root.
type Fetch func(ctx context.Context, name string) ([]byte, error)

// A Query is what a reader asks.
type Query struct {
	Text  string       // words, "phrases", -without, topic: author: lang: year:
	Lang  content.Lang // language of the reader: its articles come first
	Only  content.Lang // when set, no other language
	Limit int          // results; 0 means 10

	// Verbatim asks for the words as typed: no correction, no other layout.
	Verbatim bool
}

// Results are the answer to a query, best first.
type Results struct {
	Query   string
	Total   int // articles found; at least len(Results)
	Results []Result

	// Answered is the query that was answered, when it is not the one typed,
	// and Why says what was done to it.
	Answered string
	Why      Reason

	Missing     []string // words as typed that no article has
	Suggestions []string // when nothing was found: queries that find something

	Filters []Filter // those in the query, in order
	Facets  []Facet  // how the articles found divide; empty ones left out
}

// A Reason says why another query was answered than the one typed.
type Reason string

const (
	AsTyped  Reason = ""
	Layout   Reason = "layout"   // typed in the other keyboard layout, or in mixed scripts
	Spelling Reason = "spelling" // a word no article has, and one like it
)

// A Filter restricts a query: "topic:customs" in its text.
type Filter struct {
	Kind  string // "topic", "author", "lang", "year"
	Value string // slug, tag or number, as in the query
	Name  string // for readers; Value when nothing has it
	Known bool   // some article has it
}

// A Facet is a way to divide the articles found.
type Facet struct {
	Kind   string // as Filter.Kind
	Values []FacetValue
}

// A FacetValue is a part of a facet, the largest first; years newest first.
type FacetValue struct {
	Value  string // as Filter.Value
	Name   string
	Count  int  // articles found that have it
	Chosen bool // the query has the filter
}

// A Result is an article found. Excerpt, Found and DateText come from the
// article's page: Find leaves them empty, Fill reads them.
type Result struct {
	Path     string
	Source   string
	Lang     content.Lang
	Title    string
	Marks    []Span // in Title
	Excerpt  string // best passage; plain text
	Found    []Span // in Excerpt
	Date     string // "2026-11-23"; "" when undated
	DateText string // the date as the article's page has it
	Score    float64
	Away     bool // its page could not be read: offline, and not on the device
}

// A Span is a run of bytes [Start, End) of a text.
type Span struct{ Start, End int }
