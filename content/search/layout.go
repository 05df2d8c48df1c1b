package search

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content/search/analysis"
)

// otherLayout reads the query as typed in the other keyboard layout: all of it,
// or else the tokens with words that no article has.
func (s *session) otherLayout(ctx context.Context, r *reading) (*reading, error) {
	unknown := r.unknown()
	if unknown == 0 {
		return nil, nil
	}
	whole := func(token string, _ []int) string {
		other := analysis.OtherLayout(token)
		if other == "" || tornApart(other) && !tornApart(token) {
			return token
		}
		return other
	}
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

// tornApart reports whether signs stand between letters that nobody writes there:
// "hf,nf[" are no words that were typed as "рабтах".
func tornApart(text string) bool {
	letter := false
	for i, r := range text {
		if strings.ContainsRune(",;[]{}<>`~\"", r) && letter {
			_, size := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(analysis.First(text[i+size:])) {
				return true
			}
		}
		letter = unicode.IsLetter(r)
	}
	return false
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
