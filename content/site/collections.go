package site

import (
	"slices"

	"lectern/content"
	"lectern/content/bundle"
	"lectern/content/library"
)

// latest is how many of the newest articles are a collection of their own.
const latest = 100

// collections writes what a reader of a language can keep.
func (k *keeper) collections(lang content.Lang) (bundle.File, error) {
	packs := k.packs[lang]
	c := bundle.Collections{
		Format: bundle.CollectionsFormat, Version: bundle.Version, Language: string(lang),
		Core: packs.core, Pictures: [][]int{}, All: []bundle.Collection{},
	}
	published := k.e.published(lang)
	for _, a := range published {
		if shown := k.pictures.shown[a.Path]; len(shown) > 0 {
			c.Pictures = append(c.Pictures, append([]int{packs.article[a.Path]}, shown...))
		}
	}
	all := k.collection(lang, published, nil)
	all.Kind, all.Members = "all", nil
	all.Bytes = 0
	for _, p := range slices.Concat(packs.articles.packs, packs.lists()) {
		all.Bytes += p.Bytes
	}
	c.All = append(c.All, all)
	if len(published) > latest {
		newest := k.collection(lang, published[len(published)-latest:], nil)
		newest.Kind = "latest"
		c.All = append(c.All, newest)
	}
	for _, kind := range []struct {
		name     string
		listings []library.Listing
	}{{"topic", k.e.lib.Topics[lang]}, {"year", k.e.lib.Years[lang]}} {
		for _, l := range kind.listings {
			one := k.collection(lang, l.Articles, &l)
			one.Kind = kind.name
			c.All = append(c.All, one)
		}
	}
	return k.json("collections-"+lang.Segment(), c)
}

// collection is some articles with the pages of their list, if they are one.
func (k *keeper) collection(lang content.Lang, articles []*content.Article, l *library.Listing) bundle.Collection {
	packs := k.packs[lang]
	c := bundle.Collection{}
	var images []int
	for _, a := range articles {
		c.Members = append(c.Members, packs.article[a.Path])
		images = append(images, k.pictures.shown[a.Path]...)
	}
	if l != nil {
		c.Slug, c.Name, c.Path = l.Slug, l.Name, l.Path
		for n := range 1 + numberedPages(len(l.Articles)) {
			c.Lists = append(c.Lists, packs.list[numbered(l.Path, n)])
		}
	}
	ordered := func(numbers []int) []int {
		slices.Sort(numbers)
		return slices.Compact(numbers)
	}
	c.Members, c.Lists, images = ordered(c.Members), ordered(c.Lists), ordered(images)
	lists := ordered(slices.Concat(packs.core, c.Lists))
	c.Articles, c.Images = len(c.Members), len(images)
	c.Bytes = bundle.Cost(packs.articles.packs, c.Members) + bundle.Cost(packs.lists(), lists)
	c.ImageBytes = bundle.Cost(k.pictures.packer.packs, images)
	return c
}
