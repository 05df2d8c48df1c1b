package main

import "math"

// depth is how many results of a query count.
const depth = 10

// A score is how well a set of queries was answered, each figure a mean from 0
// to 1 over the queries.
type score struct {
	Queries int
	MRR     float64 // 1 / the place of the first right article, 0 past depth
	Recall  float64 // share of the right articles that are in the first depth
	NDCG    float64 // discounted gain by grade, over that of the best order
}

// grade returns how well the queries were answered; answers[i] are the files of
// the articles found for queries[i], best first.
func grade(queries []query, answers [][]string) score {
	var sum score
	for i, q := range queries {
		var found []string
		if i < len(answers) {
			found = answers[i]
		}
		one := gradeOne(q, found)
		sum.Queries++
		sum.MRR += one.MRR
		sum.Recall += one.Recall
		sum.NDCG += one.NDCG
	}
	if n := float64(sum.Queries); n > 0 {
		sum.MRR, sum.Recall, sum.NDCG = sum.MRR/n, sum.Recall/n, sum.NDCG/n
	}
	return sum
}

// gradeOne grades one answer. The gain of an article is 2^grade-1 and is
// divided by the binary logarithm of its place plus one (Burges et al. 2005).
// An article that comes twice counts once, at its first place.
func gradeOne(q query, found []string) score {
	one := score{Queries: 1}
	seen := map[string]bool{}
	hits := 0
	for i, source := range found[:min(len(found), depth)] {
		g := q.Right[source]
		if g == 0 || seen[source] {
			continue
		}
		seen[source] = true
		if hits++; hits == 1 {
			one.MRR = 1 / float64(i+1)
		}
		one.NDCG += gain(g, i)
	}
	if len(q.Right) > 0 {
		one.Recall = float64(hits) / float64(len(q.Right))
		one.NDCG /= best(q.Right)
	}
	return one
}

func gain(grade, place int) float64 {
	return (math.Exp2(float64(grade)) - 1) / math.Log2(float64(place+2))
}

// best is the gain of the best order of the right articles.
func best(right map[string]int) float64 {
	highest := 0
	for _, g := range right {
		highest = max(highest, g)
	}
	var sum float64
	place := 0
	for g := highest; g > 0; g-- {
		for _, other := range right {
			if other == g && place < depth {
				sum += gain(g, place)
				place++
			}
		}
	}
	return sum
}

// byClass returns the score of each class.
func byClass(queries []query, answers [][]string) map[string]score {
	scores := map[string]score{}
	for _, class := range classesOf(queries) {
		var some []query
		var theirs [][]string
		for i, q := range queries {
			if q.Class == class {
				some, theirs = append(some, q), append(theirs, answers[i])
			}
		}
		scores[class] = grade(some, theirs)
	}
	return scores
}
