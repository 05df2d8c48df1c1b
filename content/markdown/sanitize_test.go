package markdown

import (
	"strings"
	"testing"
)

// TestPlainElementsNeedNoGate checks that a page which goes round the second gate,
// as its tags are plain, is what the gate would let pass, byte for byte.
func TestPlainElementsNeedNoGate(t *testing.T) {
	ids := []string{
		``, ` id`, ` id=x`, ` id="x y"`, ` id='"><img src=x onerror=alert(1)>'`, ` id="&quot;&gt;&lt;script&gt;"`, ` id="'"`, ` id="a" id="b" ID='c'`,
		` id="a` + "\x00" + `" onclick="x"`, ` id="a&NewLine;b&#1;c"`, " id=`x onclick=alert(1)", ` id=_app`, ` id="</b><script>"`, ` id="--&gt;<!--"`, `/id="x"/`, ` name="a<b"`,
	}
	forms := []string{
		"%s", "a %s b", "- %s", "> %s", "## %s", "| a |\n|---|\n| %s |", "**%s**", "[%s](other.md \"t ' \\\" &\")", "`c` %s ![a\"b](bridge.jpg 'c')", "a[^1]\n\n[^1]: %s",
		"%s\n\n```go\nx := \"a\" + 'b'\n```\n", "<b>\n\n%s", "%s <!-- > -->", "<![CDATA[ %s ]]>",
	}
	r := New()
	for _, element := range strings.Fields("a b br code em hr i kbd p s small strong sub sup u wbr B kBd") {
		for _, id := range ids {
			tag := "<" + element + id + ">"
			for _, tags := range []string{tag, tag + "x</" + element + ">", tag + tag + "x</p></b>", "x</" + element + ">"} {
				for _, form := range forms {
					text := strings.ReplaceAll(form, "%s", tags)
					doc, _ := r.Render(Source{Text: []byte(text), FirstLine: 1, Lang: "en"}, library{})
					if doc == nil {
						continue // a NUL: not a text
					}
					got := doc.HTML.String()
					if want := r.sanitizer.policy.Sanitize(got); requoted(got) != want {
						t.Errorf("of %q\n got %s\nwhich the gate makes %s", text, got, want)
					}
					if found := activeContent(got); found != "" {
						t.Errorf("of %q\n got %s\nwhich has %s", text, got, found)
					}
				}
			}
		}
	}
}
