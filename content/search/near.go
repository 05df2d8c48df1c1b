package search

import (
	"context"
	"unicode/utf8"
)

// Words to suggest for one that no article has, too far from it to be taken for
// what was meant.
const (
	nearLetters = 5  // of the word, at least
	nearCost    = 35 // in tenths of a wrong letter, at most: a third of the letters
)

// near adds the query with the first word that no article has replaced by words of
// the index that are not far from it, where that finds something.
func (s *session) near(ctx context.Context, r *reading, add func(query string)) error {
	i := 0
	for i < len(r.words) && !(r.wrong(i) && correctable(r.words[i].text)) {
		i++
	}
	if i == len(r.words) || utf8.RuneCountInString(r.words[i].text) < nearLetters {
		return nil
	}
	d := distance{keys: newKeyboard()}
	for at, ed := range s.editions {
		w := &r.wanted[at][i]
		if !suits(w.text, ed.lang) {
			continue
		}
		words, spells, err := ed.dictionary(ctx, s.Engine)
		if err != nil {
			return err
		}
		limit := uint8(min(nearCost, wrongLetter*utf8.RuneCountInString(w.Key)/3))
		found, err := s.inDictionary(ctx, words, spells, w, &d, limit)
		if err != nil {
			return err
		}
		inTitles, err := s.inTitles(ctx, ed, w, &d, limit)
		if err != nil {
			return err
		}
		for _, c := range cheapest(append(found, inTitles...)) {
			forms, err := s.forms(ctx, ed, &c, &guess{})
			if err != nil {
				return err
			}
			c.spell(forms, w, w.prefix, ed.lang, &d)
			text := r.text[:w.span.Start] + c.word + r.text[w.span.End:]
			if finds, err := s.finds(ctx, text); err != nil {
				return err
			} else if finds {
				add(text)
			}
		}
	}
	return nil
}
