package library

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"

	"lectern/content"
)

// A term is a word of an article, whatever its form, and how often it stands
// there. Words are kept as 32 bits of a hash: of a hundred thousand words one
// or two share theirs, which may at worst make an article seem a little related.
type term struct {
	word  uint32
	count uint32
}

// mostTerms bounds what is kept of one article.
const mostTerms = 400

// rememberedStems bounds the memory of stems, some 60 bytes each.
const rememberedStems = 1 << 19

// A termReader finds the terms of texts. It remembers stems: the same words
// come again in every article. Safe for concurrent use.
type termReader struct {
	mu    sync.RWMutex
	stems map[content.Lang]map[string]uint32
	size  int
}

func newTermReader() *termReader {
	return &termReader{stems: map[content.Lang]map[string]uint32{}}
}

// titleWeight is how often a word of the title counts.
const titleWeight = 3

// read counts the words of text and finds the terms of title and text, in the
// order of their hashes.
func (r *termReader) read(lang content.Lang, title, text string) (tally, []term) {
	counts := map[string]uint32{}
	count := func(by uint32) func(string) {
		return func(word string) {
			if utf8.RuneCountInString(word) > 2 || word != "" && word[0] >= 0xe0 {
				counts[word] += by
			}
		}
	}
	scan(title, count(titleWeight))
	n := scan(text, count(1))
	base := content.Lang(lang.Base())
	byHash := make(map[uint32]uint32, len(counts))
	r.mu.RLock()
	known := r.stems[base]
	var unknown []string
	for word, count := range counts {
		if h, ok := known[word]; ok {
			byHash[h] += count
		} else {
			unknown = append(unknown, word)
		}
	}
	r.mu.RUnlock()
	if len(unknown) > 0 {
		hashes := make([]uint32, len(unknown))
		for i, word := range unknown {
			hashes[i] = hashOf(stem(base, word))
			byHash[hashes[i]] += counts[word]
		}
		r.remember(base, unknown, hashes)
	}
	delete(byHash, 0)
	terms := make([]term, 0, len(byHash))
	for h, count := range byHash {
		terms = append(terms, term{h, count})
	}
	if len(terms) > mostTerms {
		slices.SortFunc(terms, func(a, b term) int {
			return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.word, b.word))
		})
		terms = slices.Clone(terms[:mostTerms])
	}
	slices.SortFunc(terms, func(a, b term) int { return cmp.Compare(a.word, b.word) })
	return n, terms
}

func (r *termReader) remember(lang content.Lang, words []string, hashes []uint32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.size+len(words) > rememberedStems {
		r.stems, r.size = map[content.Lang]map[string]uint32{}, 0
	}
	if r.stems[lang] == nil {
		r.stems[lang] = map[string]uint32{}
	}
	for i, word := range words {
		r.stems[lang][strings.Clone(word)] = hashes[i]
	}
	r.size += len(words)
}

// hashOf is never 0 for a word: 0 stands for "no term".
func hashOf(stem string) uint32 {
	if stem == "" {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(stem))
	return max(1, h.Sum32())
}

// plainSpelling levels signs that are written or left out.
var plainSpelling = strings.NewReplacer("ё", "е", "’", "'", "ʼ", "'", "ʻ", "'", "‘", "'", "\u00ad", "")

// stem brings the forms of a word together. Numbers are no terms. For the
// Turkic languages without a stemmer the first five letters do as well as one
// (Can et al., "Information retrieval on Turkish texts", JASIST 59, 2008); words of other languages
// stay whole.
func stem(lang content.Lang, word string) string {
	word = plainSpelling.Replace(strings.ToLower(word))
	if strings.Trim(word, "0123456789-'") == "" {
		return ""
	}
	var by func(*snowballstem.Env) bool
	switch lang {
	case "ar":
		by = arabic.Stem
	case "da":
		by = danish.Stem
	case "nl":
		by = dutch.Stem
	case "en":
		by = english.Stem
	case "fi":
		by = finnish.Stem
	case "fr":
		by = french.Stem
	case "de":
		by = german.Stem
	case "hu":
		by = hungarian.Stem
	case "it":
		by = italian.Stem
	case "no", "nb", "nn":
		by = norwegian.Stem
	case "pt":
		by = portuguese.Stem
	case "ro":
		by = romanian.Stem
	case "ru", "uk", "be":
		by = russian.Stem
	case "es":
		by = spanish.Stem
	case "sv":
		by = swedish.Stem
	case "tr", "az":
		by = turkish.Stem
	case "uz", "kk", "ky", "tk", "tt", "ba", "ug", "kaa":
		n := 0
		for i := range word {
			if n == 5 {
				return word[:i]
			}
			n++
		}
		return word
	default:
		return word
	}
	env := snowballstem.NewEnv(word)
	by(env)
	return env.Current()
}
