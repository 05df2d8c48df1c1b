package headers

import "testing"

func TestType(t *testing.T) {
	classifier := NewClassifier()
	for name, want := range map[string]string{
		"a.html": "text/html; charset=utf-8", "a.HTML": "text/html; charset=utf-8", "a.js": "text/javascript; charset=utf-8",
		"a.wasm": "application/wasm", "a.webmanifest": "application/manifest+json", "a.md": "text/markdown; charset=utf-8",
		"a.svg": "image/svg+xml", "a.avif": "image/avif", "a.woff2": "font/woff2", "a.pdf": "application/pdf",
		"a.xml": "text/xml; charset=utf-8", "a": AnyType, "a.": AnyType, "a.unheard-of": AnyType, "a.html.br": AnyType,
		"ru/a.b/c": AnyType,
	} {
		if got := classifier.Type(name).Name; got != want {
			t.Errorf("Type(%q) = %q, want %q", name, got, want)
		}
	}
}
