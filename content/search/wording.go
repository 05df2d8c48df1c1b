package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/content"
	"lectern/content/search/analysis"
)

// formTitles is how many titles are looked at for the form of a word.
const formTitles = 4

// word chooses how the wrong words of a query are spelled in a guess: as a title or a
// text has them, in the form nearest to what was typed. A word made by mending
// the one typed need not be one that anybody writes.
func (s *session) word(ctx context.Context, r *reading, g *guess, at int, wrong func(int) bool) error {
	d := distance{keys: newKeyboard()}
	n := -1
	for i := range r.words {
		if !wrong(i) {
			continue
		}
		n++
		c := &g.words[n]
		if c.term == "" {
			continue
		}
		w := &r.wanted[at][i]
		forms, err := s.forms(ctx, s.editions[at], c, g)
		if err != nil {
			return err
		}
		if !c.spell(forms, w, w.prefix && (c.word == "" || !s.query.Rested), s.editions[at].lang, &d) && !g.borneOut(r) {
			c.word = "" // one word has become another on the way through its stem
			continue
		}
		// As the reader writes apostrophes, who may have no other key for them.
		typed := r.text[w.span.Start:w.span.End]
		if mark := strings.IndexFunc(typed, analysis.IsApostrophe); mark >= 0 {
			c.word = strings.Map(func(r rune) rune {
				if analysis.IsApostrophe(r) {
					return analysis.First(typed[mark:])
				}
				return r
			}, c.word)
		}
	}
	return nil
}

// borneOut reports whether an article has the corrected words together with
// others, which says more than how they are spelled.
func (g *guess) borneOut(r *reading) bool {
	words := 0
	for _, w := range r.words {
		if !w.exclude {
			words++
		}
	}
	return words > 1 && g.count > 0
}

// spell chooses the spelling of a candidate for a word out of the forms that
// some article has, and reports whether one of these is near to what was typed,
// which may be unfinished.
func (c *candidate) spell(forms []string, w *wanted, unfinished bool, lang content.Lang, d *distance) bool {
	mended, best, least := c.word, "", uint8(farOff+1)
	near := len(forms) == 0
	for _, form := range forms {
		key := analysis.Key(folded(form), lang)
		far := d.begun(key, w.Key, unfinished)
		near = near || far <= furthest(w.Key) || mended != "" && c.inflected(key, analysis.Key([]byte(mended), lang))
		if far < least {
			best, least = form, far
			if mended != "" && scriptOf(analysis.First(mended)) != scriptOf(analysis.First(form)) && analysis.Key([]byte(mended), lang) == key {
				best = mended // the same in the reader's alphabet
			}
		}
	}
	switch {
	case best != "":
		c.word = best
	case mended == "":
		c.word = d.surface(c.term, w.Key, func(word string) string { return analysis.Term([]byte(word), lang) })
		fallthrough
	default:
		c.word = written(c.word, lang)
	}
	return near
}

// furthest is what may have gone wrong between a word typed and the nearest form
// that somebody writes: an error in a short word, two in others.
func furthest(typed string) uint8 {
	if utf8.RuneCountInString(typed) < 7 {
		return wrongLetter + firstLetter/2
	}
	return 2*wrongLetter - similarLetter/2
}

// ofIya are the endings that only nouns in -ия have.
var ofIya = strings.Fields("ия ии ию ией иям иями иях")

// inflected reports whether a form and a word made of the one typed, with one stem,
// differ as forms of a word do: by endings, both of a verb or neither, both of a
// noun in -ия or neither.
func (c *candidate) inflected(form, mended string) bool {
	if ending, ok := strings.CutPrefix(mended, c.term); ok && slices.Contains(ofIya, ending) {
		if ending, ok = strings.CutPrefix(form, c.term); ok && (!strings.HasPrefix(ending, "и") || ending == "и") {
			return false
		}
	}
	x, y := []rune(form), []rune(mended)
	same := 0
	for same < len(x) && same < len(y) && x[same] == y[same] {
		same++
	}
	x, y = x[same:], y[same:]
	return same >= min(4, max(3, utf8.RuneCountInString(c.term))) && isEnding(x) && isEnding(y) && isVerbal(x) == isVerbal(y)
}

// folded returns a word as the analysis reads it.
func folded(word string) []byte {
	s := analysis.Scanner{Text: word}
	s.Next()
	return s.Word
}

// forms returns the words with the term of a candidate that titles have, and
// unless one is just what was mended, those of an article: of those that have
// the rest of the guess too, if any.
func (s *session) forms(ctx context.Context, ed *edition, c *candidate, g *guess) ([]string, error) {
	titles, err := ed.Titles(ctx, c.term, false)
	if err != nil {
		return nil, err
	}
	found, err := ed.Find(ctx, c.term)
	if err != nil {
		return nil, err
	}
	docs := g.together.newest(found.Docs, 1)
	for _, t := range titles {
		docs = append(docs, g.titles.newest(t.Docs, formTitles)...)
	}
	shown, err := ed.Shown(ctx, docs)
	if err != nil || len(shown) == 0 {
		return nil, err
	}
	m := newMatcher([]wanted{{Forms: analysis.Forms{Term: c.term, Key: c.term}}}, ed.lang)
	var forms []string
	mended := false
	add := func(text string) {
		for _, found := range m.matches(text) {
			if form := strings.ToLower(text[found.Start:found.End]); !slices.Contains(forms, form) {
				forms = append(forms, form)
				mended = mended || string(analysis.YeForYo(string(folded(form)))) == analysis.YeForYo(c.word)
			}
		}
	}
	for _, x := range shown {
		add(x.Title)
	}
	if mended {
		return forms, nil
	}
	path := shown[0].Path
	if p, err := s.page(ctx, path); err == nil { // offline there may be none
		s.pages.put(path, p) // it is likely to be a result
		add(p.summary)
		add(p.text)
	}
	return forms, ctx.Err()
}

// newest returns the last of some articles, at most so many: those of the set
// before the others.
func (d docSet) newest(docs []uint32, most int) []uint32 {
	var first, others []uint32
	for _, doc := range slices.Backward(docs) {
		if d.has(doc) {
			first = append(first, doc)
		} else {
			others = append(others, doc)
		}
	}
	first = append(first, others...)
	return first[:min(most, len(first))]
}

// written returns a word as people write it: folding leaves one spelling of
// letters that have several.
func written(word string, lang content.Lang) string {
	switch lang.Base() {
	case "uz", "kaa":
		return strings.NewReplacer("ö", "oʻ", "ğ", "gʻ", "oʼ", "oʻ", "gʼ", "gʻ").Replace(word)
	case "fa", "prs":
		return strings.NewReplacer("ي", "ی", "ك", "ک").Replace(word)
	}
	return word
}
