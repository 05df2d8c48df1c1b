package search

import (
	"bytes"
	"slices"
	"strings"

	"lectern/content"
	"lectern/content/search/analysis"
)

// A wanted is a word of a query with what it stands for in texts of one
// language.
type wanted struct {
	queryWord
	analysis.Forms
	sure     string   // the term of an abbreviation or a word with a sign; no other is looked for if the index has it
	outgrown []string // terms that an unfinished word may be a longer form of
	rarity   float64  // what the word says, when known
}

// wantedIn looks at the words of a query by the rules of a language.
func wantedIn(words []queryWord, lang content.Lang) []wanted {
	list := make([]wanted, len(words))
	for i, w := range words {
		list[i] = wanted{queryWord: w, Forms: analysis.FormsOf(w.text, lang)}
		if w.exclude || w.phrase > 0 {
			list[i].Kin, list[i].Base = nil, ""
		}
		if w.day != "" {
			list[i].dated(lang)
		}
		list[i].capital = w.capital && list[i].Key != list[i].Term
		switch {
		case w.sign != 0:
			list[i].sure = string(w.sign) + list[i].Key
		case list[i].capital:
			list[i].sure = list[i].Key
		}
		if w.prefix {
			list[i].outgrown = outgrown(w.text, list[i].Forms, lang)
		}
	}
	return list
}

// matches reports whether a term is a form of the word.
func (w *wanted) matches(term string) bool {
	switch {
	case term == w.Term || slices.Contains(w.Kin, term):
		return true
	case w.Base != "" && strings.HasPrefix(term, w.Base):
		return true
	case w.prefix:
		return strings.HasPrefix(term, w.Key) && w.Key != "" || slices.Contains(w.outgrown, term)
	}
	return false
}

// A match is a word of a text that a word of the query stands for.
type match struct {
	Span
	word     int  // of the query
	position int  // of the word in the text, in words
	exact    bool // the word as typed, not another form of it
}

// A matcher finds the words of a query in texts of one language.
type matcher struct {
	words   []wanted
	phrases []phrase // those wanted
	lang    content.Lang
	terms   *analysis.Analyzer
	starts  *[256]bool // as analysis.Scanner.Starts; nil where it can't be relied on
}

func newMatcher(words []wanted, lang content.Lang) *matcher {
	m := &matcher{words: words, terms: analysis.NewAnalyzer(lang), lang: lang}
	list := make([]queryWord, len(words))
	for i := range words {
		list[i] = words[i].queryWord
	}
	for _, p := range phrasesOf(list) {
		if !p.exclude {
			m.phrases = append(m.phrases, p)
		}
	}
	if base := lang.Base(); base == "uz" || base == "kaa" || m.arabic() {
		return m // two alphabets for one key; a stemmer that cuts beginnings
	}
	m.starts = new([256]bool)
	for _, w := range words {
		m.starts[byte(analysis.First(w.Term))] = true
		m.starts[byte(analysis.First(w.Key))] = true
		for _, term := range w.Kin {
			m.starts[byte(analysis.First(term))] = true
		}
		if w.Base != "" {
			m.starts[byte(analysis.First(w.Base))] = true
		}
	}
	const ye, yo = 'е' & 0xFF, 'ё' & 0xFF // ё is е in terms
	m.starts[yo] = m.starts[yo] || m.starts[ye]
	return m
}

// arabic reports whether a word of the query is in Arabic letters.
func (m *matcher) arabic() bool {
	return slices.ContainsFunc(m.words, func(w wanted) bool { return analysis.InArabicLetters(w.text) })
}

// matches returns the words of text that are asked for, in order; those of a
// quoted phrase only where they follow each other.
func (m *matcher) matches(text string) []match {
	var found []match
	var keys []string // of found, for phrases
	s := analysis.Scanner{Text: text, Starts: m.starts}
	for read := 0; s.Next(); read++ {
		term := m.terms.Term(s.Word)
		key := ""
		best, typed, quoted := -1, false, false
		for i := range m.words {
			w := &m.words[i]
			if w.exclude || !w.matches(term) {
				continue
			}
			if key == "" {
				key = analysis.Key(s.Word, m.lang)
			}
			switch exact := key == w.Key && (w.sign == 0 || s.Sign() == w.sign); {
			case w.capital && !exact:
			case m.inPhrase(i):
				quoted = quoted || exact
			case best < 0 || exact && !typed:
				best, typed = i, exact
			}
		}
		if best >= 0 || quoted {
			found = append(found, match{Span{s.Start, s.End}, best, read + s.Passed, typed})
			if len(m.phrases) > 0 {
				keys = append(keys, key)
			}
		}
	}
	if len(m.phrases) == 0 {
		return found
	}
	for _, p := range m.phrases {
		for i := range found {
			m.join(p, found[i:], keys[i:])
		}
	}
	kept := found[:0]
	for _, f := range found {
		if f.word >= 0 {
			kept = append(kept, f)
		}
	}
	return kept
}

// inPhrase reports whether a word of the query counts only in a phrase.
func (m *matcher) inPhrase(word int) bool {
	return slices.ContainsFunc(m.phrases, func(p phrase) bool { return slices.Contains(p.words, word) })
}

// join gives the words of a phrase to matches that begin with it.
func (m *matcher) join(p phrase, found []match, keys []string) {
	for i, w := range p.words {
		if i == len(found) || keys[i] != m.words[w].Key || found[i].position != found[0].position+i {
			return
		}
	}
	for i, w := range p.words {
		found[i].word, found[i].exact = w, true
	}
}

// keys returns the words of a quoted phrase as texts spell them; all words of
// the query for phrase 0.
func (m *matcher) keys(phrase int) []string {
	var keys []string
	for _, w := range m.words {
		if phrase == 0 && !w.exclude || w.phrase == phrase && phrase > 0 {
			keys = append(keys, w.Key)
		}
	}
	return keys
}

// follow reports whether words follow each other in text, as typed; unfinished
// says that the last may go on.
func (m *matcher) follow(text string, keys []string, unfinished bool) bool {
	if len(keys) == 0 {
		return false
	}
	s := analysis.Scanner{Text: text}
	if base := m.lang.Base(); base != "uz" && base != "kaa" && !m.arabic() {
		s.Starts = new([256]bool)
		for _, key := range keys {
			s.Starts[byte(analysis.First(key))] = true
		}
		const ye, yo = 'е' & 0xFF, 'ё' & 0xFF // ё is е in keys
		s.Starts[yo] = s.Starts[yo] || s.Starts[ye]
	}
	// runs[i] tells whether the words up to i have just been read.
	runs := make([]bool, len(keys))
	last := len(keys) - 1
	yo, apostrophe := []byte("ё"), []byte(string(analysis.Apostrophe))
	for read, at := 0, -1; s.Next(); read++ {
		if read+s.Passed != at+1 {
			clear(runs)
		}
		at = read + s.Passed
		key := s.Word
		if s.Starts == nil || bytes.Contains(key, yo) || bytes.Contains(key, apostrophe) {
			key = []byte(analysis.Key(key, m.lang)) // of other words it is the word
		}
		for i := last; i >= 0; i-- {
			runs[i] = (i == 0 || runs[i-1]) && (keys[i] == string(key) ||
				unfinished && i == last && len(key) > len(keys[i]) && string(key[:len(keys[i])]) == keys[i])
		}
		if runs[last] {
			return true
		}
	}
	return false
}

// Highlight returns the words of text, written in language lang, that a query
// asks for, in any form the index treats as the same; in order, apart. Words of a
// quoted phrase are asked for as they stand there, one after the other.
func Highlight(text, query string, lang content.Lang) []Span {
	words := parseQuery(query).words
	if len(words) == 0 {
		return nil
	}
	return spans(newMatcher(wantedIn(words, lang), lang).matches(text))
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
