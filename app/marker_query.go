package app

import (
	"net/url"
	"strings"
)

// A link to a search result carries the words that were searched for, "?q=…",
// as the search page's address does. They are for the program: the page is the
// same file without them, and fetched without them.

// wordsIn returns the words an address carries, "" when there are none.
func wordsIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Query().Get("q")
}

// bare returns what is fetched for an address: no fragment, and no query where
// it is a search.
func bare(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Query().Has("q") {
		u.RawQuery, u.ForceQuery = "", false
	}
	return u.String()
}

// withQuery gives address, of a page that was fetched, the query asked for that
// bare took away.
func withQuery(address, asked string) string {
	to, err := url.Parse(address)
	if err != nil || to.RawQuery != "" || wordsIn(asked) == "" {
		return address
	}
	if from, err := url.Parse(asked); err == nil {
		to.RawQuery = from.RawQuery
	}
	return to.String()
}

// withWords returns an address with other words; "" takes them away. The other
// parameters stay as they are written. (url.Values.Encode would do it for 25 kB
// of sorting in the program.)
func withWords(address, words string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	var kept []string
	for _, pair := range strings.Split(u.RawQuery, "&") {
		if name, _, _ := strings.Cut(pair, "="); name != "" && name != "q" && name != "exact" {
			kept = append(kept, pair)
		}
	}
	if words != "" {
		kept = append(kept, "q="+queryEscape(words))
	}
	u.RawQuery = strings.Join(kept, "&")
	return u.String()
}
