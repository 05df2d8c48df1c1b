package library

import (
	"cmp"
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
)

// A posting is an article that has a word, and the weight of the word in it.
type posting struct {
	article int32
	weight  float32
}

// relate finds for every article the most related ones in its language: by the
// cosine of their tf-idf vectors over stems (Salton & Buckley 1988), and by
// shared topics, rare ones counting more. Inverted lists without the common
// words keep it near linear. terms are those of each article, by hash.
func relate(articles []*content.Article, terms map[*content.Article][]term) {
	byLang := map[content.Lang][]*content.Article{}
	for _, a := range articles {
		byLang[a.Lang] = append(byLang[a.Lang], a)
	}
	for _, group := range byLang { // languages don't touch each other
		relateGroup(group, terms)
	}
}

func relateGroup(articles []*content.Article, terms map[*content.Article][]term) {
	lists := map[uint32][]posting{}
	vectors := vectorsOf(articles, terms)
	for i, vector := range vectors {
		for _, w := range vector {
			lists[w.word] = append(lists[w.word], posting{int32(i), w.weight})
		}
	}
	topics := map[string][]posting{}
	for i, a := range articles {
		for _, tag := range a.Topics {
			topics[tag.Slug] = append(topics[tag.Slug], posting{article: int32(i)})
		}
	}

	all := math.Log(float64(len(articles)) + 1)
	score := make([]float64, len(articles))
	var touched []int32
	add := func(i int32, s float64) {
		if score[i] == 0 {
			touched = append(touched, i)
		}
		score[i] += s
	}
	for i, a := range articles {
		for _, w := range vectors[i] {
			if list := lists[w.word]; len(list) <= relatedCommon {
				for _, p := range list {
					add(p.article, float64(w.weight)*float64(p.weight))
				}
			}
		}
		for _, tag := range a.Topics {
			list := topics[tag.Slug]
			if len(list) > relatedCommon || len(list) < 2 {
				continue
			}
			rarity := relatedTopic * (1 - math.Log(float64(len(list))/2)/all)
			for _, p := range list {
				add(p.article, rarity)
			}
		}
		score[i] = 0
		best := make([]int32, 0, relatedMost+1)
		better := func(x, y int32) int { return cmp.Or(cmp.Compare(score[y], score[x]), cmp.Compare(x, y)) }
		for _, j := range touched {
			if score[j] < relatedLeast || len(best) == relatedMost && better(j, best[relatedMost-1]) > 0 {
				continue
			}
			at, _ := slices.BinarySearchFunc(best, j, better)
			best = slices.Insert(best, at, j)
			best = best[:min(len(best), relatedMost)]
		}
		for _, j := range best {
			a.Related = append(a.Related, articles[j].Ref())
		}
		for _, j := range touched {
			score[j] = 0
		}
		touched = touched[:0]
	}
}

type weighted struct {
	word   uint32
	weight float32
}

// vectorsOf makes the vectors, of length one, of the most telling words.
func vectorsOf(articles []*content.Article, terms map[*content.Article][]term) [][]weighted {
	have := map[uint32]int32{}
	for _, a := range articles {
		for _, t := range terms[a] {
			have[t.word]++
		}
	}
	all := float64(len(articles))
	vectors := make([][]weighted, len(articles))
	var buffer []weighted
	for i, a := range articles {
		buffer = buffer[:0]
		for _, t := range terms[a] {
			df := float64(have[t.word])
			if df < 2 || df > all/2+1 {
				continue // no other article has it, or half of them have
			}
			w := (1 + math.Log(float64(t.count))) * math.Log(1+all/df)
			buffer = append(buffer, weighted{t.word, float32(w)})
		}
		slices.SortFunc(buffer, func(a, b weighted) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.word, b.word))
		})
		vector := slices.Clone(buffer[:min(len(buffer), relatedTerms)])
		var length float64
		for _, w := range vector {
			length += float64(w.weight) * float64(w.weight)
		}
		for j := range vector {
			vector[j].weight /= float32(math.Sqrt(length))
		}
		slices.SortFunc(vector, func(a, b weighted) int { return cmp.Compare(a.word, b.word) })
		vectors[i] = vector
	}
	return vectors
}
