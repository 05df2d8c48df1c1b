package opened

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// records are an answer's, a space for the signs.
func records(t *testing.T, name, text string) []string {
	t.Helper()
	return strings.Split(string(New().Render(name, []byte(text))), "\x00")
}

// heads are the records before the first step.
func heads(all []string) []string {
	for i, r := range all {
		if strings.IndexAny(r, `<@">`) == 0 {
			return all[:i]
		}
	}
	return all
}

const russian = "Это обычный русский текст, в котором достаточно слов, чтобы узнать язык и кодировку без сомнений. Так пишут письма."

func TestRender(t *testing.T) {
	tests := []struct {
		what, name, text string
		want             []string
	}{
		{"Markdown", "a.md", "# One *two*\n\nText & [link](https://a.example/?a=1&b=2).\n", []string{
			"T One two", "L en", "D ltr", "<span", "@id=one-two", ">", "\"\n",
			`<p`, `"Text & `, "<a", "@href=https://a.example/?a=1&b=2", "@rel=external noopener", `"link`, ">", `".`, ">", "\"\n",
		}},
		{"plain text", "a.txt", "One <two>\nthree", []string{"T One <two>", "D auto"}},
		{"front matter", "a.md", "---\ntitle: Named\n---\nText.\n", []string{"T Named", "D auto", "<p", `"Text.`, ">", "\"\n"}},
		{"a rule, no front matter", "a.md", "---\n\nText.\n", []string{"T a", "D auto", "<hr", ">", "\"\n", "<p", `"Text.`, ">", "\"\n"}},
		{"no title", "notes.md", "Text.\n", []string{"T notes", "D auto", "<p", `"Text.`, ">", "\"\n"}},
		{"no name", "", "Text.\n", []string{"T Text", "D auto"}},
		{"empty", "a.md", " \n\t", []string{"P empty 0 0"}},
		{"large", "a.md", strings.Repeat("a", MostBytes+1), []string{"P large 0 0"}},
		{"binary", "a.md", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00\xff\xfe\x00\x01", []string{"P binary 0 0"}},
		{"too deep", "a.md", strings.Repeat("> ", 200) + "a\n", []string{"P refused 1 99"}},
		{"line of the file", "a.md", "---\ntitle: A\n---\n\nA ![b](c.png)\n", []string{"T A", "D auto", "P picture 5 3"}},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			got := records(t, test.name, test.text)
			got = got[:min(len(got), len(test.want))]
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Render(%q, %.80q) (-want +got):\n%s", test.name, test.text, diff)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	tests := []struct {
		name string
		enc  encoding.Encoding
		want []string
	}{
		{"UTF-8", encoding.Nop, []string{"T Проба", "L ru", "D ltr"}},
		{"UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), []string{"T Проба", "L ru", "D ltr", "E UTF-16"}},
		{"windows-1251", charmap.Windows1251, []string{"T Проба", "L ru", "D ltr", "E Windows-1251"}},
		{"KOI8-R", charmap.KOI8R, []string{"T Проба", "L ru", "D ltr", "E KOI8-R"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, err := test.enc.NewEncoder().String("# Проба\n\n" + russian + "\n")
			if err != nil {
				t.Fatal(err)
			}
			got := records(t, "a.md", text)
			if diff := cmp.Diff(test.want, heads(got)); diff != "" {
				t.Errorf("heads (-want +got):\n%s", diff)
			}
			if !strings.Contains(strings.ReplaceAll(strings.Join(got, ""), "\u00a0", " "), "русский текст") {
				t.Errorf("the text is not in %q", got)
			}
		})
	}
}

func TestDirection(t *testing.T) {
	arabic := strings.Repeat("هذا نص عادي باللغة العربية وفيه كلمات كثيرة لمعرفة اللغة. ", 3)
	if diff := cmp.Diff([]string{"T a", "L ar", "D rtl"}, heads(records(t, "a.md", arabic))); diff != "" {
		t.Errorf("heads (-want +got):\n%s", diff)
	}
}

// TestHostile holds that nothing that runs, fetches or stands for the interface
// comes out as a step.
func TestHostile(t *testing.T) {
	text := `# <script>alert(1)</script>

<script>alert(1)</script><style>p{}</style><iframe src="https://a.example"></iframe><object data=x></object><svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>
<p onclick="alert(1)" style="color:red" id="_main">text</p>
<a href="javascript:alert(1)">one</a> [two](javascript:alert(1)) [three](JaVaScRiPt&colon;alert(1)) [four](data:text/html,<script>alert(1)</script>) <javascript:alert(1)>
<img src=x onerror=alert(1)> ![p](https://a.example/p.png) ![q](data:image/svg+xml,<svg/onload=alert(1)>)
<form action="https://a.example"><input name=q><button>Send</button></form>
<video src="https://a.example/v.mp4" autoplay></video><base href="https://a.example/"><meta http-equiv=refresh content="0;url=https://a.example">
`
	for _, r := range records(t, "a.md", text) {
		lower := strings.ToLower(r)
		switch r[0] {
		case '<':
			switch lower[1:] {
			case "p", "a", "em", "span", "div":
			default:
				t.Errorf("the element %q comes out", r[1:])
			}
		case '@':
			name, value, _ := strings.Cut(lower[1:], "=")
			if strings.HasPrefix(name, "on") || name == "style" || name == "src" || strings.HasPrefix(value, "_") ||
				name == "href" && !strings.HasPrefix(value, "http") {
				t.Errorf("the attribute %q comes out", r)
			}
		}
	}
}

func TestLinks(t *testing.T) {
	got := strings.Join(records(t, "a.md", "# A\n\n## Part\n\n[a](#part) [b](other.md) [c](mailto:a@b.example) [d](#_main) [e](//a.example)\n"), "\n")
	for _, want := range []string{"@href=#part", "@href=mailto:a@b.example", "@href=#main", "P link 5 12", "P link 5 62"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "@href="); n != 3 {
		t.Errorf("%d links, want 3:\n%s", n, got)
	}
}

func FuzzRender(f *testing.F) {
	f.Add("a.md", []byte("# A\n\n- b\n- [x] c <b>d\n\n| a | b |\n|---|---|\n| c | d |\n"))
	f.Add("a.md", []byte("---\ntitle: \x00\nlang: ru\n---\n![](x)<td></p>&#0;&#x0;"))
	f.Add("a.md", []byte("+++\ntitle = \"a\"\n+++\n{ \"title\": 1 }"))
	f.Add("a.txt", []byte("\xff\xfea\x00b\x00"))
	f.Add("x\x00.md", []byte("<p\x00><script>\x00</script>"))
	f.Add("", []byte("\xcf\xf0\xe8\xe2\xe5\xf2"))
	r := New()
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		out := r.Render(name, data)
		depth, began := 0, false
		for record := range strings.SplitSeq(string(out), "\x00") {
			if record == "" {
				t.Fatalf("Render(%q, %q): a record without a kind in %q", name, data, out)
			}
			switch kind := record[0]; kind {
			case 'T', 'L', 'D', 'E', 'P':
				if began || record[1] != ' ' {
					t.Fatalf("Render(%q, %q): %q among the steps", name, data, record)
				}
			case '<':
				began = true
				depth++
			case '>':
				if depth--; depth < 0 {
					t.Fatalf("Render(%q, %q): an end too many", name, data)
				}
			case '@', '"':
				began = true
			default:
				t.Fatalf("Render(%q, %q): the record %q", name, data, record)
			}
		}
		if depth != 0 {
			t.Fatalf("Render(%q, %q): %d elements do not end", name, data, depth)
		}
	})
}
