package app

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/app/browser"
	"lectern/content/jsontext"
)

// searchesKey is where the searches of this device are kept: a JSON array of
// queries, the latest first. They never leave it.
const searchesKey = "lectern.searches"

const (
	recentLimit  = 10  // searches kept
	recentLength = 200 // characters of the longest worth keeping
)

// recents are the searches made on this device. Where the browser keeps
// nothing they last as long as the program.
type recents struct {
	window *browser.Window
	list   []string
	unkept bool
}

// load reads what is stored: another tab may have changed it.
func (r *recents) load() {
	if !r.unkept {
		r.list = parseRecents(r.window.Stored(searchesKey))
	}
}

// add puts a query first.
func (r *recents) add(query string) {
	r.load()
	r.keep(cleanRecents(append([]string{query}, r.list...)))
}

// remove takes the i-th query away.
func (r *recents) remove(i int) {
	if i >= 0 && i < len(r.list) {
		r.keep(slices.Delete(slices.Clone(r.list), i, i+1))
	}
}

func (r *recents) clear() { r.keep(nil) }

func (r *recents) keep(list []string) {
	r.list = list
	stored := ""
	if len(list) > 0 {
		stored = storedRecents(list)
	}
	r.unkept = r.window.Store(searchesKey, stored) != nil
}

// storedRecents returns searches as they are kept: an array of strings in JSON.
func storedRecents(list []string) string {
	out := []byte{'['}
	for i, query := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = jsontext.AppendText(out, query)
	}
	return string(append(out, ']'))
}

// parseRecents reads stored searches and leaves out what is none.
func parseRecents(stored string) []string {
	value, err := jsontext.Parse([]byte(stored))
	if err != nil {
		return nil
	}
	var list []string
	for _, item := range value.Items() {
		list = append(list, item.Text())
	}
	return cleanRecents(list)
}

// cleanRecents returns at most recentLimit queries, each once, whatever its
// spaces and capitals.
func cleanRecents(list []string) []string {
	var clean []string
	for _, query := range list {
		query = strings.Join(strings.FieldsFunc(query, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
		if query == "" || !utf8.ValidString(query) || utf8.RuneCountInString(query) > recentLength {
			continue
		}
		if !slices.ContainsFunc(clean, func(other string) bool { return strings.EqualFold(other, query) }) {
			clean = append(clean, query)
		}
		if len(clean) == recentLimit {
			break
		}
	}
	return clean
}
