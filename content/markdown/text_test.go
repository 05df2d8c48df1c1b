package markdown

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/google/go-cmp/cmp"
)

func TestHeadingID(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Что такое «это»?", "что-такое-это"},
		{"a - b", "a---b"},
		{"Oʻzbek tili", "oʻzbek-tili"},
		{"std::vector<int>", "stdvectorint"},
		{"_app", "app"},
		{"عنوان ثانٍ", "عنوان-ثانٍ"},
		{"…", ""},
	}
	for _, test := range tests {
		if got := headingID(test.text); got != test.want {
			t.Errorf("headingID(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	ids := newIDSet()
	var got []string
	for _, id := range []string{"a", "a", "a-1", "a", "", ""} {
		got = append(got, ids.claim(id))
	}
	want := []string{"a", "a-1", "a-1-1", "a-2", "section", "section-1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids differ (-want +got):\n%s", diff)
	}
}

func TestDecode(t *testing.T) {
	russian := "Заголовок новости\n\nТекст статьи, в нём «кавычки» — и тире.\n"
	cyrillic, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, bytes  string
		title        string // empty: refused
		line, column int    // of the problem; 0, 0: of the whole file; -1: no problem
	}{
		{"UTF-8", russian, "Заголовок новости", -1, 0},
		{"byte order mark", "\xEF\xBB\xBF" + russian, "Заголовок новости", -1, 0},
		{"Windows-1251", cyrillic, "Заголовок новости", 0, 0},
		{"UTF-16", wide, "Заголовок новости", 0, 0},
		{"CR LF", "Заголовок\r\n\r\nТекст\r\n", "Заголовок", -1, 0},
		{"CR alone", "Заголовок\r\rТекст", "Заголовок", -1, 0},
		{"one bad byte", "Заголовок\n\nТекст \xFF и ещё текст, и ещё\n", "Заголовок", 3, 7},
		{"binary", "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x01", "", 0, 0},
		{"broken", "\xFF\xC0\xFF\xC0\xFF\xC0\x98\x98" + string(make([]byte, 0)), "", 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, problems := New().Render(Source{File: "a.txt", Text: []byte(test.bytes), FirstLine: 1, Lang: "ru", Plain: true}, nil)
			title := ""
			if doc != nil {
				title = doc.Title
			}
			if title != test.title {
				t.Errorf("title %q, want %q; problems %v", title, test.title, problems)
			}
			switch {
			case test.line < 0 && len(problems) > 0:
				t.Errorf("problems %v, want none", problems)
			case test.line >= 0 && (len(problems) != 1 || problems[0].Kind != "bad-encoding" || problems[0].Line != test.line || problems[0].Column != test.column):
				t.Errorf("problems %v, want one at %d:%d", problems, test.line, test.column)
			}
		})
	}
}

// TestPositions checks that problems stand where the author sees them: in the line of
// the file, in characters.
func TestPositions(t *testing.T) {
	text := "Слово 😀 [мёртвая](#)\r\n\r\n> цитата <a href=\"#\">x</a>\r\n\r\n- пункт ![](bridge.jpg)\r\n\r\n<div>\n<a href='lost.md'>y</a></div>\n"
	_, problems := New().Render(Source{File: "a.md", Text: []byte(text), FirstLine: 10, Lang: "ru", Title: "т"}, library{})
	var got [][3]any
	for _, p := range problems {
		got = append(got, [3]any{p.Kind, p.Line, p.Column})
	}
	want := [][3]any{{"dead-link", 10, 9}, {"dead-link", 12, 10}, {"missing-alt", 14, 9}, {"broken-link", 17, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("positions differ (-want +got):\n%s", diff)
	}
}

// TestDeterministic renders a text twice.
func TestDeterministic(t *testing.T) {
	r := New()
	text := []byte("# А {#a .b lang=uz title=\"в\"}\n\n[x](#)\n\n<p id=y class=\"z w\" title=q>г</p>\n\n```go\nx := 1\n```\n")
	first, _ := r.Render(Source{Text: text, Lang: "ru"}, nil)
	for range 20 {
		if again, _ := r.Render(Source{Text: text, Lang: "ru"}, nil); again.HTML != first.HTML {
			t.Fatalf("got %s\nthen %s", first.HTML, again.HTML)
		}
	}
}

// TestTextOfTables holds that cells are apart in the plain text, in the author's
// HTML too.
func TestTextOfTables(t *testing.T) {
	doc, _ := New().Render(Source{Text: []byte("<table><tr><th>Страна<th>Столица</tr><tr><td>Узбекистан</td><td>Ташкент</td></tr></table>\n\n|а|б|\n|-|-|\n|в|г|\n"), Lang: "ru", Title: "т"}, nil)
	if got, want := strings.Fields(doc.Text), strings.Fields("Страна Столица Узбекистан Ташкент а б в г"); !cmp.Equal(got, want) {
		t.Errorf("words of the text are %q, want %q", got, want)
	}
}
