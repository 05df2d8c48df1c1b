package server

import (
	"slices"
	"strings"
)

// A coding is a way a body is sent.
type coding string

const (
	identity coding = "" // as it is
	brotli   coding = "br"
	gzip     coding = "gzip"
	delta    coding = "dcz" // against a file that the browser has, see dictionary.go
)

// suffix is what the file of a coded copy ends with.
func (c coding) suffix() string {
	switch c {
	case brotli:
		return ".br"
	case gzip:
		return ".gz"
	}
	return ""
}

// accepted returns the codings the client takes, the best first, by RFC 9110
// §12.5.3: by q-value, and with equal values brotli, gzip, identity. Identity
// is always acceptable unless refused by name or by "*;q=0"; where it is not
// named it comes last.
func accepted(fields []string) []coding {
	const unnamed = -1
	quality := map[string]int{}
	for item := range items(fields) {
		name, q := weighted(item)
		if name == "x-gzip" {
			name = "gzip"
		}
		if _, twice := quality[name]; !twice {
			quality[name] = q
		}
	}
	of := func(name string) int {
		if q, ok := quality[name]; ok {
			return q
		}
		if q, ok := quality["*"]; ok && (name != "identity" || q == 0) {
			return q
		}
		return unnamed
	}

	type choice struct {
		coding coding
		q      int
	}
	var choices []choice
	for _, c := range []coding{brotli, gzip} {
		if q := of(string(c)); q > 0 {
			choices = append(choices, choice{c, q})
		}
	}
	switch q := of("identity"); {
	case q == unnamed:
		choices = append(choices, choice{identity, unnamed})
	case q > 0:
		choices = append(choices, choice{identity, q})
	}
	slices.SortStableFunc(choices, func(a, b choice) int { return b.q - a.q })
	out := make([]coding, len(choices))
	for i, c := range choices {
		out[i] = c.coding
	}
	return out
}

// items yields the members of a comma-separated list, trimmed, without the
// empty ones.
func items(fields []string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, field := range fields {
			for item := range strings.SplitSeq(field, ",") {
				if item = strings.Trim(item, " \t"); item != "" && !yield(item) {
					return
				}
			}
		}
	}
}

// weighted splits "gzip;q=0.8" into the name in lower case and the value in
// thousandths. A value that cannot be read refuses the name: better a larger
// reply than one the client cannot unpack.
func weighted(item string) (name string, q int) {
	name, params, _ := strings.Cut(item, ";")
	name = strings.ToLower(strings.Trim(name, " \t"))
	q = 1000
	for param := range strings.SplitSeq(params, ";") {
		key, value, found := strings.Cut(param, "=")
		if strings.ToLower(strings.Trim(key, " \t")) == "q" {
			q = 0
			if found {
				q = thousandths(strings.Trim(value, " \t"))
			}
		}
	}
	return name, q
}

// thousandths reads a q-value: "0", "1", "0.25", "1.000". Anything else is 0.
func thousandths(s string) int {
	whole, part, _ := strings.Cut(s, ".")
	if (whole != "0" && whole != "1") || len(part) > 3 {
		return 0
	}
	n := int(whole[0] - '0')
	for i := range 3 {
		n *= 10
		if i < len(part) {
			if part[i] < '0' || part[i] > '9' {
				return 0
			}
			n += int(part[i] - '0')
		}
	}
	return min(n, 1000)
}
