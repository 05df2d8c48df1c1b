package markdown

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// simpleTag reads a tag written the plain way: a name in small letters and
// digits, and one attribute at most, in quotes and without references. A
// tokenizer, which takes 4 KB of memory for each, reads the same; false is for
// what is left to it.
func simpleTag(raw []byte) (html.Token, bool) {
	rest, ok := bytes.CutPrefix(raw, []byte("<"))
	if !ok {
		return html.Token{}, false
	}
	if rest, ok = bytes.CutSuffix(rest, []byte(">")); !ok {
		return html.Token{}, false
	}
	t := html.Token{Type: html.StartTagToken}
	if end, ok := bytes.CutPrefix(rest, []byte("/")); ok {
		t.Type, rest = html.EndTagToken, end
	} else if closed, ok := bytes.CutSuffix(rest, []byte("/")); ok {
		t.Type, rest = html.SelfClosingTagToken, bytes.TrimSuffix(closed, []byte(" "))
	}
	name, attribute, more := bytes.Cut(rest, []byte(" "))
	if !plainName(name) || name[0] <= '9' || more && t.Type == html.EndTagToken {
		return html.Token{}, false
	}
	t.DataAtom = atom.Lookup(name)
	t.Data = string(name)
	if !more {
		return t, true
	}
	key, value, _ := bytes.Cut(attribute, []byte(`="`))
	value, ok = bytes.CutSuffix(value, []byte(`"`))
	if !ok || !plainName(key) || bytes.ContainsAny(value, "\"&\r\x00") {
		return html.Token{}, false
	}
	t.Attr = []html.Attribute{{Key: string(key), Val: string(value)}}
	return t, true
}

// plainName reports a name of small letters and digits.
func plainName(name []byte) bool {
	for _, c := range name {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return len(name) > 0
}
