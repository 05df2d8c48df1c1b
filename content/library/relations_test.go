package library

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

func TestNeighbours(t *testing.T) {
	lib := load(t, map[string]string{
		"ru/2016-01-01-a.md": "# A\n", "ru/2016-01-02-b.md": "# B\n", "ru/2016-01-03-c.md": "# C\n",
		"ru/ch1.md": "# 1\n", "ru/ch2.md": "# 2\n", "en/2016-01-02-x.md": "# X\n",
	})
	want := map[string][2]string{ // previous, next
		"ru/2016-01-01-a.md": {"", "/ru/b/"},
		"ru/2016-01-02-b.md": {"/ru/a/", "/ru/c/"},
		"ru/2016-01-03-c.md": {"/ru/b/", ""},
		"ru/ch1.md":          {"", "/ru/ch2/"},
		"ru/ch2.md":          {"/ru/ch1/", ""},
		"en/2016-01-02-x.md": {"", ""},
	}
	got := map[string][2]string{}
	for _, a := range lib.Articles {
		var pair [2]string
		if a.Previous != nil {
			pair[0] = a.Previous.Path
		}
		if a.Next != nil {
			pair[1] = a.Next.Path
		}
		got[a.Source] = pair
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("neighbours (-want +got):\n%s", diff)
	}
	order := []string{"ru/2016-01-03-c.md", "en/2016-01-02-x.md", "ru/2016-01-02-b.md", "ru/2016-01-01-a.md", "ru/ch1.md", "ru/ch2.md"}
	if diff := cmp.Diff(order, sources(lib.Articles)); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestTranslations(t *testing.T) {
	lib := load(t, map[string]string{
		"lectern.yaml": "languages: [uz, ru, en]\n",
		"ru/news/a.md": "# А\n", "en/news/a.md": "# A\n", "news/a.uz.md": "# A\n", "ru/news/b.md": "# Б\n",
		"ru/k.md": "---\ntranslationKey: key\n---\n# К\n", "en/other-name.md": "---\ntranslationKey: key\n---\n# K\n",
		"en/zz.md": "---\ntranslationKey: key\n---\n# Z\n",
		"root.md":  "---\nlang: en\n---\n# R\n", "ru/root.md": "# R\n",
	})
	want := map[string][]string{
		"ru/news/a.md": {"/uz/a/", "/en/a/"}, "en/news/a.md": {"/uz/a/", "/ru/a/"}, "news/a.uz.md": {"/ru/a/", "/en/a/"},
		"ru/news/b.md": nil, "ru/k.md": {"/en/other-name/"}, "en/other-name.md": {"/ru/k/"}, "en/zz.md": nil,
		"root.md": {"/ru/root/"}, "ru/root.md": {"/en/root/"},
	}
	got := map[string][]string{}
	for _, a := range lib.Articles {
		got[a.Source] = paths(a.Translations)
		if (a.Translation != "") != (len(a.Translations) > 0) {
			t.Errorf("%s has the translation key %q and %d translations", a.Source, a.Translation, len(a.Translations))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("translations (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"en/zz.md:2 duplicate-translation"}, kinds(lib.Problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestRedirects(t *testing.T) {
	lib := load(t, map[string]string{
		"ru/a.md": "---\naliases: [/old/name/, old2, '/Старый адрес', '/%D1%8F.html', /old2/, /ru/a/]\n---\n# A\n",
		"ru/b.md": "---\naliases: [/old/name, /ru/a, /ru/, /ru/topics/x/, /assets/x/, /sw.js]\n---\n# B\n",
		"ru/c.md": "---\naliases: ['../..', '/x/../../y', '//host/x', 'javascript:alert(1)', 'https://a.example/', '/.git/x', '/a?b', '/a\\b', '/<x>', '/']\n---\n# C\n",
	})
	want := []Redirect{
		{"/old/name/", "/ru/a/"}, {"/old2/", "/ru/a/"}, {"/Старый адрес/", "/ru/a/"}, {"/я.html/", "/ru/a/"},
	}
	if diff := cmp.Diff(want, lib.Redirects); diff != "" {
		t.Errorf("redirects (-want +got):\n%s", diff)
	}
	count := map[string]int{}
	for _, p := range lib.Problems {
		if p.Kind != "bad-alias" || p.Line != 2 {
			t.Errorf("problem %+v, want kind bad-alias on line 2", p)
		}
		count[p.File]++
	}
	if diff := cmp.Diff(map[string]int{"ru/b.md": 6, "ru/c.md": 10}, count); diff != "" {
		t.Errorf("number of problems (-want +got):\n%s\n%v", diff, lib.Problems)
	}
}

func FuzzFormerAddress(f *testing.F) {
	for _, alias := range []string{"/a/b/", "../..", "//h", "a:b", "%2e%2e/", "/a/%2F../b", "\\", "/./", "/a\x00"} {
		f.Add(alias)
	}
	f.Fuzz(func(t *testing.T, alias string) {
		addr, refused := formerAddress(alias)
		if refused != "" {
			return
		}
		if again, refused := formerAddress(addr); refused == "" && again != addr {
			t.Errorf("%q becomes %q, and that %q", alias, addr, again)
		}
		if !safeAddress(addr) {
			t.Errorf("%q becomes %q", alias, addr)
		}
	})
}

func safeAddress(addr string) bool {
	if len(addr) < 3 || addr[0] != '/' || addr[len(addr)-1] != '/' {
		return false
	}
	for i := range len(addr) - 1 {
		if addr[i] == '/' && (addr[i+1] == '/' || addr[i+1] == '.') || addr[i] < ' ' || addr[i] == '\\' {
			return false
		}
	}
	return true
}

func TestTags(t *testing.T) {
	lib := load(t, map[string]string{
		"lectern.yaml":       "topics:\n  economy: {ru: Экономика, en: Economy}\nauthors:\n  jane: {ru: Джейн Доу, en: Jane Doe}\n  boris: Борис\n",
		"ru/2016-01-02-a.md": "---\ntags: [economy, Economy, ' C++ ', C, 'C#', '']\nauthors: [jane, Яна, boris]\n---\n# A\n",
		"ru/2015-01-02-b.md": "---\ntags: [Экономика, open source]\nauthor: Jane Doe\n---\n# B\n",
		"ru/2015-02-02-c.md": "---\ntags: [Open Source]\n---\n# C\n",
		"ru/2015-02-03-d.md": "---\ntags: [Open Source]\n---\n# D\n",
		"en/2015-01-02-b.md": "---\ntags: [Экономика]\n---\n# B\n",
	})
	describe := func(lists []Listing) (got []string) {
		for _, l := range lists {
			got = append(got, l.Name+" "+l.Path)
			for _, a := range l.Articles {
				got = append(got, "  "+a.Slug)
			}
		}
		return got
	}
	tests := []struct {
		name      string
		got, want []string
	}{
		{"topics in ru", describe(lib.Topics["ru"]), []string{
			"Open Source /ru/topics/open-source/", "  d", "  c", "  b", "Экономика /ru/topics/economy/", "  a", "  b",
			"C /ru/topics/c/", "  a", "C# /ru/topics/c-sharp/", "  a", "C++ /ru/topics/c-plus-plus/", "  a",
		}},
		{"topics in en", describe(lib.Topics["en"]), []string{"Economy /en/topics/economy/", "  b"}},
		{"authors in ru", describe(lib.Authors["ru"]), []string{
			"Борис /ru/authors/boris/", "  a", "Джейн Доу /ru/authors/jane/", "  a", "  b", "Яна /ru/authors/yana/", "  a",
		}},
		{"years in ru", describe(lib.Years["ru"]), []string{"2016 /ru/2016/", "  a", "2015 /ru/2015/", "  d", "  c", "  b"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	want := []content.Tag{{Slug: "economy", Name: "Экономика"}, {Slug: "c-plus-plus", Name: "C++"}, {Slug: "c", Name: "C"}, {Slug: "c-sharp", Name: "C#"}}
	if diff := cmp.Diff(want, lib.bySource(t, "ru/2016-01-02-a.md").Topics); diff != "" {
		t.Errorf("topics of an article (-want +got):\n%s", diff)
	}
}

func TestRelated(t *testing.T) {
	lib := load(t, map[string]string{
		"ru/customs1.md": "# Таможня\n\nТаможенные службы проверили грузы на границе Узбекистана. Таможенник нашёл контрабанду.\n",
		"ru/customs2.md": "# О таможнях\n\nТаможенной службе помогли с границей: грузов стало больше, контрабанды меньше.\n",
		"ru/cooking.md":  "# Плов\n\nРис моют, морковь режут соломкой, мясо обжаривают в казане с луком.\n",
		"ru/cooking2.md": "# Казан\n\nВ казане жарят лук, потом мясо и морковь; рис кладут последним.\n",
		"ru/tag1.md":     "---\ntags: [Одно]\n---\n# Первое\n\nСовершенно отдельные слова.\n",
		"ru/tag2.md":     "---\ntags: [Одно]\n---\n# Второе\n\nИных предметов перечень.\n",
		"en/customs.md":  "# Customs\n\nТаможенные службы проверили грузы на границе.\n",
	})
	want := map[string][]string{
		"ru/customs1.md": {"/ru/customs2/"}, "ru/customs2.md": {"/ru/customs1/"},
		"ru/cooking.md": {"/ru/cooking2/"}, "ru/cooking2.md": {"/ru/cooking/"},
		"ru/tag1.md": {"/ru/tag2/"}, "ru/tag2.md": {"/ru/tag1/"}, "en/customs.md": nil,
	}
	got := map[string][]string{}
	for _, a := range lib.Articles {
		got[a.Source] = paths(a.Related)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("related (-want +got):\n%s", diff)
	}
}
