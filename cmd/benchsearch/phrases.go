package main

import (
	"strings"
	"unicode/utf8"
)

// tries is how many phrases of an article are looked at before it is given up.
const tries = 8

// A spot is a phrase that may be in one article only.
type spot struct {
	article int
	times   int // articles that have it
	last    int // the last of them
}

// phrases makes the phrase class: candidates of every article in the given
// order, and then one pass over all texts that counts who has them.
func (g *generator) phrases(order []int) {
	spots := map[string]*spot{}
	var candidates []string
	wanted := g.number * 3 // most are in one article only; some aren't
	for _, i := range order {
		if wanted == 0 {
			break
		}
		if g.not[g.articles[i].Source] {
			continue
		}
		found := g.phrasesOf(i)
		for _, p := range found {
			if spots[p] == nil {
				spots[p] = &spot{article: i, last: -1}
				candidates = append(candidates, p)
			}
		}
		if len(found) > 0 {
			wanted--
		}
	}
	for i := range g.articles {
		for _, text := range []string{g.articles[i].Title, g.articles[i].Text} {
			all := words(text) // across punctuation too: an engine sees none
			for _, length := range []int{4, 5} {
				for at := 0; at+length <= len(all); at++ {
					if s := spots[strings.Join(all[at:at+length], " ")]; s != nil && s.last != i {
						s.times, s.last = s.times+1, i
					}
				}
			}
		}
	}
	done := map[int]bool{}
	for _, p := range candidates {
		if s := spots[p]; s.times == 1 && !done[s.article] {
			done[s.article] = true
			g.add(known(classPhrase, p, g.articles[s.article].Source))
		}
	}
}

// phrasesOf returns some phrases of an article: 4 or 5 words of its script with
// nothing but spaces between them, two of five letters or more.
func (g *generator) phrasesOf(i int) []string {
	var long [][]string
	for _, run := range runs(g.articles[i].Text) {
		if len(run) >= 4 {
			long = append(long, run)
		}
	}
	if len(long) == 0 {
		return nil
	}
	var found []string
	for range tries {
		run := long[g.random.IntN(len(long))]
		length := min(len(run), 4+g.random.IntN(2))
		at := g.random.IntN(len(run) - length + 1)
		phrase := run[at : at+length]
		telling, foreign := 0, 0
		for _, w := range phrase {
			if utf8.RuneCountInString(w) >= 5 {
				telling++
			}
			if s, ok := scriptOf(w); !ok || s != g.scripts[i] {
				foreign++
			}
		}
		if telling >= 2 && foreign == 0 {
			found = append(found, strings.Join(phrase, " "))
		}
	}
	return found
}
