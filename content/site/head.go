package site

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"lectern/content"
)

// What titles and descriptions are cut to where machines read them, in letters.
// Search engines and networks show a third of that; the page has all.
const (
	mostHeadline    = 200
	mostDescription = 400
)

// short cuts a text at a word.
func short(text string, most int) string {
	if len(text) <= most { // bytes: no fewer than letters
		return text
	}
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	end := most - 1
	for end > most/2 && !unicode.IsSpace(letters[end]) {
		end--
	}
	if end == most/2 {
		end = most - 1
	}
	return strings.TrimRightFunc(string(letters[:end]), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }) + "…"
}

// locale writes a language as Open Graph does, with the country where most
// people speak it. Facebook's list has "ar_AR" for Arabic, which is no country's,
// and does not tell scripts apart.
func locale(lang content.Lang) string {
	if lang.Base() == "ar" {
		return "ar_AR"
	}
	tag, err := language.Parse(string(lang))
	if err != nil {
		return string(lang)
	}
	base, _ := tag.Base()
	region, confidence := tag.Region()
	if confidence == language.No || !region.IsCountry() {
		return base.String()
	}
	return base.String() + "_" + region.String()
}
