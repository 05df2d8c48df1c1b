//go:build !js

package language

import (
	"slices"

	"golang.org/x/text/language"

	"lectern/content"
)

// ScriptOf returns the script a language is written in: "Cyrl" for "ru" and for
// "uz-Cyrl", "Latn" for "uz".
func ScriptOf(lang content.Lang) string {
	if script := lang.Script(); script != "" {
		return script15924(script)
	}
	script, _ := language.Make(string(lang)).Script()
	return script15924(script.String())
}

// script15924 makes one script of those that are written together.
func script15924(name string) string {
	switch name {
	case "Kana", "Hira", "Jpan", "Hans", "Hant", "Hani":
		return "Han"
	case "Kore":
		return "Hang"
	}
	return name
}

// usual is the language that a text of a script is in when nothing else is
// known: the one with most readers among those this program is made for.
var usual = map[string]content.Lang{"Latn": "en", "Cyrl": "ru", "Arab": "ar", "Hebr": "he", "Deva": "hi", "Han": "zh-Hans"}

// minWord is how many letters are a word rather than a sign in a formula.
const minWord = 4

// alphabetWeight decides between languages whose words fit equally well: the
// one with the shorter alphabet, which the text has used more of. From 0 (the
// first of the profiles) to 0.01 (ten letters weigh like a word in ten).
const alphabetWeight = 0.001

// Hint returns the likeliest language of a text that may be too short for
// [Detect], always one that is written in the text's script (names in Latin
// letters aside). sure is false when
// it rests on little: then a library does better to take a language it has in
// that script. lang is "" for a text without letters.
//
// A text in the letters of the script's usual language (Russian, Arabic) is
// taken for that; other letters tell Uzbek, Kazakh, Persian and the like.
func Hint(text string) (lang content.Lang, sure bool) {
	s := take(text)
	main, letters := s.main()
	if letters == 0 {
		return "", false
	}
	if lang, ok := Detect(text); ok {
		return lang, true
	}
	if main == "Latn" {
		for _, other := range scripts[1:] {
			if n := s.counts[other.name]; n >= minWord && n*namesShare >= letters && indexes[other.name] != nil {
				main = other.name // a text about programs and firms: see Detect
				break
			}
		}
	}
	if main == "Han" || main == "Kana" {
		return s.chinese(), true
	}
	if lang, ok := oneLanguage[main]; ok {
		return lang, true
	}
	common := usual[main]
	x := indexes[main]
	if x == nil {
		return common, false
	}
	if main != "Latn" && s.within(x, main)&x.bit(common) != 0 {
		return common, false
	}
	_, scores := x.scores(s, main, plain[main] != "")
	fits := s.within(x, main)
	best, second, found := 0.0, 0.0, content.Lang("")
	for i, score := range scores {
		if main != "Latn" { // there, the first profiles are the likelier
			score -= alphabetWeight * float64(x.extra(1<<i))
		}
		switch {
		case fits&(1<<i) == 0:
		case found == "" || score > best:
			best, second, found = score, best, x.langs[i]
		default:
			second = max(second, score)
		}
	}
	switch {
	case found == "":
		return common, false
	case main == "Latn" && (best < minScore || best-second < minLead):
		if fits&x.bit(common) != 0 {
			return common, false
		}
		return found, false
	}
	return found, true
}

// Alphabet returns the letters of a text in its main script, each once, in the
// order of Unicode.
func Alphabet(text string) string {
	s := take(text)
	main, _ := s.main()
	var letters []rune
	for _, w := range s.words {
		if w.script == main {
			letters = append(letters, []rune(w.text)...)
		}
	}
	slices.Sort(letters)
	return string(slices.Compact(letters))
}

// Spells tells whether a text with the letters of alphabet, made by [Alphabet],
// can be in a language: false only when the language is known not to have one
// of them. The letters of Western Europe are in names everywhere, so they count
// for every language in Latin letters.
func Spells(lang content.Lang, alphabet string) bool {
	x := indexes[ScriptOf(lang)]
	if x == nil || plain[ScriptOf(lang)] == "" || !slices.Contains(x.langs, lang) {
		return true
	}
	bit := x.bit(lang)
	for _, r := range alphabet {
		if r >= 0x100 && r != letterO && r != letterG && x.letter[r]&bit == 0 {
			return false
		}
	}
	return true
}

// extra counts the letters of a language beyond the plain ones of its script.
func (x *index) extra(bit mask) (n int) {
	for _, in := range x.own {
		if in&bit != 0 {
			n++
		}
	}
	return n
}

// within returns the languages that have all letters of a script in the sample.
func (s sample) within(x *index, script string) mask {
	all := mask(1)<<len(x.langs) - 1
	if plain[script] == "" {
		return all // told apart by words alone
	}
	for _, w := range s.words {
		if w.script != script {
			continue
		}
		for _, r := range w.text {
			all &= x.letter[r]
		}
	}
	return all
}

// bit returns the mask of one language.
func (x *index) bit(lang content.Lang) mask {
	return 1 << slices.Index(x.langs, lang)
}
