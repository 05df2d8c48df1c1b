package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/content/search/analysis"
	"lectern/content/search/index"
)

// Words that are written as one, or apart, or with a hyphen: "вебсокеты" and
// "веб-сокеты", "base model" and "basemodel".
const (
	leastPart     = 3 // letters of each part of a word to be taken apart
	leastJoined   = 6 // letters of a word joined of two
	compoundPages = 3 // read to see whether the parts follow each other
	rareWord      = 2 // articles with a word that may be taken apart though some have it
)

// compound reads the query with words that no article has taken apart, where an
// article has the parts one after the other, and with words joined that no
// article has so, where one has them as one word.
func (s *session) compound(ctx context.Context, r *reading) (*reading, error) {
	var b strings.Builder
	at := 0
	for i := 0; i < len(r.words); i++ {
		w := &r.words[i]
		if w.exclude {
			continue
		}
		end, text := w.span.End, ""
		var err error
		if i+1 < len(r.words) && r.joinable(i) {
			if text, err = s.joined(ctx, r, i); text != "" {
				end = r.words[i+1].span.End
				i++
			}
		}
		switch {
		case err != nil || text != "" || w.prefix && !s.query.Rested:
		case !r.known(i):
			text, err = s.apart(ctx, w.text)
		case s.query.Rested && w.phrase == 0:
			text, err = s.apartInTitles(ctx, r, i)
		}
		if err != nil {
			return nil, err
		}
		if text != "" {
			b.WriteString(r.text[at:w.span.Start])
			b.WriteString(text)
			at = end
		}
	}
	if at == 0 {
		return nil, nil
	}
	b.WriteString(r.text[at:])
	return s.read(ctx, b.String(), cmp.Or(r.why, Spelling))
}

// joinable reports whether a word and the next may be one: words of letters that
// stand side by side.
func (r *reading) joinable(i int) bool {
	a, b := &r.words[i], &r.words[i+1]
	between := gap(r.text, a, b)
	return !b.exclude && a.phrase == b.phrase && (between == "-" || between != "" && strings.TrimSpace(between) == "") &&
		utf8.RuneCountInString(a.text) >= leastPart-1 && utf8.RuneCountInString(b.text) >= leastPart-1 &&
		compoundable(a.text+b.text, leastJoined)
}

// compoundable reports whether a word has so many letters of one script, and
// nothing else.
func compoundable(word string, least int) bool {
	of := scriptOf(analysis.First(word))
	n := utf8.RuneCountInString(word)
	return n >= least && correctable(word) && !strings.ContainsFunc(word, func(r rune) bool { return scriptOf(r) != of })
}

// joined returns a word and the next as one, if the index has that word, and not
// the two one after the other; else "".
func (s *session) joined(ctx context.Context, r *reading, i int) (string, error) {
	for at, ed := range s.editions {
		if found := r.found[at]; found[i].known() && found[i+1].known() &&
			(ed.mayFollow(found, []int{i, i + 1}, nil).count() > 0 || ed.titlesOf(&found[i]).and(ed.titlesOf(&found[i+1])).count() > 0) {
			return "", nil
		}
	}
	word := r.words[i].text + r.words[i+1].text
	for _, ed := range s.editions {
		found, err := ed.Find(ctx, analysis.Term([]byte(word), ed.lang))
		if err != nil {
			return "", err
		}
		if len(found.Docs) > 0 {
			return word, nil
		}
	}
	return "", nil
}

// apart returns a word as the two that an article has one after the other, as it
// has them; "" if none has.
func (s *session) apart(ctx context.Context, word string) (string, error) {
	if !compoundable(word, 2*leastPart) {
		return "", nil
	}
	for _, ed := range s.editions {
		parts, err := s.partsOf(ctx, ed, word)
		if err != nil {
			return "", err
		}
		for _, p := range parts {
			if text, err := s.writtenApart(ctx, ed, p); text != "" || err != nil {
				return text, err
			}
		}
	}
	return "", nil
}

// partings returns the ways to take a word apart into two.
func partings(word string) (parts [][2]string) {
	n := 0
	for cut := range word {
		if n >= leastPart && utf8.RuneCountInString(word[cut:]) >= leastPart {
			parts = append(parts, [2]string{word[:cut], word[cut:]})
		}
		n++
	}
	return parts
}

// partsOf returns the ways to take a word apart into two that the index is likely
// to have.
func (s *session) partsOf(ctx context.Context, ed *edition, word string) ([][2]string, error) {
	words, _, err := ed.dictionary(ctx, s.Engine)
	if err != nil {
		return nil, err
	}
	parts := partings(word)
	var terms []string
	for _, p := range parts {
		terms = append(terms, analysis.Term([]byte(p[0]), ed.lang), analysis.Term([]byte(p[1]), ed.lang))
	}
	likely, err := ed.Likely(ctx, terms)
	if err != nil {
		return nil, err
	}
	for i, term := range terms {
		if !likely[i] {
			_, likely[i] = slices.BinarySearchFunc(words, term, func(x index.Word, term string) int { return strings.Compare(x.Term, term) })
		}
	}
	kept := parts[:0]
	for i, p := range parts {
		if likely[2*i] && likely[2*i+1] {
			kept = append(kept, p)
		}
	}
	return kept, s.breathe(ctx)
}

// apartInTitles returns a word that hardly any article has as the two that a title
// has one after the other, as it has them; "" if none has.
func (s *session) apartInTitles(ctx context.Context, r *reading, i int) (string, error) {
	word := r.words[i].text
	if len(s.editions) == 0 || !compoundable(word, 2*leastPart) {
		return "", nil
	}
	ed, l := s.editions[0], &r.found[0][i]
	if !l.known() || ed.docsOf(l).count() > rareWord || ed.titlesOf(l).count() > 0 {
		return "", nil
	}
	titles := make(map[string]docSet)
	parts := partings(word)
	for _, p := range parts {
		for _, part := range p {
			titles[analysis.Term([]byte(part), ed.lang)] = make(docSet, (ed.Docs()+63)/64)
		}
	}
	err := ed.EachTitle(ctx, func(term string, first int, docs []uint32) {
		if set, ok := titles[term]; ok {
			for _, doc := range docs {
				set.add(uint32(first) + doc)
			}
		}
	})
	for _, p := range parts {
		if err != nil {
			break
		}
		both := titles[analysis.Term([]byte(p[0]), ed.lang)].and(titles[analysis.Term([]byte(p[1]), ed.lang)])
		shown, failed := ed.Shown(ctx, both.last(compoundPages))
		m := newMatcher(wantedIn([]queryWord{{text: p[0]}, {text: p[1]}}, ed.lang), ed.lang)
		for _, x := range shown {
			if text := m.apart(p, x.Title); text != "" {
				return text, nil
			}
		}
		err = failed
	}
	return "", err
}

// writtenApart returns two words as they stand in an article one after the other;
// "" if none is known to have them so.
func (s *session) writtenApart(ctx context.Context, ed *edition, parts [2]string) (string, error) {
	words := wantedIn([]queryWord{{text: parts[0]}, {text: parts[1]}}, ed.lang)
	found, err := s.look(ctx, ed, words)
	if err != nil {
		return "", err
	}
	shown, pages, err := s.newestPages(ctx, ed, ed.mayFollow(found, []int{0, 1}, nil), compoundPages)
	if err != nil {
		return "", err
	}
	m := newMatcher(words, ed.lang)
	part, gaps := telltale(parts[0]), []string{"-", " ", "‑", "\u00A0", "\n"}
	for i, p := range pages {
		for _, text := range []string{shown[i].Title, p.summary, p.text} {
			if strings.HasSuffix(parts[0], part) && !slices.ContainsFunc(gaps, func(gap string) bool { return strings.Contains(text, part+gap) }) {
				continue
			}
			if text := m.apart(parts, text); text != "" {
				return text, nil
			}
		}
	}
	return "", nil
}

// apart returns the two words that m asks for as a text has them, the first in the
// form given; "" if they don't follow each other there.
func (m *matcher) apart(parts [2]string, text string) string {
	matches := m.matches(text)
	for k := 1; k < len(matches); k++ {
		a, b := matches[k-1], matches[k]
		if a.word != 0 || b.word != 1 || b.position != a.position+1 || !a.exact {
			continue
		}
		switch between := text[a.End:max(a.End, b.Start)]; {
		case between == "-" || between == "‑":
			return parts[0] + "-" + parts[1]
		case strings.TrimSpace(between) == "":
			return parts[0] + " " + parts[1]
		}
	}
	return ""
}
