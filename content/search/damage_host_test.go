//go:build !js

package search

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/flate"

	"lectern/content"
)

// damages are ways in which bytes arrive wrong.
var damages = []struct {
	name string
	do   func(data []byte) []byte
}{
	{"empty", func([]byte) []byte { return nil }},
	{"half", func(d []byte) []byte { return d[:len(d)/2] }},
	{"one byte short", func(d []byte) []byte { return d[:len(d)-1] }},
	{"one byte more", func(d []byte) []byte { return append(bytes.Clone(d), 0) }},
	{"a page instead", func([]byte) []byte { return []byte("<!doctype html><title>Sign in</title>") }},
	{"another version", func(d []byte) []byte {
		return bytes.Replace(bytes.Replace(d, []byte("LECS\x01"), []byte("LECS\x02"), 1), []byte(`"version":1`), []byte(`"version":2`), 1)
	}},
	{"first byte", flip(0)},
	{"kind", flip(5)},
	{"checksum", flip(7)},
	{"length", flip(10)},
	{"a third in", func(d []byte) []byte { return flip(len(d) / 3)(d) }},
	{"near the end", func(d []byte) []byte { return flip(len(d) - 8)(d) }},
}

func flip(at int) func([]byte) []byte {
	return func(d []byte) []byte {
		d = bytes.Clone(d)
		d[at] ^= 0x41
		return d
	}
}

// TestDamagedFiles spoils each file in each way: a query that reads it must say
// which file is wrong, or answer as if nothing was.
func TestDamagedFiles(t *testing.T) {
	s := indexOf(t, append(bigLibrary(20), library()...))
	queries := []Query{{Text: "таможня", Lang: "ru"}, {Text: "таможян", Lang: "ru"}, {Text: "барогра миту", Lang: "ru", Limit: 30}}
	var want []Results
	for _, q := range queries {
		r, err := NewEngine(s.fetch).Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, r)
	}
	read := make(map[string]bool)
	for _, name := range s.fetched {
		read[name] = true
	}
	for _, victim := range slices.Sorted(maps.Keys(read)) {
		for _, damage := range damages {
			t.Run(damage.name+" "+victim, func(t *testing.T) {
				s.spoil = func(name string, data []byte) ([]byte, error) {
					if name == victim {
						return damage.do(data), nil
					}
					return data, nil
				}
				e := NewEngine(s.fetch)
				failed := 0
				for i, q := range queries {
					got, err := e.Search(t.Context(), q)
					switch {
					case err != nil && !strings.Contains(err.Error(), victim):
						t.Errorf("Search(%q): %v: want the name %s in it", q.Text, err, victim)
					case err != nil:
						failed++
					default:
						if diff := cmp.Diff(want[i], got); diff != "" {
							t.Errorf("Search(%q) from a spoiled index (-want +got):\n%s", q.Text, diff)
						}
					}
				}
				if failed == 0 {
					t.Errorf("no query failed over %s", victim)
				}
				s.spoil = nil
				for i, q := range queries {
					if got, err := e.Search(t.Context(), q); err != nil || !cmp.Equal(want[i], got) {
						t.Errorf("Search(%q) after the file was mended: %v", q.Text, err)
					}
				}
			})
		}
	}
}

// TestSwappedFiles serves each file in the place of another of its kind.
func TestSwappedFiles(t *testing.T) {
	docs := bigLibrary(120)
	s, other := indexOf(t, docs), indexOf(t, docs[:100])
	for name := range s.files {
		if _, ok := other.files[name]; ok || name == ManifestName {
			continue
		}
		for wrong, data := range other.files {
			if strings.Split(wrong, ".")[0] == strings.Split(name, ".")[0] {
				s.files[name] = data
			}
		}
	}
	e := NewEngine(s.fetch)
	if got, err := e.Search(t.Context(), Query{Text: "барогра", Lang: "ru"}); err == nil {
		t.Errorf("Search over files of another index found %q, want an error", paths(got.Results))
	}
}

func pack(kind byte, payload []byte) []byte {
	packer, _ := flate.NewWriter(nil, level)
	return seal(packer, kind, payload)
}

func FuzzOpen(f *testing.F) {
	f.Add(pack(kindTerms, []byte("some payload")))
	f.Add(pack(kindWords, nil))
	f.Add([]byte("LECS\x01t\x00\x00\x00\x00\xff\xff\xff\xff\x1f"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if payload, err := open(data, kindTerms, ""); err == nil && len(payload) > maxUnpacked {
			t.Errorf("open(%q) unpacked %d bytes", data, len(payload))
		}
	})
}

func FuzzPayloads(f *testing.F) {
	for name, data := range indexOf(f, library()).files {
		if name == ManifestName {
			f.Add(data)
			continue
		}
		if payload, err := open(data, data[5], ""); err == nil {
			f.Add(payload)
		}
	}
	f.Add([]byte("\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := decodeShard(data, 20); err == nil {
			for i := range s.terms {
				list, err := decodePostings(nil, &s.terms[i], 20)
				for _, p := range list {
					if err == nil && (p.doc < 0 || p.doc >= 20 || p.impact > 127) {
						t.Errorf("posting %+v out of bounds", p)
					}
				}
			}
		}
		_, _ = decodePlaces(data, 3, 20)
		_, _ = decodeTexts(data, 3)
		_, _ = decodeWords(data)
		_, _ = decodeManifest(data)
		if index, err := json.Marshal(checked{checksum(data), data}); err == nil {
			_, _ = decodeManifest(index)
		}
	})
}

func FuzzSearch(f *testing.F) {
	for _, q := range []string{
		"таможня", `"quick brown`, `«" -"' -`, "\u200B\u202E\u200F", strings.Repeat("a b\" ", 2000), strings.Repeat("ж", 10000),
		strings.Repeat("-", 10000), "\xff\xfe\xd0", "o'zbek ўзбек", "海关 ศุล", "l'l'l'l'", "ʻʻʻʻ", "c++# c#c++", "..,,;'[]", "\x00", "И\u0306\u0308",
	} {
		f.Add(q, "ru")
	}
	f.Add("bojxona", "uz")
	s := indexOf(f, library())
	e := NewEngine(s.fetch)
	f.Fuzz(func(t *testing.T, query, text string) {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		if err != nil {
			t.Fatalf("Search(%q): %v", query, err)
		}
		for _, r := range got.Results {
			for _, spans := range []struct {
				of  string
				are []Span
			}{{r.Title, r.Marks}, {r.Excerpt, r.Found}} {
				checkSpans(t, spans.of, spans.are)
			}
			if !utf8.ValidString(r.Excerpt) {
				t.Errorf("Search(%q): excerpt %q is no UTF-8", query, r.Excerpt)
			}
		}
		for _, lang := range []content.Lang{"", "ru", "uz", "ar", "zh"} {
			checkSpans(t, text, Highlight(text, query, lang))
			checkSpans(t, query, Highlight(query, query, lang))
		}
	})
}

func checkSpans(t *testing.T, text string, spans []Span) {
	t.Helper()
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("spans %v of %q (%d bytes) overlap or leave it", spans, text, len(text))
		}
		at = s.End
	}
}

// FuzzPass holds that passing over words by their first letter finds the same.
func FuzzPass(f *testing.F) {
	for _, d := range library() {
		f.Add(d.Text + " " + d.Title)
	}
	f.Add("a'b ёлка Ёлка е\u0308лка iPhoneом l'ёлка ёʻ ё' c++ ёc++ xё中ё")
	f.Fuzz(func(t *testing.T, text string) {
		groups := []group{newGroup(queryWord{text: "ёлка", prefix: true}, []content.Lang{"ru"}), newGroup(queryWord{text: "customs"}, []content.Lang{"ru"})}
		quick := newMatcher(groups, "ru")
		slow := newMatcher(groups, "ru")
		slow.starts = nil
		if diff := cmp.Diff(slow.matches(text), quick.matches(text), cmp.AllowUnexported(match{})); diff != "" {
			t.Errorf("matches in %q (-slow +quick):\n%s", text, diff)
		}
	})
}
