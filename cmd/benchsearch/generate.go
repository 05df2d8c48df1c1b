package main

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// Classes of known-item queries, in the order of the tables.
const (
	classExact         = "exact"          // words of a title that together are in no other
	classInflected     = "inflected"      // the same in other forms of a dictionary
	classTypo          = "typo"           // exact with one mistake in the longest word
	classInflectedTypo = "inflected-typo" // inflected with one mistake in the longest word
	classYo            = "yo"             // exact with ё typed as е
	classLayout        = "layout"         // exact typed in the other keyboard layout
	classPrefix        = "prefix"         // exact with the last word cut to 60 %
	classPhrase        = "phrase"         // 4 or 5 words side by side in one article only
)

// lonely is in how many articles a word may be that is a query by itself.
const lonely = 3

// A generator makes known-item queries. The same articles, seed and number
// give the same queries.
type generator struct {
	articles  []article
	paradigms paradigms       // may be nil: no inflected classes
	not       map[string]bool // sources to make no queries from
	number    int             // of queries a class
	random    *rand.Rand

	titles  [][]string         // words of each article's title
	scripts []script           // that most words of each article are in
	begin   map[string][]int   // beginning of a word → articles with such a word in the title
	spread  map[string]int     // word → number of articles with it
	made    map[string][]query // by class
}

func newGenerator(articles []article, seed uint64, number int) *generator {
	g := &generator{
		articles: slices.Clone(articles),
		number:   number,
		random:   rand.New(rand.NewPCG(seed, 0)),
		begin:    map[string][]int{},
		spread:   map[string]int{},
		made:     map[string][]query{},
	}
	slices.SortFunc(g.articles, func(a, b article) int { return cmp.Compare(a.Source, b.Source) })
	for i, a := range g.articles {
		title := words(a.Title)
		g.titles = append(g.titles, title)
		var counts [4]int
		seen := map[string]bool{}
		for _, w := range append(words(a.Text), title...) {
			if !seen[w] {
				seen[w] = true
				g.spread[w]++
			}
			if s, ok := scriptOf(w); ok {
				counts[s]++
			}
		}
		g.scripts = append(g.scripts, script(slices.Index(counts[:], slices.Max(counts[:]))))
		for _, w := range title {
			if in := g.begin[beginning(w)]; len(in) == 0 || in[len(in)-1] != i {
				g.begin[beginning(w)] = append(in, i)
			}
		}
	}
	return g
}

// titleWords returns all words of titles, for a dictionary to inflect.
func (g *generator) titleWords() []string {
	seen := map[string]bool{}
	for _, title := range g.titles {
		for _, w := range title {
			seen[w] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// queries makes up to number queries of each class, in the order of classes.
func (g *generator) queries() []query {
	order := g.random.Perm(len(g.articles))
	for _, i := range order {
		a := g.articles[i]
		if g.not[a.Source] {
			continue
		}
		chosen, ok := g.choose(i)
		if !ok {
			continue
		}
		g.add(known(classExact, strings.Join(chosen, " "), a.Source))
		for _, v := range []struct {
			class string
			make  func([]string) ([]string, bool)
		}{
			{classTypo, g.typo}, {classLayout, g.layout}, {classPrefix, g.prefix}, {classYo, g.yo},
		} {
			if changed, ok := v.make(chosen); ok {
				g.add(known(v.class, strings.Join(changed, " "), a.Source))
			}
		}
		if inflected, ok := g.inflect(chosen); ok {
			g.add(known(classInflected, strings.Join(inflected, " "), a.Source))
			if changed, ok := g.typo(inflected); ok {
				g.add(known(classInflectedTypo, strings.Join(changed, " "), a.Source))
			}
		}
	}
	g.phrases(order)
	var all []query
	for _, class := range []string{classExact, classInflected, classTypo, classInflectedTypo, classYo, classLayout, classPrefix, classPhrase} {
		all = append(all, g.made[class]...)
	}
	return all
}

func (g *generator) add(q query) {
	if len(g.made[q.Class]) < g.number {
		g.made[q.Class] = append(g.made[q.Class], q)
	}
}

// choose returns words of an article's title that together are in no other
// title, in any form: two if two will do, else three, else one that is rare in
// texts too. Where it can it takes words with ё, which are rare.
func (g *generator) choose(i int) ([]string, bool) {
	var fit []string
	for _, w := range g.titles[i] {
		if s, ok := scriptOf(w); ok && s == g.scripts[i] && utf8.RuneCountInString(w) >= 4 && !slices.Contains(fit, w) {
			fit = append(fit, w)
		}
	}
	fit = fit[:min(len(fit), 12)] // a title of a hundred words has a million sets of three
	for _, number := range []int{2, 3, 1} {
		sets := subsets(fit, number)
		g.random.Shuffle(len(sets), func(a, b int) { sets[a], sets[b] = sets[b], sets[a] })
		slices.SortStableFunc(sets, func(a, b []string) int { return boolOrder(hasYo(b), hasYo(a)) })
		for _, set := range sets {
			if g.identifies(set, i) && (number > 1 || g.spread[set[0]] <= lonely) {
				return set, true
			}
		}
	}
	return nil, false
}

// subsets returns the sets of number words, in their order.
func subsets(from []string, number int) [][]string {
	if number == 0 {
		return [][]string{nil}
	}
	var all [][]string
	for i := range from {
		for _, rest := range subsets(from[i+1:], number-1) {
			all = append(all, append([]string{from[i]}, rest...))
		}
	}
	return all
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func hasYo(set []string) bool {
	return slices.ContainsFunc(set, func(w string) bool { return strings.ContainsRune(w, 'ё') })
}

// identifies reports whether article i alone has all the words in its title.
func (g *generator) identifies(set []string, i int) bool {
	for _, j := range g.begin[beginning(set[longest(set)])] {
		missing := func(w string) bool {
			return !slices.ContainsFunc(g.titles[j], func(other string) bool { return akin(w, other) })
		}
		if j != i && !slices.ContainsFunc(set, missing) {
			return false
		}
	}
	return true
}

// longest returns the place of the longest word.
func longest(set []string) int {
	best := 0
	for i, w := range set {
		if utf8.RuneCountInString(w) > utf8.RuneCountInString(set[best]) {
			best = i
		}
	}
	return best
}

// typo makes a mistake in the longest word that is no other word of the articles.
func (g *generator) typo(set []string) ([]string, bool) {
	at := longest(set)
	for range 5 {
		if wrong, ok := mistype(set[at], g.random); ok && g.spread[wrong] == 0 {
			out := slices.Clone(set)
			out[at] = wrong
			return out, true
		}
	}
	return nil, false
}

func (g *generator) layout(set []string) ([]string, bool) {
	var out []string
	for _, w := range set {
		other, ok := otherKeys(w)
		if !ok || other == w || g.spread[other] > 0 {
			return nil, false
		}
		out = append(out, other)
	}
	return out, true
}

// prefix cuts the last word to six tenths, three letters or more.
func (g *generator) prefix(set []string) ([]string, bool) {
	last := []rune(set[len(set)-1])
	keep := max(3, (len(last)*6+5)/10)
	if len(last) < 5 {
		return nil, false
	}
	out := slices.Clone(set)
	out[len(out)-1] = string(last[:keep])
	return out, true
}

func (g *generator) yo(set []string) ([]string, bool) {
	var out []string
	for _, w := range set {
		out = append(out, strings.ReplaceAll(w, "ё", "е"))
	}
	return out, hasYo(set)
}

// inflect puts every word that the dictionary knows into another form. The
// longest must be known: a query of small words in other forms tests little.
func (g *generator) inflect(set []string) ([]string, bool) {
	out := slices.Clone(set)
	for i, w := range set {
		forms := g.paradigms.others(w)
		if len(forms) == 0 {
			if i == longest(set) {
				return nil, false
			}
			continue
		}
		out[i] = forms[g.random.IntN(len(forms))]
	}
	return out, true
}
