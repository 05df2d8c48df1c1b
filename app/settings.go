package app

import (
	"slices"
	"sort"

	"lectern/content/jsontext"
)

// storeKey is where the settings are kept; the theme script reads the same.
const storeKey = "lectern.settings"

// A choice is one setting: its values in the order they are shown, the first
// of which is what holds when nothing is set.
type choice struct {
	name   string // also the key stored, and of the attribute data-<name>
	values []string
}

// choices returns all settings, in the order they are shown.
func choices() []choice {
	return []choice{
		{"theme", []string{"system", "light", "sepia", "dark", "contrast"}},
		{"font", []string{"serif", "sans", "readable"}},
		{"width", []string{"normal", "narrow", "wide"}},
		{"leading", []string{"normal", "tight", "loose"}},
	}
}

const (
	smallest, usual, largest = 1, 3, 9 // text sizes
)

// settings are what the reader has chosen: values by name; what has its usual
// value is left out.
type settings map[string]string

// parseSettings reads stored settings and leaves out what it does not know.
func parseSettings(stored string) settings {
	s := settings{}
	kept, err := jsontext.Parse([]byte(stored))
	if err != nil {
		return s
	}
	for _, c := range choices() {
		if v := kept.Get(c.name).Text(); slices.Contains(c.values[1:], v) {
			s[c.name] = v
		}
	}
	size := kept.Get("size")
	s.setSize(size.Text())
	if n := int(size.Number()); n >= smallest && n <= largest {
		s.setSize(string(rune('0' + n)))
	}
	return s
}

// setSize sets a text size, "1" to "9".
func (s settings) setSize(size string) {
	delete(s, "size")
	if len(size) == 1 && size[0] >= '0'+smallest && size[0] <= '0'+largest && size[0] != '0'+usual {
		s["size"] = size
	}
}

// size returns the text size, 1 to 9.
func (s settings) size() int {
	if v := s["size"]; v != "" {
		return int(v[0] - '0')
	}
	return usual
}

// set chooses a value.
func (s settings) set(c choice, value string) {
	delete(s, c.name)
	if slices.Contains(c.values[1:], value) {
		s[c.name] = value
	}
}

// value returns the value chosen.
func (s settings) value(c choice) string {
	if v := s[c.name]; v != "" {
		return v
	}
	return c.values[0]
}

// stored returns the settings as they are kept; "" when all are usual.
func (s settings) stored() string {
	if len(s) == 0 {
		return ""
	}
	names := make([]string, 0, len(s))
	for name := range s {
		names = append(names, name)
	}
	sort.Strings(names)
	out := []byte{'{'}
	for i, name := range names {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(jsontext.AppendText(out, name), ':')
		out = jsontext.AppendText(out, s[name])
	}
	return string(append(out, '}'))
}
