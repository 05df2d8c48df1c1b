package site

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/content/bundle"
	"lectern/content/library"
)

// newsroom is a folder of articles in Russian, one a day, with topics, authors
// and texts that have enough in common to be related; every tenth is in English
// too.
func newsroom(articles int) fstest.MapFS {
	random := rand.New(rand.NewPCG(3, 4))
	folder := fstest.MapFS{"lectern.yaml": {Data: []byte("title: Новости\nlanguages: [ru, en]\ndefault_language: ru\n")}}
	day := time.Date(2024, 11, 1, 0, 0, 0, 0, time.UTC)
	for i := range articles {
		var text strings.Builder
		for p := range 3 + random.IntN(4) {
			if p == 2 {
				text.WriteString("\n\n## Раздел\n")
			}
			text.WriteString("\n\n")
			for range 60 {
				text.WriteString(randomWord(random) + " ")
			}
		}
		head := fmt.Sprintf("---\ntitle: Статья %d\ndate: %s\ntags: [Тема %d, Тема %d]\nauthor: Автор %d\n---\n",
			i, day.AddDate(0, 0, i).Format(time.DateOnly), i%13, i*i%7, i%5)
		name := fmt.Sprintf("a%04d.md", i)
		folder["ru/"+name] = &fstest.MapFile{Data: []byte(head + text.String())}
		if i%10 == 0 {
			folder["en/"+name] = &fstest.MapFile{Data: []byte(strings.Replace(head, "Статья", "Article", 1) + "The text of the article.\n")}
		}
	}
	return folder
}

func loadFolder(t testing.TB, folder fstest.MapFS) *library.Library {
	t.Helper()
	lib, err := library.NewLoader(library.Options{FS: folder, Base: "/", Now: func() time.Time { return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }}).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// changes are the names of the files that two sites do not share, sorted.
func changes(before, after *memory) []string {
	var names []string
	for name := range maps.Keys(after.files) {
		if !bytes.Equal(before.files[name], after.files[name]) {
			names = append(names, name)
		}
	}
	for name := range before.files {
		if _, ok := after.files[name]; !ok {
			names = append(names, name+" (gone)")
		}
	}
	slices.Sort(names)
	return names
}

// TestPublish: a new article changes its own lists, the article before it, those
// of its block that are related to it, and nothing else.
func TestPublish(t *testing.T) {
	const articles = 345
	folder := newsroom(articles + 1)
	newest, text := fmt.Sprintf("ru/a%04d.md", articles), []byte(nil)
	text, folder[newest].Data = folder[newest].Data, nil
	delete(folder, newest)
	before, after := newMemory(), newMemory()
	render(t, renderer(t, Options{BaseURL: "https://news.example/"}), loadFolder(t, folder), before)
	folder[newest] = &fstest.MapFile{Data: text}
	lib := loadFolder(t, folder)
	render(t, renderer(t, Options{BaseURL: "https://news.example/"}), lib, after)

	own := fmt.Sprintf("/ru/a%04d/", articles)
	related := map[string]bool{}
	for _, a := range lib.Articles {
		for _, ref := range a.Related {
			if ref.Path == own {
				related[strings.TrimPrefix(a.Path, "/")+"index.html"] = true
			}
		}
	}
	want := []string{
		"index.html", "ru/2025/index.html", "ru/topics/index.html", "ru/authors/index.html", fmt.Sprintf("ru/a%04d/index.html", articles-1),
		"sitemap.xml", "sitemap-ru.xml", "sitemap-news.xml", "llms.txt", "assets/card.…png",
	}
	lists := []string{"ru/", "ru/authors/avtor-0/", fmt.Sprintf("ru/topics/tema-%d/", articles%13), fmt.Sprintf("ru/topics/tema-%d/", articles*articles%7)}
	for _, list := range lists {
		want = append(want, list+"index.html", list+"embed/index.html", list+"feed.xml", list+"feed.json")
	}
	for _, name := range []string{"index.html", "index.md", "embed/index.html", "oembed.json", "oembed.xml"} {
		want = append(want, own[1:]+name)
	}
	slices.Sort(want)
	var got []string
	for _, name := range changes(before, after) {
		if strings.HasPrefix(name, "assets/card.") {
			name = "assets/card.…png"
		}
		if !strings.HasPrefix(name, "library/") && !related[name] {
			got = append(got, name)
		}
	}
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("files changed by one article: -want +got\n%s", diff)
	}
	if len(related) > 31 {
		t.Errorf("%d articles are related to the new one, more than its block has", len(related))
	}

	// Of the packs only the last of the articles and those of the changed lists.
	m := manifestOf(t, after)
	old := manifestOf(t, before)
	kept := map[string]bool{}
	for _, l := range old.Languages {
		for _, p := range slices.Concat(l.Packs, l.Lists) {
			kept[p.Hash] = true
		}
	}
	for i, p := range m.Languages["ru"].Packs {
		if last := i == len(m.Languages["ru"].Packs)-1; kept[p.Hash] == last {
			t.Errorf("pack %d of %d: as before: %v", i+1, len(m.Languages["ru"].Packs), kept[p.Hash])
		}
	}
	for _, p := range m.Languages["ru"].Lists {
		if first := entriesOf(t, after, []bundle.Pack{p})[0].Path; strings.Contains(first, "/page/") && !kept[p.Hash] {
			t.Errorf("the pack of lists from %s on changed", first)
		}
	}
	for _, p := range slices.Concat(m.Languages["en"].Packs, m.Languages["en"].Lists) {
		if !kept[p.Hash] {
			t.Error("a pack of the other language changed")
		}
	}
	if m.Build != old.Build || m.Release == old.Release {
		t.Errorf("build %s, then %s; release %s, then %s", old.Build, m.Build, old.Release, m.Release)
	}
}

// TestBackdated: an article among the old ones moves no borders far from it. How
// far is chance, so several are tried.
func TestBackdated(t *testing.T) {
	folder := newsroom(345)
	before := newMemory()
	render(t, renderer(t, Options{}), loadFolder(t, folder), before)
	old := map[string]bool{}
	for _, p := range manifestOf(t, before).Languages["ru"].Packs {
		old[p.Hash] = true
	}
	changed, all := 0, 0
	dates := []string{"2024-11-20", "2024-12-20", "2025-02-01"}
	for _, date := range dates {
		folder["ru/insert.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Вставка\ndate: " + date + "\n---\nТекст.\n")}
		after := newMemory()
		render(t, renderer(t, Options{}), loadFolder(t, folder), after)
		for _, p := range manifestOf(t, after).Languages["ru"].Packs {
			all++
			if !old[p.Hash] {
				changed++
			}
		}
	}
	t.Logf("%d of %d packs changed by %d articles", changed, all, len(dates))
	if changed > 2*len(dates) {
		t.Errorf("%d articles among the first changed %d of %d packs", len(dates), changed, all)
	}
}

func manifestOf(t testing.TB, out *memory) *bundle.Manifest {
	t.Helper()
	m, err := bundle.ParseManifest(out.files[bundle.ManifestName])
	if err != nil {
		t.Fatal(err)
	}
	return m
}
