package search

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content"
	"lectern/content/search/analysis"
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
	best := typed
	for _, try := range []func(context.Context, *reading) (*reading, error){s.oneScript, s.otherLayout, s.spell} {
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

// suits reports whether a word of the query is in a script that texts of the
// language are written in.
func (r *reading) suits(lang content.Lang) bool {
	return slices.ContainsFunc(r.words, func(w queryWord) bool { return suits(w.text, lang) })
}

func suits(word string, lang content.Lang) bool {
	letter := strings.IndexFunc(word, unicode.IsLetter)
	if letter < 0 {
		return true
	}
	of := scriptOf(analysis.First(word[letter:]))
	if strings.HasSuffix(string(lang), "-Cyrl") {
		return of == cyrillic
	}
	switch lang.Base() {
	case "ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "tt", "ba", "mn", "cv":
		return of == cyrillic
	case "sr", "bs":
		return of == cyrillic || of == latin
	case "ar", "fa", "ur", "ps", "ug", "ckb", "sd":
		return of == arabic
	case "zh", "ja", "ko", "th", "lo", "my", "km", "he", "hi", "bn", "ta", "te", "ka", "hy", "el", "am":
		return of == otherScript
	}
	return of == latin
}

// A script is what suits needs to know about a letter.
type script int

const (
	otherScript script = iota
	cyrillic
	latin
	arabic
)

func scriptOf(r rune) script {
	switch {
	case r < 0x250 || r >= 0x1E00 && r <= 0x1EFF:
		return latin
	case r >= 0x400 && r <= 0x52F:
		return cyrillic
	case r >= 0x600 && r <= 0x6FF:
		return arabic
	}
	return otherScript
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

// otherLayout reads the query as typed in the other keyboard layout: all of it,
// or else the tokens with words that no article has.
func (s *session) otherLayout(ctx context.Context, r *reading) (*reading, error) {
	unknown := r.unknown()
	if unknown == 0 {
		return nil, nil
	}
	whole := func(token string, _ []int) string { return cmp.Or(analysis.OtherLayout(token), token) }
	all, err := s.tryLayout(ctx, r, whole)
	if err != nil || all == nil || all.unknown() == 0 && s.typedSo(all, r) {
		return all, err
	}
	some, err := s.tryLayout(ctx, r, func(token string, words []int) string {
		if !slices.ContainsFunc(words, r.known) {
			return whole(token, words)
		}
		return token
	})
	switch {
	case err != nil:
		return nil, err
	case some != nil && some.unknown() == 0 && s.typedSo(some, r):
		return some, nil
	case unknown == len(r.words) && all.unknown() > 0 && all.telling():
		return all, nil // for its spelling to be corrected
	}
	return nil, nil
}

// telling reports whether some article has a word of three letters or more: a
// shorter one is found in either layout by chance.
func (r *reading) telling() bool {
	for i, w := range r.words {
		if !w.exclude && utf8.RuneCountInString(w.text) >= 3 && r.known(i) {
			return true
		}
	}
	return false
}

// typedSo reports whether a word that a reading has in the place of another is
// found other than by chance: one of three letters or more, or a shorter one as
// it stands. Signs that texts of a language are searched without are no letters.
func (s *session) typedSo(r, typed *reading) bool {
	for i, w := range r.words {
		if w.exclude || slices.ContainsFunc(typed.words, func(t queryWord) bool { return t.text == w.text }) {
			continue
		}
		bare := strings.NewReplacer("ь", "", "ъ", "", string(analysis.Apostrophe), "").Replace(w.text)
		letters := utf8.RuneCountInString(w.text)
		for at, ed := range s.editions {
			if !r.found[at][i].known() {
				continue
			}
			key := analysis.Key([]byte(bare), ed.lang)
			lost := bare != w.text && key == r.wanted[at][i].Key
			if lost && utf8.RuneCountInString(bare) >= 3 || !lost && (letters >= 3 || s.finished(r, i)) {
				return true
			}
		}
	}
	return false
}

func (s *session) tryLayout(ctx context.Context, r *reading, change func(string, []int) string) (*reading, error) {
	text := r.replaced(change)
	if text == r.text {
		return nil, nil
	}
	other, err := s.read(ctx, text, Layout)
	if err != nil || len(other.words) == 0 || len(other.filters) != len(r.filters) {
		return nil, err
	}
	return other, nil
}

// Letters that look the same in two scripts, in the same order.
const (
	latinLooks    = "aceopxykABCEHKMOPTXYij"
	cyrillicLooks = "асеорхукАВСЕНКМОРТХУіј"
)

// oneScript reads tokens of Latin and Cyrillic letters as of one script, where
// all letters of the other look alike and the index has the word then.
func (s *session) oneScript(ctx context.Context, r *reading) (*reading, error) {
	for _, looks := range [][2]string{{latinLooks, cyrillicLooks}, {cyrillicLooks, latinLooks}} {
		text := r.replaced(func(token string, _ []int) string {
			return letterRuns(token, func(run string) string { return inScript(run, looks[0], looks[1]) })
		})
		if text == r.text {
			continue
		}
		other, err := s.read(ctx, text, Layout)
		if err != nil {
			return nil, err
		}
		if len(other.words) > 0 && other.unknown() == 0 && len(other.filters) == len(r.filters) {
			return other, nil
		}
	}
	return nil, nil
}

// letterRuns returns text with its runs of letters changed: a quoted phrase and
// "C-код" have words of two scripts, none of them mixed.
func letterRuns(text string, change func(run string) string) string {
	var b strings.Builder
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }
	for text != "" {
		n := strings.IndexFunc(text, between)
		if n < 0 {
			n = len(text)
		}
		b.WriteString(change(text[:n]))
		_, size := utf8.DecodeRuneInString(text[n:])
		b.WriteString(text[n : n+size])
		text = text[n+size:]
	}
	return b.String()
}

// inScript returns a word of two scripts in the script of to, or as it is.
func inScript(token, from, to string) string {
	script := scriptOf(analysis.First(to))
	letters := []rune(to)
	mixed, ours := false, false
	changed := strings.Map(func(r rune) rune {
		if n := strings.IndexRune(from, r); n >= 0 {
			mixed = true
			return letters[utf8.RuneCountInString(from[:n])]
		}
		if unicode.IsLetter(r) {
			if scriptOf(r) != script {
				return -1
			}
			ours = true
		}
		return r
	}, token)
	if !mixed || !ours || utf8.RuneCountInString(changed) != utf8.RuneCountInString(token) {
		return token
	}
	return changed
}
