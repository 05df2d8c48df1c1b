package markdown

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestSimpleTag(t *testing.T) {
	for raw, want := range map[string]bool{
		`<br>`: true, `<br/>`: true, `<br />`: true, `</a>`: true, `<a name="функция">`: true, `<h2 id="x"/>`: true, `<td title="">`: true,
		`<BR>`: false, `<a href='x'>`: false, `<a href=x>`: false, `<a title="&amp;">`: false, `</a >`: false, `<a b="1" c="2">`: false,
		`<1>`: false, `<>`: false, `</>`: false, `<a b="c">d`: false, `<a b="`: false, `x`: false, `<!-- -->`: false,
	} {
		if _, ok := simpleTag([]byte(raw)); ok != want {
			t.Errorf("simpleTag(%q) is read: %v, want %v", raw, ok, want)
		}
	}
}

// FuzzSimpleTag: what is read the short way is what the tokenizer reads.
func FuzzSimpleTag(f *testing.F) {
	for _, s := range []string{`<br/>`, `<br />`, `<a name="x">`, `</a>`, `<a name="x"/>`, `<a b="<">`, "<a b=\"\n\">", `<a b="c" d="e">`, `<plaintext>`, `<a =">`, `<a / b="c">`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, ok := simpleTag(raw)
		if !ok {
			return
		}
		z := html.NewTokenizer(bytes.NewReader(raw))
		z.Next()
		if diff := cmp.Diff(z.Token(), got); diff != "" {
			t.Errorf("%q (-tokenizer +simpleTag):\n%s", raw, diff)
		}
		if kind := z.Next(); kind != html.ErrorToken {
			t.Errorf("%q is more than a tag: a %v follows", raw, kind)
		}
	})
}
