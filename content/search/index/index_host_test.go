//go:build !js

package index

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content/search/analysis"
)

// A counted is what a document has of a term, counted word by word.
type counted struct {
	text                  int
	title, heading, extra bool
	next                  uint8
}

// count counts the terms of a document the plain way.
func count(d Doc) map[string]*counted {
	all := make(map[string]*counted)
	field := func(text string, note func(c *counted)) {
		words := analysis.Scanner{Text: text}
		var before *counted
		for words.Next() {
			term := analysis.Term(words.Word, d.Lang)
			c := all[term]
			if c == nil {
				c = new(counted)
				all[term] = c
			}
			if note(c); before != nil {
				before.next |= NextBit(term)
			}
			before = c
		}
	}
	field(d.Title, func(c *counted) { c.title = true })
	for _, h := range d.Headings {
		field(h, func(c *counted) { c.heading = true })
	}
	field(d.Summary, func(c *counted) { c.extra = true })
	for _, t := range append(slices.Clone(d.Topics), d.Authors...) {
		field(t.Name, func(c *counted) { c.extra = true })
	}
	field(d.Text, func(c *counted) { c.text++ })
	return all
}

// TestRoundTrip holds everything that a reader of an index is told against what
// the documents say. The sizes are around those at which segments change.
func TestRoundTrip(t *testing.T) {
	for _, n := range []int{1, 2, 31, 32, 33, 65, 1023, 1024, 1120, 2080} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			docs := newGenerator(800).docs(n, 30)
			checkIndex(t, docs, indexOf(t, docs).open(t, "ru"))
		})
	}
}

// checkIndex needs documents that are in the order of their numbers.
func checkIndex(t *testing.T, docs []Doc, l *Language) {
	t.Helper()
	if l.Docs() != len(docs) {
		t.Fatalf("Docs = %d, want %d", l.Docs(), len(docs))
	}
	numbers := make([]uint32, len(docs))
	all := make(map[string]map[uint32]*counted)
	titles := make(map[uint32]int)
	for n, d := range docs {
		numbers[n] = uint32(n)
		for term, c := range count(d) {
			if all[term] == nil {
				all[term] = make(map[uint32]*counted)
			}
			all[term][uint32(n)] = c
		}
	}
	rest := 0
	for _, term := range slices.Sorted(maps.Keys(all)) {
		p, err := l.Find(t.Context(), term)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := p.Docs, slices.Sorted(maps.Keys(all[term])); !slices.Equal(got, want) || p.Term != term || len(p.Info) != len(want) {
			t.Fatalf("Find(%q) = %q in %d, want %d", term, p.Term, got, want)
		}
		for i, doc := range p.Docs {
			v, c := p.Info[i], all[term][doc]
			next := v.Next()
			if next == 1<<maskBits-1 {
				next = c.next // of a rare term nothing is known
				rest++
			}
			got := counted{0, v.InTitle(), v.InHeading(), v.InExtra(), next}
			want := counted{0, c.title, c.heading, c.extra, c.next}
			if got != want || v.Level() != int(levelOf(c.text)) {
				t.Fatalf("%q in document %d: %+v, level %d; want %+v, %d times", term, doc, got, v.Level(), want, c.text)
			}
		}
		shares, err := l.Titles(t.Context(), term, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range shares {
			for i, doc := range s.Docs {
				if !all[term][doc].title || s.Term != term {
					t.Fatalf("Titles(%q) has document %d", term, doc)
				}
				titles[doc] += int(s.Share[i])
			}
		}
	}
	for n, d := range docs {
		if want := 255; titles[uint32(n)] != want && d.Title != "" {
			t.Errorf("shares of title %q sum to %d, want %d", d.Title, titles[uint32(n)], want)
		}
		if got, want := l.Length(uint32(n)), float64(len(strings.Fields(d.Text))); got < 0.87*want || got > 1.13*want {
			t.Errorf("length of document %d is %.1f, want about %.1f", n, got, want)
		}
	}
	for _, key := range []string{"ба", "прив", "с", "я", ""} {
		found, err := l.Prefix(t.Context(), key, 1000)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, p := range found {
			if got = append(got, p.Term); len(p.Docs) != len(all[p.Term]) {
				t.Errorf("Prefix(%q): %q in %d documents, want %d", key, p.Term, len(p.Docs), len(all[p.Term]))
			}
		}
		for _, term := range slices.Sorted(maps.Keys(all)) {
			if strings.HasPrefix(term, key) {
				want = append(want, term)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("Prefix(%q) = %q, want %q", key, got, want)
		}
	}
	checkRest(t, docs, numbers, all, l)
}

func checkRest(t *testing.T, docs []Doc, numbers []uint32, all map[string]map[uint32]*counted, l *Language) {
	t.Helper()
	shown, err := l.Shown(t.Context(), numbers)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := l.Sources(t.Context(), numbers)
	if err != nil {
		t.Fatal(err)
	}
	years := make(map[int]int)
	for n, d := range docs {
		date := ""
		if !d.Date.IsZero() {
			date = d.Date.Format("2006-01-02")
			years[d.Date.Year()]++
		}
		if want := (Shown{d.Path, d.Title, date}); shown[n] != want || sources[n] != d.Source {
			t.Errorf("document %d is %+v of %q, want %+v of %q", n, shown[n], sources[n], want, d.Source)
		}
	}
	first := 0
	for _, y := range l.Years() {
		if y.First != first || y.Docs != years[y.Year] {
			t.Errorf("years have %+v, want %d documents from %d", y, years[y.Year], first)
		}
		first += y.Docs
	}
	words, err := l.Words(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]bool)
	for _, w := range words {
		if got[w.Term] || len(all[w.Term]) < 2 || string(w.Letters) != w.Term {
			t.Errorf("words have %+v, which is in %d documents", w, len(all[w.Term]))
		}
		got[w.Term] = true
	}
	for term, in := range all {
		if len(in) >= 2 && correctable(term) && !got[term] {
			t.Errorf("words lack %q, which is in %d documents", term, len(in))
		}
	}
	facets, err := l.Facets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[Tag][]uint32)
	for n, d := range docs {
		for _, tag := range append(slices.Clone(d.Topics), d.Authors...) {
			want[tag] = append(want[tag], uint32(n))
		}
	}
	for _, f := range append(slices.Clone(facets.Topics), facets.Authors...) {
		tag := Tag{f.Slug, f.Name}
		if !slices.Equal(f.Docs, want[tag]) {
			t.Errorf("facet %v has %d, want %d", tag, f.Docs, want[tag])
		}
		delete(want, tag)
	}
	if len(want) > 0 {
		t.Errorf("facets lack %v", want)
	}
}

func TestMixture(t *testing.T) {
	s := indexOf(t, mixture())
	snapshot, err := Open(s.Fetch).Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []LangDocs{{"", 1}, {"ar", 1}, {"en", 1}, {"ru", 5}, {"zh", 1}}
	if diff := cmp.Diff(want, snapshot.Langs()); diff != "" {
		t.Errorf("Langs (-want +got):\n%s", diff)
	}
	l := s.open(t, "ru")
	shown, err := l.Shown(t.Context(), []uint32{0, 1, 2, 3, 4})
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, s := range shown {
		paths = append(paths, s.Path+s.Date)
	}
	if want := []string{"/ru/border/", "/ru/twin/2020-01-02", "/ru/twin/2020-01-02", "/ru/empty/2020-01-04", "/ru/customs/2020-01-06"}; !slices.Equal(paths, want) {
		t.Errorf("documents are %q, want %q", paths, want)
	}
	if want := []Years{{0, 0, 1}, {2020, 1, 4}}; !slices.Equal(l.Years(), want) {
		t.Errorf("years are %v, want %v", l.Years(), want)
	}
	odd, err := s.open(t, "").Shown(t.Context(), []uint32{0})
	if err != nil || !strings.HasPrefix(odd[0].Title, "ab\uFFFD") || len(odd[0].Title) > maxString || odd[0].Date != "" {
		t.Errorf("the odd document is %.20q, %d bytes, %q: %v", odd[0].Title, len(odd[0].Title), odd[0].Date, err)
	}
	for _, term := range []string{"", "нет", "\xff", strings.Repeat("ж", 9000)} {
		if p, err := l.Find(t.Context(), term); err != nil || len(p.Docs) > 0 {
			t.Errorf("Find(%.10q) = %v, %v", term, p, err)
		}
	}
	if _, err := snapshot.Language(t.Context(), "fr"); err == nil {
		t.Error("Language of no documents: no error")
	}
}

func TestEmptyIndex(t *testing.T) {
	s := indexOf(t, nil)
	snapshot, err := Open(s.Fetch).Snapshot(t.Context())
	if err != nil || len(snapshot.Langs()) != 0 || len(s.Files) != 1 {
		t.Errorf("an empty index: %v, languages %v, %d files", err, snapshot.Langs(), len(s.Files))
	}
}

// TestFetched holds what is read when: nothing on opening, then all that every
// query needs, then one shard a term.
func TestFetched(t *testing.T) {
	s := indexOf(t, newGenerator(4000).docs(1100, 120))
	x := Open(s.Fetch)
	if len(s.Fetched) != 0 {
		t.Errorf("Open fetched %q", s.Fetched)
	}
	snapshot, err := x.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l, err := snapshot.Language(t.Context(), "ru")
	if err != nil {
		t.Fatal(err)
	}
	kinds := func() map[string]int {
		count := make(map[string]int)
		for _, name := range s.Fetched {
			count[strings.TrimPrefix(strings.SplitN(name, ".", 2)[0], folder)]++
		}
		s.Fetched = nil
		return count
	}
	if got := kinds(); got["search"] != 1 || got["head"] > 0 || got["titles"] != 1 || got["facets"]+got["terms"]+got["shown"]+got["words"] > 0 {
		t.Errorf("a language was opened with %v", got)
	}
	if _, err := l.Titles(t.Context(), "ба", true); err != nil || len(s.Fetched) > 0 {
		t.Errorf("titles read at once were fetched again: %q, %v", s.Fetched, err)
	}
	key := []Key{{Text: "бароми"}, {Text: "бароми"}, {Text: "бар", Prefix: true}, {Text: "ба", Title: true, Prefix: true}}
	if err := l.Prefetch(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	if got := kinds(); got["terms"] == 0 || got["terms"] > 3 || len(got) != 1 {
		t.Errorf("Prefetch read %v", got)
	}
	if _, err := l.Find(t.Context(), "бароми"); err != nil || len(s.Fetched) > 0 {
		t.Errorf("Find after Prefetch fetched %q, %v", s.Fetched, err)
	}
}

func TestRenew(t *testing.T) {
	docs := newGenerator(200).docs(40, 20)
	s := indexOf(t, docs[:39])
	x := Open(s.Fetch)
	old, err := x.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if same, changed, err := x.Renew(t.Context(), old); same != old || changed || err != nil {
		t.Errorf("Renew of the same index: changed %v, %v", changed, err)
	}
	s.Files = indexOf(t, docs).Files
	fresh, changed, err := x.Renew(t.Context(), old)
	if err != nil || !changed || fresh.Langs()[0].Docs != 40 {
		t.Fatalf("Renew of another index: changed %v, %v", changed, err)
	}
	if again, changed, err := x.Renew(t.Context(), old); again != fresh || !changed || err != nil {
		t.Errorf("Renew by another holder of the old one: changed %v, %v", changed, err)
	}
	if now, err := x.Snapshot(t.Context()); now != fresh || err != nil {
		t.Errorf("Snapshot after Renew is another: %v", err)
	}
}
