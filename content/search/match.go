package search

import (
	"slices"
	"strings"

	"lectern/content"
	"lectern/content/search/analysis"
)

// A group is a word of a query with all it stands for in the index.
type group struct {
	queryWord
	terms    map[string]bool // what it is indexed under, by every rule there is
	kin      []string        // probable terms of its other forms; in terms too
	prefixes []string        // what terms of longer words or other forms begin with
	verbatim map[string]bool // the word itself as each rule spells it, for phrases
	entries  []weighted      // what of it is in the index
	rarity   float64
}

// A weighted is a term of the index that a word of the query stands for.
type weighted struct {
	*termEntry
	weight float64 // 1 for the word itself, less for guesses
}

// newGroup looks at a word by the rules of the languages.
func newGroup(w queryWord, langs []content.Lang) group {
	g := group{queryWord: w, terms: make(map[string]bool), verbatim: make(map[string]bool)}
	for _, lang := range langs {
		f := analysis.FormsOf(w.text, lang)
		g.terms[f.Term] = true
		if !w.exclude {
			for _, k := range f.Kin {
				if !slices.Contains(g.kin, k) {
					g.kin = append(g.kin, k)
				}
			}
		}
		if w.prefix && f.Key != "" && !g.verbatim[f.Key] {
			g.prefixes = append(g.prefixes, f.Key)
		}
		g.verbatim[f.Key] = true
		if f.Base != "" && !w.exclude && !slices.Contains(g.prefixes, f.Base) {
			g.prefixes = append(g.prefixes, f.Base)
		}
	}
	g.kin = slices.DeleteFunc(g.kin, func(k string) bool { return g.terms[k] })
	for _, term := range g.kin {
		g.terms[term] = true
	}
	return g
}

// A match is a word of a text that a word of the query stands for.
type match struct {
	Span
	group    int
	position int  // of the word in the text, in words
	exact    bool // the word as typed, not another form of it
}

// A matcher finds the words of a query in texts of one language.
type matcher struct {
	groups []group
	lang   content.Lang
	words  *analysis.Analyzer
	starts *[256]bool // as scanner.starts; nil where it can't be relied on
}

func newMatcher(groups []group, lang content.Lang) *matcher {
	m := &matcher{groups: groups, words: analysis.NewAnalyzer(lang), lang: lang}
	if base := lang.Base(); base == "uz" || base == "kaa" || m.arabic() {
		return m // two alphabets for one key; a stemmer that cuts beginnings
	}
	m.starts = new([256]bool)
	for _, g := range groups {
		for term := range g.terms {
			m.starts[byte(analysis.First(term))] = true
		}
		for _, key := range g.prefixes {
			m.starts[byte(analysis.First(key))] = true
		}
	}
	const ye, yo = 'е' & 0xFF, 'ё' & 0xFF // ё is е in terms
	m.starts[yo] = m.starts[yo] || m.starts[ye]
	return m
}

// arabic reports whether a word of the query is in Arabic letters.
func (m *matcher) arabic() bool {
	for _, g := range m.groups {
		if analysis.InArabicLetters(g.text) {
			return true
		}
	}
	return false
}

// matches returns the words of text that are asked for, in order.
func (m *matcher) matches(text string) []match {
	var found []match
	s := analysis.Scanner{Text: text, Starts: m.starts}
	for read := 0; s.Next(); read++ {
		term := m.words.Term(s.Word)
		for i := range m.groups {
			if g := &m.groups[i]; !g.exclude && g.matches(term) {
				found = append(found, match{Span{s.Start, s.End}, i, read + s.Passed, g.typed(s.Word, m.lang)})
				break
			}
		}
	}
	return found
}

func (g *group) matches(term string) bool {
	if g.terms[term] {
		return true
	}
	for _, key := range g.prefixes {
		if strings.HasPrefix(term, key) {
			return true
		}
	}
	return false
}

// typed reports whether a folded word of a text is the one typed.
func (g *group) typed(word []byte, lang content.Lang) bool {
	return g.verbatim[analysis.Key(word, lang)]
}

// hasPhrase reports whether the words of a quoted phrase follow each other in
// text, as typed.
func (m *matcher) hasPhrase(text string, phrase int) bool {
	var words []*group
	for i := range m.groups {
		if m.groups[i].phrase == phrase {
			words = append(words, &m.groups[i])
		}
	}
	// runs[i] tells whether the words up to i have just been read.
	runs := make([]bool, len(words))
	s := analysis.Scanner{Text: text}
	for s.Next() {
		for i := len(words) - 1; i >= 0; i-- {
			runs[i] = (i == 0 || runs[i-1]) && words[i].typed(s.Word, m.lang)
		}
		if len(runs) > 0 && runs[len(runs)-1] {
			return true
		}
	}
	return false
}

// Highlight returns the words of text, written in language lang, that a query
// asks for, in any form the index treats as the same; in order, apart.
func Highlight(text, query string, lang content.Lang) []Span {
	var groups []group
	for _, w := range parseQuery(query) {
		groups = append(groups, newGroup(w, []content.Lang{lang}))
	}
	if len(groups) == 0 {
		return nil
	}
	return spans(newMatcher(groups, lang).matches(text))
}

// spans joins matches that overlap, as pairs of unspaced scripts do.
func spans(matches []match) []Span {
	var joined []Span
	for _, m := range matches {
		if n := len(joined); n > 0 && m.Start <= joined[n-1].End {
			joined[n-1].End = max(joined[n-1].End, m.End)
			continue
		}
		joined = append(joined, m.Span)
	}
	return joined
}
