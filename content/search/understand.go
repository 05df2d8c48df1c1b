package search

import (
	"context"
	"slices"
	"sort"
	"strings"

	"lectern/content"
	"lectern/content/search/index"
)

// A reading is a query as it was typed or as it may have been meant, with what
// the editions have of its words.
type reading struct {
	text string
	why  Reason
	parsedQuery
	wanted [][]wanted // by edition, then by word
	found  [][]lookup
}

// understand finds out what to answer: the query as typed if some article has
// each of its words; else the same keys in the other layout, then words of the
// index like those that none has.
func (s *session) understand(ctx context.Context) (*reading, error) {
	typed := &reading{text: s.query.Text}
	typed.parsedQuery = parseQuery(typed.text)
	if err := s.open(ctx, typed, func(index.LangDocs) bool { return true }, 1); err != nil {
		return nil, err
	}
	if err := s.consult(ctx, typed); err != nil {
		return nil, err
	}
	if s.query.Verbatim || len(typed.words) == 0 {
		return typed, nil
	}
	if elsewhere, err := s.knownElsewhere(ctx, typed); elsewhere || err != nil {
		return typed, err
	}
	best := typed
	for _, try := range []func(context.Context, *reading) (*reading, error){s.oneScript, s.otherLayout, s.compound, s.spell} {
		better, err := try(ctx, best)
		if err != nil {
			return nil, err
		}
		// The try may have opened editions that the reading kept knows nothing of.
		if err := s.extend(ctx, best); err != nil {
			return nil, err
		}
		if better != nil {
			best = better
		}
	}
	return best, nil
}

// knownElsewhere reports whether articles in languages that a filter leaves out
// have a word that none in those chosen has. It is no error in typing then.
func (s *session) knownElsewhere(ctx context.Context, r *reading) (bool, error) {
	text := r.text
	for _, f := range r.filters {
		if f.Kind == KindLang {
			text = WithoutFilter(text, f.Kind, f.Value)
		}
	}
	if text == r.text || r.unknown() == 0 {
		return false, nil
	}
	all := &session{Engine: s.Engine, snapshot: s.snapshot, query: s.query, limit: s.limit}
	other := &reading{text: text, parsedQuery: parseQuery(text)}
	if err := all.open(ctx, other, func(index.LangDocs) bool { return true }, 1); err != nil {
		return false, err
	}
	err := all.consult(ctx, other)
	return other.unknown() < r.unknown(), err
}

// read looks up another text in the editions consulted, and in those that it
// makes worth consulting.
func (s *session) read(ctx context.Context, text string, why Reason) (*reading, error) {
	r := &reading{text: text, why: why, parsedQuery: parseQuery(text)}
	if err := s.extend(ctx, r); err != nil {
		return nil, err
	}
	return r, s.consult(ctx, r)
}

// extend looks the words up in the editions that were opened since.
func (s *session) extend(ctx context.Context, r *reading) error {
	for _, ed := range s.editions[len(r.found):] {
		words := wantedIn(r.words, ed.lang)
		found, err := s.look(ctx, ed, words)
		if err != nil {
			return err
		}
		r.wanted, r.found = append(r.wanted, words), append(r.found, found)
	}
	return nil
}

// open opens the editions up to a standing that a condition holds for.
func (s *session) open(ctx context.Context, r *reading, fits func(index.LangDocs) bool, standing int) error {
	langs := slices.Clone(s.snapshot.Langs())
	sort.SliceStable(langs, func(i, j int) bool { return s.standing(langs[i].Lang) < s.standing(langs[j].Lang) })
	chosen := r.langs(langs)
	for _, l := range langs {
		if n := s.standing(l.Lang); n < 0 || n > standing || chosen != nil && !slices.Contains(chosen, l.Lang) || !fits(l) {
			continue
		}
		if slices.ContainsFunc(s.editions, func(ed *edition) bool { return ed.lang == l.Lang }) {
			continue
		}
		ed, err := s.edition(ctx, s.snapshot, l.Lang)
		if err != nil {
			return err
		}
		s.editions = append(s.editions, ed)
	}
	return s.extend(ctx, r)
}

// smallEdition is the number of articles up to which an edition is always
// consulted: its index costs less than asking the reader.
const smallEdition = 256

// consult opens the editions of other languages where that makes sense: they
// are small, the reader has chosen them, or they are written in a script of the
// query and the reader's own have little.
func (s *session) consult(ctx context.Context, r *reading) error {
	chosen := slices.ContainsFunc(r.filters, func(f Filter) bool { return f.Kind == KindLang }) // or shall be
	little := len(s.editions) == 0 || r.unknown() > 0 || s.together(r) < s.limit
	return s.open(ctx, r, func(l index.LangDocs) bool {
		return chosen || l.Docs <= smallEdition || little && r.suits(l.Lang)
	}, 2)
}

// langs returns the languages that the query's filters choose; nil for all, also
// when the library has none of them.
func (r *reading) langs(of []index.LangDocs) []content.Lang {
	var langs []content.Lang
	for _, f := range r.filters {
		if f.Kind != KindLang {
			continue
		}
		for _, l := range of {
			if isLang(f.Value, l.Lang) {
				langs = append(langs, l.Lang)
			}
		}
	}
	return langs
}

func isLang(value string, lang content.Lang) bool {
	return strings.EqualFold(value, string(lang)) || strings.EqualFold(value, lang.Segment())
}

// standing orders the languages for the reader; -1 leaves one out.
func (s *session) standing(lang content.Lang) int {
	switch {
	case s.query.Only != "" && lang != s.query.Only:
		return -1
	case s.query.Lang == "" || lang == s.query.Lang:
		return 0
	case lang.Base() == s.query.Lang.Base():
		return 1
	}
	return 2
}

// known reports whether some article has a word.
func (r *reading) known(word int) bool {
	for _, found := range r.found {
		if found[word].known() {
			return true
		}
	}
	return false
}

// unknown returns the number of words that no article has.
func (r *reading) unknown() int {
	n := 0
	for i, w := range r.words {
		if !w.exclude && !r.known(i) {
			n++
		}
	}
	return n
}

// missing returns the words that no article has, as typed.
func (r *reading) missing() []string {
	var words []string
	for i, w := range r.words {
		if word := r.text[w.span.Start:w.span.End]; !w.exclude && !r.known(i) && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// replaced returns the query with some tokens changed.
func (r *reading) replaced(change func(token string, words []int) string) string {
	var b strings.Builder
	at := 0
	for i := 0; i < len(r.words); {
		token := r.words[i].token
		var words []int
		for ; i < len(r.words) && r.words[i].token == token; i++ {
			words = append(words, i)
		}
		b.WriteString(r.text[at:token.Start])
		b.WriteString(change(r.text[token.Start:token.End], words))
		at = token.End
	}
	b.WriteString(r.text[at:])
	return b.String()
}
