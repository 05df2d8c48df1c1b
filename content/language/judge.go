package language

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"lectern/content"
)

// Weights of the signs a language is known by. The score is
//
//	share of frequent words + affixWeight·share of other words with a frequent start or end
//	+ ownWeight·share of the language's own letters − foreignWeight·share of letters it does not have
//
// affixWeight from 0 to 1 (an end says as much as a word), ownWeight from 0
// (letters do not matter) to 3 (one ў in fifty letters outweighs the words of a
// short sentence), foreignWeight from 0 to 10 (one foreign name rules a
// language out).
const (
	affixWeight   = 0.4
	ownWeight     = 1.0
	foreignWeight = 4.0
	minScore      = 0.08 // below: no language the profiles know
	minLead       = 0.03 // nearer to the next language: cannot tell
	fewWords      = 0.3  // divided by the number of words and added to both: one hit in three words proves nothing
	longestAffix  = 6    // letters of the longest end in the profiles
)

// judge picks the language of the sample's words in one script.
func (s sample) judge(script string) (content.Lang, bool) {
	if lang, ok := s.byProfile(script); ok {
		return lang, true
	}
	if script == "Hebr" {
		return "he", true // Yiddish is rare, and known by its words
	}
	return s.trigrams(script)
}

// byProfile picks the language whose profile fits best, if it does so clearly.
func (s sample) byProfile(script string) (content.Lang, bool) {
	x := indexes[script]
	words, scores := x.scores(s, script, plain[script] != "")
	if words == 0 {
		return "", false
	}
	first, second, lang := -1.0, -1.0, content.Lang("")
	for i, score := range scores {
		switch {
		case score > first:
			first, second, lang = score, first, x.langs[i]
		case score > second:
			second = score
		}
	}
	few := fewWords / float64(words)
	if first >= minScore+few && first-second >= minLead+few {
		return lang, true
	}
	return "", false
}

// scores returns the score of each profile, and the number of words.
func (x *index) scores(s sample, script string, byLetters bool) (words int, scores []float64) {
	hits, affixes, own, foreign := make([]int, len(x.langs)), make([]int, len(x.langs)), make([]int, len(x.langs)), make([]int, len(x.langs))
	letters := 0
	for _, w := range s.words {
		if w.script != script {
			continue
		}
		words++
		frequent := x.word[w.text]
		tally(hits, frequent)
		tally(affixes, x.affixed(w.text)&^frequent)
		for _, r := range w.text {
			letters++
			if byLetters && (r < 'a' || r > 'z') {
				tally(own, x.own[r])
				if r != letterO && r != letterG {
					tally(foreign, ^x.letter[r]&(1<<len(x.langs)-1))
				}
			}
		}
	}
	for i := range x.langs {
		scores = append(scores, (float64(hits[i])+affixWeight*float64(affixes[i]))/float64(words)+
			(ownWeight*float64(own[i])-foreignWeight*float64(foreign[i]))/float64(letters))
	}
	return words, scores
}

// tally counts one for each profile of the mask.
func tally(counts []int, m mask) {
	for ; m != 0; m &= m - 1 {
		counts[bits.TrailingZeros32(uint32(m))]++
	}
}

// affixed returns the languages in which words start or end as w does.
func (x *index) affixed(w string) (m mask) {
	at := len(w)
	for range longestAffix {
		_, size := utf8.DecodeLastRuneInString(w[:at])
		if at -= size; at <= 0 {
			break
		}
		m |= x.end[w[at:]]
	}
	for _, start := range x.starts {
		if len(w) > len(start.text) && strings.HasPrefix(w, start.text) {
			m |= start.in
		}
	}
	return m
}
