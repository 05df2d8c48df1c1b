package library

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"lectern/content"
)

// neighbours links each article to the one before and after it. Dated articles
// stand by date. Undated ones, which are mostly chapters, stand by themselves in
// the order of their files, and are read in it: the next is the following one.
func neighbours(articles []*content.Article) {
	last := map[content.Lang]*content.Article{}
	for _, a := range articles {
		before := last[a.Lang]
		last[a.Lang] = a
		if before == nil || before.Date.IsZero() != a.Date.IsZero() {
			continue
		}
		older, newer := a, before
		if a.Date.IsZero() {
			older, newer = before, a
		}
		to, from := newer.Ref(), older.Ref()
		older.Next, newer.Previous = &to, &from
	}
}

// translations links the articles that are one in several languages: those
// with one translation key, else those whose files differ in nothing but the
// language in their paths.
func translations(articles []*content.Article, pages map[*content.Article]*page, langs []content.Lang) []content.Problem {
	groups := map[string][]*content.Article{}
	var keys []string
	for _, a := range articles {
		key := translationKey(pages[a])
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], a)
	}
	rank := map[content.Lang]int{}
	for i, lang := range langs {
		rank[lang] = i
	}
	var problems []content.Problem
	for _, key := range keys {
		group := groups[key]
		slices.SortFunc(group, func(a, b *content.Article) int {
			return cmp.Or(rank[a.Lang]-rank[b.Lang], cmp.Compare(a.Source, b.Source))
		})
		var one []*content.Article // the first of each language
		for _, a := range group {
			if len(one) == 0 || one[len(one)-1].Lang != a.Lang {
				one = append(one, a)
				continue
			}
			if p := pages[a]; p.meta.TranslationKey != "" {
				problems = append(problems, content.Problem{
					File: a.Source, Line: p.meta.Line["translationkey"], Kind: "duplicate-translation",
					Message: fmt.Sprintf("%s has the translation key %q in %s already", one[len(one)-1].Source, p.meta.TranslationKey, a.Lang),
					Hint:    "a key may stand once in a language",
				})
			}
		}
		if len(one) < 2 {
			continue
		}
		name := strings.TrimPrefix(strings.TrimPrefix(key, "key:"), "file:")
		for _, a := range one {
			a.Translation = name
			for _, b := range one {
				if a != b {
					a.Translations = append(a.Translations, b.Ref())
				}
			}
		}
	}
	return problems
}

func translationKey(p *page) string {
	if p.meta.TranslationKey != "" {
		return "key:" + p.meta.TranslationKey
	}
	return "file:" + strings.TrimSuffix(p.rest, path.Ext(p.rest))
}
