package frontmatter

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: A\ntags: [a, b]\n---\nText", "+++\ntitle = 'A'\ndate = 2022-01-01\n[params]\nx = 1\n+++\n", "{\"title\": \"A\"}\nText",
		"---\na: &a [*a]\n---\n", "---\n? {a: b}\n: c\n---\n", "---\n<<: {title: a}\n---\n", "---\ntitle: !!binary x\n---\n", "---\ntitle: |\n  a\n---\n",
		"+++\na.b.c = 1\n+++", "{\"a\": [1, {\"b\": null}]", "{\"title\": \"a\\", "{\"title\": 1,}\n", "{\n\"title\": [1\n\n}", "---\r\ntitle: A\r\n---\r\n", "\n\n---\ntitle: \xff\n---\n", "---\ntitle", "---\ntitle: [\n---\n",
		"---\n\"title\": {}\nimage: [{src: 1}]\nauthors: [[1]]\n---", "---\ndate: 2022-01-01\ndate: x\n---\n", "---\n- - - -\n: :\n---\n", "---\n@: `\n%: *\n---\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, body, line, problems := Parse("a.md", data)
		if !bytes.HasSuffix(data, body) {
			t.Errorf("input %q: body %q is not its end", data, body)
		}
		if want := 1 + bytes.Count(data[:len(data)-len(body)], []byte("\n")); line != want && len(body) > 0 {
			t.Errorf("input %q: body starts on line %d, want %d", data, line, want)
		}
		for _, p := range problems {
			if p.Line < 0 || p.Line > bytes.Count(data, []byte("\n"))+1 || p.Message == "" || p.Kind == "" {
				t.Errorf("input %q: problem %+v", data, p)
			}
		}
	})
}

// FuzzSimple holds the quick reader to the full one: where both accept a
// block, they read the same.
func FuzzSimple(f *testing.F) {
	for _, s := range []string{
		"title: A\ntags:\n- a\n- \"b\"\n", "title: 'it''s'\nx: \"a\\tb\"\n", "a: [b, 'c', \"d\"]\n", "a: b::c\nd: e#f\n", "a:\nb: c d\n", "a:\n  - b\n  - c\n",
		"a: http://x/y\n", "a: 2022-01-01 10:00\n", "a: x\ty\n", "a.b-c_d: 1\n", "a: no\n", "a: \"b\" c\n", "- a\n", "a: b\n- c\n", "a: []\n", "a:\n-  b\n", "a: b # c\n", "a: 'b' \n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 || !shallow(text) || strings.Contains(text, "\t") {
			return // the full parser drops tabs inside of texts
		}
		b := block{text: text, line: 1, closed: true}
		quick, ok := parseSimple(b)
		if !ok {
			return
		}
		full, failure := parseFull(b)
		if failure != nil {
			return // it does not know tabs inside of quotes, for one
		}
		if diff := cmp.Diff(outline(full), outline(quick)); diff != "" {
			t.Errorf("block %q (-full +quick):\n%s", text, diff)
		}
	})
}

// outline prints a tree without positions.
func outline(n node) string {
	var b strings.Builder
	var walk func(n node)
	walk = func(n node) {
		b.WriteString(n.kind.String() + " " + n.text + "(")
		for _, item := range n.items {
			walk(item)
		}
		for _, e := range n.entries {
			b.WriteString(e.key + "=")
			walk(e.value)
		}
		b.WriteString(")")
	}
	walk(n)
	return b.String()
}

func TestMeant(t *testing.T) {
	for _, c := range []struct{ key, want string }{
		{"titel", "title"}, {"tittle", "title"}, {"tile", "title"}, {"dat", "date"}, {"dta", ""}, {"descripton", "description"}, {"autor", "author"},
		{"publish_dat", "publishDate"}, {"Lnag", "lang"}, {"tittel", ""}, {"weight", ""}, {"layout", ""}, {"data", ""}, {"d\u0430te", "date"}, {"", ""}, {"заголовок", ""},
		{"catgories", "categories"}, {"ms.date", ""}, {"sumary", "summary"}, {"imag", "image"}, {"type", ""}, {"order", ""}, {"class", ""}, {"terms", ""},
	} {
		if got := meant(c.key); got != c.want {
			t.Errorf("meant(%q) = %q, want %q", c.key, got, c.want)
		}
	}
}

// TestNames makes sure that every spelling a hint proposes is understood.
func TestNames(t *testing.T) {
	for _, name := range names {
		if fieldOf(name) == "" {
			t.Errorf("%q is proposed but not known", name)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	var keywords strings.Builder
	for range 40 {
		keywords.WriteString("- \"CObject class [MFC], constructor\"\n- CObject::CObject\n")
	}
	for _, c := range []struct{ name, in string }{
		{"simple", "---\ntitle: Имя\ndate: 2022-10-16\ntags:\n- a\n- b\nhelpviewer_keywords:\n" + keywords.String() + "---\nText\n"},
		{"full", "---\ntitle: Имя\nsource: {name: a}\ndate: 2022-10-16\ntags:\n- a\n- b\nhelpviewer_keywords:\n" + keywords.String() + "---\nText\n"},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				Parse("a.md", []byte(c.in))
			}
		})
	}
}
