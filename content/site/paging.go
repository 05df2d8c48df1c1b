package site

import (
	"fmt"

	"lectern/content"
)

// listed is how many articles a page of a list shows.
//
// A list is cut from its end: page 1 has the oldest articles and keeps them for
// ever, as do all numbered pages. The first page, which has no number, shows
// what is left: the newest 20 to 39. So a new article changes the first page
// and, once in twenty times, the newest of the numbered ones.
const listed = 20

// numberedPages returns how many numbered pages a list of articles has.
func numberedPages(articles int) int { return max(0, articles/listed-1) }

// numbered returns the path of page n of a list, 0 for the first page.
func numbered(first string, n int) string {
	if n == 0 {
		return first
	}
	return fmt.Sprintf("%spage/%d/", first, n)
}

// pageOf returns what page n shows of articles, which are newest first.
func pageOf(articles []*content.Article, n int) []*content.Article {
	if n == 0 {
		return articles[:len(articles)-listed*numberedPages(len(articles))]
	}
	end := len(articles) - listed*(n-1)
	return articles[end-listed : end]
}

// pager leads from page n of a list; a list of one page has none.
func (e *edition) pager(first string, n, articles int) *pager {
	last := numberedPages(articles)
	if last == 0 {
		return nil
	}
	p := &pager{Number: n}
	newer, older := n+1, n-1
	switch n {
	case 0:
		newer, older = -1, last
	case last:
		newer = 0
	}
	if newer >= 0 {
		p.Newer = e.path(numbered(first, newer))
	}
	if older > 0 {
		p.Older = e.path(numbered(first, older))
	}
	return p
}
