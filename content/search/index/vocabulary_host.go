//go:build !js

package index

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync"

	"lectern/content"
	"lectern/content/search/analysis"
)

// A vocabulary numbers terms in the order they are first met; the numbers are
// of no consequence for what is written. It is cut into stripes, so that
// goroutines rarely wait for each other.
type vocabulary struct {
	seed    maphash.Seed
	stripes [64]stripe

	mu      sync.Mutex
	numbers map[string]uint32
	terms   []string
	ranks   []uint32 // place of each in the order of terms, as of the last call of ranked
	order   []uint32 // the terms in order
}

// A token is a term as the analysis of texts uses it.
type token struct {
	number uint32
	next   uint8 // NextBit
}

// A stripe remembers the terms of words; the key is the rule and the word.
type stripe struct {
	sync.RWMutex
	words map[string]token
	_     [32]byte // stripes on cache lines of their own
}

// maxRemembered bounds the words of a stripe: rare forms are not worth their memory.
const maxRemembered = 1 << 11

func newVocabulary() *vocabulary {
	v := &vocabulary{seed: maphash.MakeSeed(), numbers: make(map[string]uint32)}
	for i := range v.stripes {
		v.stripes[i].words = make(map[string]token)
	}
	return v
}

// token returns the term of a folded word in a text of language lang. key is a
// buffer that it uses and returns.
func (v *vocabulary) token(word []byte, lang content.Lang, key []byte) (token, []byte) {
	key = append(append(key[:0], analysis.RuleOf(word, lang)), word...)
	s := &v.stripes[maphash.Bytes(v.seed, key)%uint64(len(v.stripes))]
	s.RLock()
	t, ok := s.words[string(key)]
	s.RUnlock()
	if ok {
		return t, key
	}
	t = v.number(analysis.Term(word, lang))
	s.Lock()
	if len(s.words) >= maxRemembered {
		clear(s.words)
	}
	s.words[string(key)] = t
	s.Unlock()
	return t, key
}

// plain returns the term of a folded word that is not to be stemmed.
func (v *vocabulary) plain(word []byte, lang content.Lang) token {
	return v.number(analysis.Key(word, lang))
}

func (v *vocabulary) number(term string) token {
	v.mu.Lock()
	defer v.mu.Unlock()
	n, ok := v.numbers[term]
	if !ok {
		n = uint32(len(v.terms))
		term = strings.Clone(term)
		v.numbers[term] = n
		v.terms = append(v.terms, term)
	}
	return token{n, NextBit(term)}
}

// ranked returns the terms' numbers in the order of the terms, and the place of
// each number in it.
func (v *vocabulary) ranked() (order, ranks []uint32) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.order) == len(v.terms) {
		return v.order, v.ranks
	}
	order = make([]uint32, len(v.terms))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(v.terms[a], v.terms[b]) })
	ranks = make([]uint32, len(order))
	for place, n := range order {
		ranks[n] = uint32(place)
	}
	v.order, v.ranks = order, ranks
	return order, ranks
}

// forget drops what is remembered of words.
func (v *vocabulary) forget() {
	for i := range v.stripes {
		v.stripes[i].Lock()
		v.stripes[i].words = make(map[string]token)
		v.stripes[i].Unlock()
	}
}
