package library

import (
	"cmp"
	"hash/fnv"
	"io"
	"math"
	"slices"

	"lectern/content"
)

const (
	relatedMost = 4
	// relatedTerms is how many of its most telling words stand for an article.
	relatedTerms = 25
	// relatedCommon: a word or topic that more articles than this share says
	// nothing of two of them, and would cost the square of its number.
	relatedCommon = 1000
	// relatedTopic is what a topic that two articles alone share adds to their
	// likeness, which is 1 for equal texts.
	relatedTopic = 0.5
	// relatedLeast is the likeness below which articles have only small words in common.
	relatedLeast = 0.06
	// relatedFirst is how many of the oldest articles, at least, may each be related
	// to any other of them, so that a small library has every relation.
	relatedFirst = 128
	// relatedBlock: after those, blocks of up to so many articles may be related to
	// one another, and else only to earlier ones. A new article changes no page
	// before its block.
	relatedBlock = 32
	// relatedEnd: one article in so many ends a block, by its path. After an article
	// is added in the middle, blocks soon end where they ended before.
	relatedEnd = 16
)

// Published orders articles by publishing: undated ones by their files, then the
// oldest first.
func Published(a, b *content.Article) int {
	return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Source, b.Source))
}

// A posting is an article that has a word, and the weight of the word in it.
type posting struct {
	article int32
	weight  float32
}

// relate finds for every article the most related ones in its language: by the
// cosine of their tf-idf vectors over stems (Salton & Buckley 1988), and by
// shared topics, rare ones counting more. Inverted lists without the common
// words keep it near linear. terms are those of each article, by hash.
//
// Articles are taken in the order of publishing, a block at a time, and how rare
// a word is depends on the articles before the block: whatever is published
// later changes nothing.
func relate(articles []*content.Article, terms map[*content.Article][]term) {
	byLang := map[content.Lang][]*content.Article{}
	for _, a := range articles {
		byLang[a.Lang] = append(byLang[a.Lang], a)
	}
	for _, group := range byLang { // languages don't touch each other
		slices.SortStableFunc(group, Published)
		r := &relator{
			articles: group, terms: terms, words: map[uint32]count{},
			lists: map[uint32][]posting{}, topics: map[string][]int32{}, score: make([]float64, len(group)),
		}
		r.all()
	}
}

// A relator relates the articles of a language, which are in the order of
// publishing.
type relator struct {
	articles []*content.Article
	terms    map[*content.Article][]term
	words    map[uint32]count
	vectors  [][]weighted
	lists    map[uint32][]posting // of the vectors, by word
	topics   map[string][]int32   // articles by topic, ascending
	score    []float64            // buffer
	buffer   []weighted
}

// count is in how many articles a word is.
type count struct{ before, now int32 } // before the block, and with it

func (r *relator) all() {
	refreshed := relatedFirst
	for from, to := 0, 0; to < len(r.articles); from = to {
		to = r.block(from)
		// Words that were one article's own may be others' too by now. Vectors are
		// made anew each time the library has doubled: that costs as much again.
		if from >= 2*refreshed {
			refreshed = from
			r.vectors, r.lists = r.vectors[:0], map[uint32][]posting{}
			r.weigh(0, from, from)
		}
		r.enter(from, to)
		r.weigh(from, to, from)
		for i := from; i < to; i++ {
			r.relate(i, from, to)
		}
		r.leave(from, to)
	}
}

// block returns the end of the block that begins with article from.
func (r *relator) block(from int) int {
	least := 1
	if from == 0 {
		least = relatedFirst
	}
	for to := from + least; to < len(r.articles); to++ {
		h := fnv.New32a()
		io.WriteString(h, r.articles[to-1].Path)
		if h.Sum32()%relatedEnd == 0 || to-from-least >= relatedBlock {
			return to
		}
	}
	return len(r.articles)
}

// enter counts the words and topics of a block.
func (r *relator) enter(from, to int) {
	for _, a := range r.articles[from:to] {
		for _, t := range r.terms[a] {
			c := r.words[t.word]
			c.now++
			r.words[t.word] = c
		}
	}
	if from == 0 { // the first block has nothing before it but itself
		r.leave(from, to)
	}
	for i := from; i < to; i++ {
		for _, tag := range r.articles[i].Topics {
			r.topics[tag.Slug] = append(r.topics[tag.Slug], int32(i))
		}
	}
}

// leave makes the words of a block those before the next.
func (r *relator) leave(from, to int) {
	for _, a := range r.articles[from:to] {
		for _, t := range r.terms[a] {
			c := r.words[t.word]
			r.words[t.word] = count{c.now, c.now}
		}
	}
}

type weighted struct {
	word   uint32
	weight float32
}

// weigh makes the vectors, of length one, of the most telling words of articles;
// before is how many articles are before their block.
func (r *relator) weigh(from, to, before int) {
	all := float64(cmp.Or(before, to))
	for i := from; i < to; i++ {
		r.buffer = r.buffer[:0]
		for _, t := range r.terms[r.articles[i]] {
			c := r.words[t.word]
			df := float64(max(c.before, 1))
			if c.now < 2 || df > all/2+1 {
				continue // no other article has it, or half of them have
			}
			w := (1 + math.Log(float64(t.count))) * math.Log(1+all/df)
			r.buffer = append(r.buffer, weighted{t.word, float32(w)})
		}
		slices.SortFunc(r.buffer, func(a, b weighted) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.word, b.word))
		})
		vector := slices.Clone(r.buffer[:min(len(r.buffer), relatedTerms)])
		var length float64
		for _, w := range vector {
			length += float64(w.weight) * float64(w.weight)
		}
		for j := range vector {
			vector[j].weight /= float32(math.Sqrt(length))
		}
		slices.SortFunc(vector, func(a, b weighted) int { return cmp.Compare(a.word, b.word) })
		r.vectors = append(r.vectors, vector)
		for _, w := range vector {
			r.lists[w.word] = append(r.lists[w.word], posting{int32(i), w.weight})
		}
	}
}

// relate finds the related articles of article i, which is in the block between
// from and to. There is nothing in the lists after it.
func (r *relator) relate(i, from, to int) {
	var touched []int32
	add := func(j int32, s float64) {
		if r.score[j] == 0 {
			touched = append(touched, j)
		}
		r.score[j] += s
	}
	for _, w := range r.vectors[i] {
		if list := r.lists[w.word]; len(list) <= relatedCommon {
			for _, p := range list {
				add(p.article, float64(w.weight)*float64(p.weight))
			}
		}
	}
	for _, tag := range r.articles[i].Topics {
		list := r.topics[tag.Slug]
		if len(list) > relatedCommon || len(list) < 2 {
			continue
		}
		before, _ := slices.BinarySearch(list, int32(cmp.Or(from, to)))
		rarity := relatedTopic * (1 - math.Log(max(float64(before)/2, 1))/math.Log(float64(cmp.Or(from, to))+1))
		for _, j := range list {
			add(j, rarity)
		}
	}
	r.score[i] = 0
	best := make([]int32, 0, relatedMost+1)
	better := func(x, y int32) int { return cmp.Or(cmp.Compare(r.score[y], r.score[x]), cmp.Compare(y, x)) }
	for _, j := range touched {
		if r.score[j] < relatedLeast || len(best) == relatedMost && better(j, best[relatedMost-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, j, better)
		best = slices.Insert(best, at, j)
		best = best[:min(len(best), relatedMost)]
	}
	a := r.articles[i]
	a.Related = nil
	for _, j := range best {
		a.Related = append(a.Related, r.articles[j].Ref())
	}
	for _, j := range touched {
		r.score[j] = 0
	}
}
