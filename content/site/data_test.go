package site

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

// wanted are the properties that Google's documentation of structured data
// requires or recommends, and schema.org's own for what is not in it.
func wanted() map[string][]string {
	article := []string{"headline", "image", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage", "inLanguage", "url"}
	return map[string][]string{
		"NewsArticle":    article,
		"Article":        slices.DeleteFunc(slices.Clone(article), func(p string) bool { return strings.HasPrefix(p, "date") }), // one without a date
		"BreadcrumbList": {"itemListElement"},
		"ListItem":       {"position", "name", "item"},
		"WebSite":        {"name", "url"},
		"SearchAction":   {"target", "query-input"},
		"EntryPoint":     {"urlTemplate"},
		"CollectionPage": {"name", "url", "isPartOf", "inLanguage"},
		"Organization":   {"name", "url", "logo"},
		"Person":         {"name"},
		"ImageObject":    {"url", "width", "height"},
	}
}

// TestData checks the structured data of every page against what is wanted of
// its types, and its values against their kinds.
func TestData(t *testing.T) {
	lib := sample(t)
	lib.Articles[6].Date = time.Time{}
	out := build(t, lib, Options{BaseURL: "https://news.example/sub/"})
	types := map[string]int{}
	for _, name := range htmlPages(out) {
		page := parsePage(t, string(out.files[name]))
		for _, script := range page.all(`script[type="application/ld+json"]`) {
			var data map[string]any
			if err := json.Unmarshal([]byte(script.text()), &data); err != nil {
				t.Fatalf("%s: %v in %s", name, err, script.text())
			}
			if data["@context"] != "https://schema.org" {
				t.Errorf("%s: context %v", name, data["@context"])
			}
			checkData(t, name, data, types)
		}
	}
	for kind := range wanted() {
		if types[kind] == 0 {
			t.Errorf("no page has a %s", kind)
		}
	}
}

// TestTrail: the way to an article leads through its first topic.
func TestTrail(t *testing.T) {
	page := parsePage(t, build(t, sample(t), Options{BaseURL: "https://news.example/"}).text(t, "ru/customs/index.html"))
	var data struct {
		Steps []struct{ Item string } `json:"itemListElement"`
	}
	if err := json.Unmarshal([]byte(page.all("script[type=application/ld+json]")[1].text()), &data); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range data.Steps {
		got = append(got, s.Item)
	}
	want := []string{"https://news.example/ru/", "https://news.example/ru/topics/economy/", "https://news.example/ru/customs/"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("trail: -want +got\n%s", diff)
	}
}

func checkData(t *testing.T, page string, data map[string]any, types map[string]int) {
	t.Helper()
	kind, _ := data["@type"].(string)
	types[kind]++
	properties, known := wanted()[kind]
	if !known {
		t.Errorf("%s: unknown type %q", page, kind)
	}
	for _, p := range properties {
		if data[p] == nil || data[p] == "" {
			t.Errorf("%s: a %s without %s", page, kind, p)
		}
	}
	for key, value := range data {
		for _, v := range asList(value) {
			switch v := v.(type) {
			case map[string]any:
				checkData(t, page, v, types)
			case string:
				if why := wrongValue(key, v); why != "" {
					t.Errorf("%s: %s of a %s is %q, %s", page, key, kind, v, why)
				}
			}
		}
	}
}

func asList(value any) []any {
	if all, ok := value.([]any); ok {
		return all
	}
	return []any{value}
}

func wrongValue(key, value string) string {
	switch key {
	case "url", "item", "mainEntityOfPage", "isBasedOn":
		if u, err := url.Parse(value); err != nil || u.Scheme != "https" {
			return "no absolute address"
		}
	case "datePublished", "dateModified":
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			if _, err := time.Parse(time.RFC3339, value); err != nil {
				return "no date of ISO 8601"
			}
		}
	case "headline", "name":
		if len([]rune(value)) > mostHeadline {
			return "too long"
		}
	case "urlTemplate":
		if !strings.Contains(value, "/search/?q={q}") {
			return "not our search"
		}
	}
	return ""
}

// TestSharing: what networks read is on every page that search engines know.
func TestSharing(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "https://news.example/"})
	for _, name := range htmlPages(out) {
		page := parsePage(t, string(out.files[name]))
		if len(page.all(`meta[name="robots"]`)) > 0 || len(page.all(`link[rel="canonical"]`)) == 0 || strings.Contains(name, "embed/") {
			continue
		}
		want := []string{"og:type", "og:title", "og:url", "og:site_name", "og:locale", "og:image", "og:image:width", "og:image:height", "og:image:alt"}
		if strings.Contains(name, "/customs/") {
			want = append(want, "article:published_time")
		}
		for _, property := range want {
			if m := page.all(fmt.Sprintf(`meta[property=%q]`, property)); len(m) != 1 || m[0].attr("content") == "" {
				t.Errorf("%s: %d elements for %s", name, len(m), property)
			}
		}
		image := page.all(`meta[property="og:image"]`)[0].attr("content")
		if file := strings.TrimPrefix(image, "https://news.example/"); strings.Contains(file, "card") && out.files[file] == nil {
			t.Errorf("%s names %s, which is not there", name, file)
		}
		if card := page.all(`meta[name="twitter:card"]`); len(card) != 1 || card[0].attr("content") != "summary_large_image" {
			t.Errorf("%s: twitter:card %v", name, card)
		}
	}
}

func TestLocale(t *testing.T) {
	for lang, want := range map[string]string{
		"ru": "ru_RU", "uz": "uz_UZ", "uz-Cyrl": "uz_UZ", "en": "en_US", "en-GB": "en_GB", "ar": "ar_AR", "fa": "fa_IR", "kk": "kk_KZ", "pt": "pt_BR", "zh": "zh_CN", "eo": "eo",
	} {
		if got := locale(content.Lang(lang)); got != want {
			t.Errorf("locale(%s) = %s, want %s", lang, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	tests := []struct{ text, want string }{
		{"one two", "one two"},
		{"one two, three", "one two…"},
		{"яблоко груша", "яблоко груша"},
		{"яблоко, груша", "яблоко…"},
		{strings.Repeat("x", 30), "xxxxxxxxxxx…"},
		{"", ""},
	}
	for _, test := range tests {
		if got := short(test.text, 12); got != test.want {
			t.Errorf("short(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}
