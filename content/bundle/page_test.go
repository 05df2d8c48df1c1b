package bundle

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const examplePage = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<title>Дождь</title>
<meta data-head name="description" content="…">
</head>
<body>
<nav class="languages"><details><summary>Русский</summary>
<ul><li><a href="/uz/rain/">Oʻzbekcha</a></li></ul>
</details></nav>
<main id="_main" tabindex="-1"><ul><li>Текст</li></ul></main>
<footer></footer>
</body>
</html>
`

func TestCut(t *testing.T) {
	for _, test := range []struct {
		name, page string
		want       Part
	}{
		{"whole", examplePage, Part{
			"<title>Дождь</title>\n<meta data-head name=\"description\" content=\"…\">\n",
			`<li><a href="/uz/rain/">Oʻzbekcha</a></li>`,
			`<main id="_main" tabindex="-1"><ul><li>Текст</li></ul></main>`,
		}},
		{"one language", `<head><title>A</title></head><body><main id="_main"></main></body>`, Part{"<title>A</title>", "", `<main id="_main"></main>`}},
		{"no list in the menu", `<title></head><nav class="languages"></nav><main id="_main"><ul>x</ul></main>`, Part{"<title>", "", `<main id="_main"><ul>x</ul></main>`}},
		{"a list that ends in the main part", `<title></head><nav class="languages"><ul><main id="_main"></ul></main>`, Part{"<title>", "", `<main id="_main"></ul></main>`}},
		{"a menu in the main part", `<title></head><main id="_main"><nav class="languages"><ul>x</ul></nav></main>`, Part{"<title>", "", `<main id="_main"><nav class="languages"><ul>x</ul></nav></main>`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			shell, part, err := Cut(test.page)
			if err != nil {
				t.Fatalf("Cut(%q): %v", test.page, err)
			}
			if diff := cmp.Diff(test.want, part); diff != "" {
				t.Errorf("part of %q: -want +got\n%s", test.page, diff)
			}
			if got := shell.Join(part); got != test.page {
				t.Errorf("joined: got\n%s\nwant\n%s", got, test.page)
			}
		})
	}
	for _, page := range []string{
		"", "<title>", "</head><title><main id=\"_main\"></main>", `<title></head>`,
		`<title></head><main id="_main">`, `<title></head></main><main id="_main">`, `<main id="_main"></main><title></head>`,
		strings.Replace(examplePage, "_main", "main", 1),
	} {
		if _, _, err := Cut(page); err == nil {
			t.Errorf("Cut(%q): no error", page)
		}
	}
}

// FuzzCut: what is cut can be joined, and the part of another page fits too.
func FuzzCut(f *testing.F) {
	f.Add(examplePage)
	f.Add(`<title></head><nav class="languages"><ul></ul><main id="_main"></main></main>`)
	f.Add(`</main><title><title></head></head><main id="_main"`)
	f.Fuzz(func(t *testing.T, page string) {
		shell, part, err := Cut(page)
		if err != nil {
			return
		}
		if got := shell.Join(part); got != page {
			t.Errorf("cut and joined: got %q, want %q", got, page)
		}
		if again, err := ParsePart(part.Bytes()); err != nil || again != part {
			t.Errorf("ParsePart(%q) = %q, %v", part.Bytes(), again, err)
		}
	})
}

func FuzzParsePart(f *testing.F) {
	f.Add([]byte("1 2 3\nabbccc"))
	f.Add([]byte("0 0 0\n"))
	for _, bad := range []string{"", "1 2 3", "1 2 3\nabbcc", "1 2 3\nabbcccc", "-1 2 3\nabbccc", "01 2 3\nabbccc", "1 2\nabb", "1  2 3\nabbccc", "99999999999999999999 0 0\n", "+1 0 0\na"} {
		f.Add([]byte(bad))
		if part, err := ParsePart([]byte(bad)); err == nil {
			f.Errorf("ParsePart(%q) = %q, want an error", bad, part)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		part, err := ParsePart(data)
		if err == nil && string(part.Bytes()) != string(data) {
			t.Errorf("ParsePart(%q) = %q, which is written as %q", data, part, part.Bytes())
		}
	})
}
