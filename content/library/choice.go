package library

import (
	"cmp"
	"slices"

	"lectern/content"
	"lectern/content/language"
)

// A choice holds the languages a library is known to have, the first to be
// chosen first.
type choice struct {
	known []content.Lang
	bound bool // the languages are configured
}

// newChoice orders the configured languages and those that articles are in.
func newChoice(count map[content.Lang]int, config Config) choice {
	c := choice{known: slices.Clone(config.Languages), bound: len(config.Languages) > 0}
	if config.Default != "" && !slices.Contains(c.known, config.Default) {
		c.known = append(c.known, config.Default)
	}
	for lang := range count {
		if !slices.Contains(c.known, lang) {
			c.known = append(c.known, lang)
		}
	}
	slices.SortFunc(c.known, func(a, b content.Lang) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), before(a, b, config))
	})
	return c
}

// byDefault is the language of the home page: the configured one, else that of
// most articles, among the configured languages where there are some.
func (c choice) byDefault(config Config) content.Lang {
	switch {
	case config.Default != "":
		return config.Default
	case len(config.Languages) > 0:
		for _, lang := range c.known {
			if slices.Contains(config.Languages, lang) {
				return lang
			}
		}
	case len(c.known) > 0:
		return c.known[0]
	}
	return "en"
}

// unsure is the language of an article that neither its author nor its text
// tells for certain. It is always one that is written in the text's script: a
// text in Latin letters on an Arabic page would be set from right to left, and
// read out in the wrong voice. A language the library has goes before one it has
// not, unless it lacks letters of the text: Kazakh is not taken for Russian. Only a text without letters gets the default.
func (c choice) unsure(s *source, byDefault content.Lang) content.Lang {
	switch {
	case s.hint == "":
		return byDefault
	case s.lang != "": // told for certain, though nobody configured it: an English article among others
		return s.lang
	case s.hintSure && slices.Contains(c.known, s.hint):
		return s.hint
	}
	script := language.ScriptOf(s.hint)
	for _, lang := range c.known {
		if language.ScriptOf(lang) == script && (c.bound || language.Spells(lang, s.alphabet)) {
			return lang
		}
	}
	return s.hint
}

// firstReaders are the languages of the readers this program was first made
// for: the region's three, and the one most of its visitors read.
var firstReaders = []content.Lang{"ru", "uz", "uz-Cyrl", "en"}

// before orders languages that have equally many articles: as configured, then
// those of the first readers, then by tag, so that a library with an article in
// each of 26 languages does not open in Arabic because "ar" is first by tag.
func before(a, b content.Lang, config Config) int {
	rank := func(lang content.Lang) int {
		if i := slices.Index(config.Languages, lang); i >= 0 {
			return i
		}
		if i := slices.Index(firstReaders, lang); i >= 0 {
			return len(config.Languages) + i
		}
		return len(config.Languages) + len(firstReaders)
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
}
