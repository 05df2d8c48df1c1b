// Package search answers queries over the index of a library, in the browser
// and on the command line.
//
// Rules:
//   - It is linked into the browser program: standard library and the stemmers
//     only, no regexp, no net/http.
//   - There is no wrong query and no empty answer: what cannot be meant is
//     ignored, and where nothing is found something is suggested.
//   - Bytes of the index that are damaged are an error with the file's name;
//     trying again fetches them anew. Pages are read as text only: what looks
//     like markup in a result was text in the page.
//   - A query ends when its context does, and lets the page have its turn every
//     few milliseconds (breathe).
//   - Nothing is kept between queries but caches: the same query over the same
//     index has the same answer.
//
// # How a query is answered
//
// parseQuery takes it apart: words, "phrases", filters (topic:, author:, lang:,
// year:, also in Russian and Uzbek), -without any of these. Filters of one kind are
// alternatives, of different kinds all must hold.
//
// understand opens the editions (an index a language): the reader's, another
// script of it, and others that are small, chosen by a filter, or written in a
// script of the query when the reader's own have little. Words that none has
// are read in one script (cтатья with a Latin c), then in the other keyboard
// layout, then written apart or as one (вебсокеты, веб-сокеты) as some article
// has them, then corrected, in quotation marks too: to the words one error away
// that the index has, or its terms nearest by typing errors, and of those the
// ones that some article has together with the other words. A corrected word is
// spelled as a title has it, if one does. Words that only languages left out by a
// filter have are no errors. Every reading is a query text that is looked up
// again, so Answered is what was answered. Verbatim leaves this out.
//
// The last word may be unfinished: it stands for the terms that begin so, and
// for those of words whose endings have been begun (outgrown).
//
// rank scores the articles that have at least leastShare of what the best has.
// If any has all words, only such articles are counted, in the total and in the
// facets; others follow as results while there is room.
// Articles in the reader's language come first, then another script of it, then
// the rest; equal ones newest first.
//
// A word typed as an abbreviation (НАСА) is one, if the index has it so, and no
// form of another word.
//
// Quoted phrases are looked for in the pages of the articles that may have them,
// the likeliest first, until there are enough results or reading on seems vain
// (verify). Then the answer is Partial and counts what was found so far; asking
// for more reads on. One word in quotation marks must be there, in any form. So
// are the pages read for a query of quotationWords or more that no title has,
// since people paste sentences without quotation marks; but not while the reader
// types. Likewise articles with a joined number (3.11, 12.05.2024) go before
// those with its parts.
//
// Fill reads the pages of the results to be shown: the passage that shows most
// of the query, the words in it, the date.
//
// # The score
//
// A word's rarity is BM25's, in its language: log(1 + (N-n+0.5)/(n+0.5)) for n
// of N articles. Its impact in an article is c/(saturation+c), where c is
//
//	occurrences / (1 - lengthNorm + lengthNorm * length/mean length)
//	+ headingWeight, extraWeight, titleWeight where it is in one
//
// times the weight of the term: 1 for the word itself, kinWeight for a form the
// stemmer tells apart, prefixWeight for a longer word. The score is the sum of
//
//	(impacts by rarity, 0 to 1) * (share of the query it has)²
//	(share in the title)² * (titleBonus + exactTitle * share of the title it makes)
//	wholeTitle, if the title has all words
//	nearBonus * (pairs of words that follow each other, by how little that says by chance)
//	chainBonus for each pair past the first, if all words follow each other
//	phraseLuck * binary logarithm of the odds of a quoted phrase (mayFollow)
//
// To the best articles whose titles have all words, comparing the titles adds
//
//	typedForms * share of the words that the title has in the form typed
//	begunWord, if a word of the title begins with the unfinished one
//	typedOrder, if the words follow each other there as typed
//	shortTitle * share of the title's letters typed, if the query is unfinished
//
// The parameters, with what 0 and a high value do:
//
//	saturation     0: once counts like a hundred times; high: every occurrence counts the same
//	lengthNorm     0: long articles win by their length; 1: a long article needs as much more
//	titleWeight    0: a title's word counts as text only; high: text hardly matters beside it
//	headingWeight  the same for headings
//	extraWeight    the same for summary, topics and authors
//	titleBonus     0: titles count by their impact alone; high: any word in a title beats any text
//	exactTitle     0: a title with other words is as good; high: short titles win
//	wholeTitle     0: a title with most words may win; high: all words in the title beat all else
//	nearBonus      0: the order of words doesn't matter; high: two words side by side beat the rest
//	chainBonus     0: a sentence typed is a bag of words; high: common words in the typed order win
//	typedForms     0: forms of a word are the same; high: the form typed wins over a title's length
//	begunWord      0: a title with another form of what was typed is as good as one that begins so
//	typedOrder     0: the order of words in a title doesn't matter; high: it beats all else
//	shortTitle     0: how a word goes on doesn't matter; high: the shortest title wins
//	quotation      0: a page that has the query word for word stays where it is; high: it is first
//	phraseLuck     0: pages are read for a quoted phrase by score; high: by its odds alone
//	leastShare     0: any word is enough to be found; 1: all that the best has are needed
//	kinWeight, prefixWeight  0: only the word itself; 1: guesses count in full
//	oneLetter, twoLetters    what an unfinished word so short counts; 0 ignores it, 1 takes it for whole
//	chainLuck      0: pages are read for a quotation by score; high: by what follows what alone
package search

import (
	"context"

	"lectern/content"
	"lectern/content/search/index"
)

// ManifestName is the file a reader of the index starts from.
const ManifestName = index.ManifestName

// Fetch reads a file of the site by its name relative to the root: a file of
// the index, or "ru/customs/" for the page of an article.
type Fetch func(ctx context.Context, name string) ([]byte, error)

// A Query is what a reader asks.
type Query struct {
	Text  string       // words, "phrases", -without, topic: author: lang: year:
	Lang  content.Lang // language of the reader: its articles come first
	Only  content.Lang // when set, no other language
	Limit int          // results; 0 means 10

	// Verbatim asks for the words as typed: no correction, no other layout.
	Verbatim bool

	// Rested says that the reader has stopped typing: Find may read pages, or more
	// of them, to see in which the words follow each other.
	Rested bool

	// Seen is how many results the reader has when more are asked for: pages are
	// read until there is another with a quoted phrase.
	Seen int

	// Sources asks for Result.Source too: another file to fetch, which only
	// the command line needs.
	Sources bool
}

// Results are the answer to a query, best first.
type Results struct {
	Query   string
	Total   int // articles that have all words if any has, though others may be in Results; else articles found
	Results []Result

	// Partial says that the query has a quoted phrase and more articles may have
	// it than were read: Total and Facets count those found so far. A larger
	// Limit, or Seen, finds on.
	Partial bool

	// Answered is the query that was answered, when it is not the one typed,
	// and Why says what was done to it.
	Answered string
	Why      Reason

	// Quotable says that the words may follow each other in some article that was
	// not read: asked again with Query.Rested, Find reads pages and may put it
	// first, or find more.
	Quotable bool

	Missing     []string // words as typed that no article has
	Suggestions []string // when nothing was found: queries that find something

	Filters []Filter // those in the query, in order
	Facets  []Facet  // how the articles divide that Total counts; empty ones left out
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
