package library

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

// subjectText makes a text of about n words out of those of a few subjects.
func subjectText(random *rand.Rand, n int) string {
	subjects := [3]int{random.IntN(40), random.IntN(40), random.IntN(40)}
	var text strings.Builder
	for range n {
		subject := subjects[random.IntN(len(subjects))]
		fmt.Fprintf(&text, "слово%cх%d ", 'а'+rune(subject%30), subject*100+int(random.ExpFloat64()*8))
	}
	return text.String()
}

// TestRelatedStays: a new article changes what is related to those in its block,
// and to no other.
func TestRelatedStays(t *testing.T) {
	const articles = relatedFirst + 5*relatedBlock + relatedBlock/2
	random := rand.New(rand.NewPCG(1, 2))
	files := map[string]string{}
	name := func(i int) string { return fmt.Sprintf("ru/%d-%02d-%02d-a%d.md", 2000+i/300, 1+i/25%12, 1+i%25, i) }
	for i := range articles {
		files[name(i)] = fmt.Sprintf("---\ntags: [Тема %d]\n---\n# Статья %d\n\n%s\n", i%17, i, subjectText(random, 120))
	}
	before := load(t, files)
	files[name(articles)] = files[name(articles-1)] // so that one in its block is related to it
	after := load(t, files)

	published := slices.Clone(after.Articles)
	slices.SortFunc(published, Published)
	related := map[string][]string{}
	for _, a := range before.Articles {
		related[a.Source] = paths(a.Related)
	}
	r := &relator{articles: published}
	block := map[int]int{} // end of its block, by article
	for from, to := 0, 0; to < len(published); from = to {
		to = r.block(from)
		for i := from; i < to; i++ {
			block[i] = to
		}
	}
	with, changed := 0, 0
	for i, a := range published[:articles] {
		now := paths(a.Related)
		if len(now) > 0 {
			with++
		}
		if slices.Equal(now, related[a.Source]) {
			continue
		}
		changed++
		if block[i] != block[articles] {
			t.Errorf("%s, article %d, changed by one outside its block (-before +after):\n%s", a.Source, i, cmp.Diff(related[a.Source], now))
		}
	}
	if with < articles*9/10 {
		t.Errorf("%d of %d articles have related ones: the texts have too little in common to show anything", with, articles)
	}
	if changed == 0 || changed > relatedBlock/2 {
		t.Errorf("the new article changed %d others, of a block of %d, want some", changed, relatedBlock)
	}
	for i, a := range published {
		for _, ref := range a.Related {
			j := slices.IndexFunc(published, func(b *content.Article) bool { return b.Path == ref.Path })
			if j >= block[i] {
				t.Errorf("article %d is related to %d, published after its block, which ends before %d", i, j, block[i])
			}
		}
	}
}
