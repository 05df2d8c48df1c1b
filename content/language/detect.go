package language

import (
	"strings"
	"unicode"

	"lectern/content"
)

// maxLetters is how many letters of a text are looked at. Accuracy does not
// grow past 1,000; 2,000 keep the time below a millisecond.
const maxLetters = 2000

// minLetters is how many letters of one script a text needs to be judged.
const minLetters = 12

// namesShare is how many Latin letters that read like no language a letter of
// another script outweighs.
const namesShare = 5

// Detect returns the language a text is written in, false when it cannot tell.
//
// The script with most letters is judged, so a quotation in another one does
// not count. Code, addresses and markup are left out. Languages with a profile
// in this package are told apart by their letters and their most frequent
// words; other languages in Latin and Cyrillic by the trigrams of whatlanggo,
// where it is confident; scripts of a single language by themselves.
func Detect(text string) (content.Lang, bool) {
	s := take(text)
	main, letters := s.main()
	if letters < minLetters && main != "Thai" && main != "Geor" && main != "Armn" && main != "Grek" || letters < 4 {
		return "", false
	}
	switch main {
	case "Han", "Kana":
		return s.chinese(), true
	case "Latn":
		// Names of programs and firms may outnumber the letters of a text
		// about them; they do not read like a language.
		if lang, ok := s.byProfile(main); ok {
			return lang, true
		}
		for _, other := range scripts[1:] {
			if n := s.counts[other.name]; n >= minLetters && n*namesShare >= letters && written[other.name] != nil {
				return s.judge(other.name)
			}
		}
		return s.trigrams(main)
	case "Cyrl", "Arab", "Hebr", "Deva":
		return s.judge(main)
	}
	lang, ok := oneLanguage[main]
	return lang, ok
}

// oneLanguage names the language of scripts that have one in practice.
var oneLanguage = map[string]content.Lang{
	"Grek": "el", "Geor": "ka", "Armn": "hy", "Thai": "th", "Hang": "ko", "Taml": "ta", "Telu": "te", "Knda": "kn",
	"Mlym": "ml", "Gujr": "gu", "Guru": "pa", "Beng": "bn", "Sinh": "si", "Khmr": "km", "Laoo": "lo", "Mymr": "my", "Tibt": "bo", "Ethi": "am",
	"Thaa": "dv", "Syrc": "syr", "Orya": "or",
}

// A script is one system of writing that texts are sorted by.
type script struct {
	name  string
	table *unicode.RangeTable
}

// scripts in the order in which a rune is looked up: the frequent ones first.
var scripts = []script{
	{"Latn", unicode.Latin}, {"Cyrl", unicode.Cyrillic}, {"Arab", unicode.Arabic}, {"Han", unicode.Han},
	{"Kana", unicode.Hiragana}, {"Kana", unicode.Katakana}, {"Hebr", unicode.Hebrew}, {"Deva", unicode.Devanagari},
	{"Thai", unicode.Thai}, {"Geor", unicode.Georgian}, {"Armn", unicode.Armenian}, {"Grek", unicode.Greek},
	{"Hang", unicode.Hangul}, {"Taml", unicode.Tamil}, {"Telu", unicode.Telugu}, {"Knda", unicode.Kannada},
	{"Mlym", unicode.Malayalam}, {"Gujr", unicode.Gujarati}, {"Guru", unicode.Gurmukhi}, {"Beng", unicode.Bengali},
	{"Sinh", unicode.Sinhala}, {"Khmr", unicode.Khmer}, {"Laoo", unicode.Lao}, {"Mymr", unicode.Myanmar},
	{"Tibt", unicode.Tibetan}, {"Ethi", unicode.Ethiopic}, {"Thaa", unicode.Thaana}, {"Syrc", unicode.Syriac}, {"Orya", unicode.Oriya},
}

// A sample is the part of a text that is looked at.
type sample struct {
	words  []word
	counts map[string]int // letters by script
}

// A word is a run of letters of one script, in lower case.
type word struct {
	script string
	text   string
}

// main returns the script with most letters.
func (s sample) main() (name string, letters int) {
	for _, script := range scripts {
		n := s.counts[script.name]
		if script.name == "Han" {
			n = 2 * (n + s.counts["Kana"]) // a sign says as much as two letters
		}
		if n > letters {
			name, letters = script.name, n
		}
	}
	return name, letters
}

// chinese tells Japanese and the two ways to write Chinese apart.
func (s sample) chinese() content.Lang {
	if s.counts["Kana"]*20 > s.counts["Han"] {
		return "ja"
	}
	simple, traditional := 0, 0
	for _, w := range s.words {
		if w.script == "Han" {
			for _, r := range w.text {
				if strings.ContainsRune(simplified, r) {
					simple++
				} else if strings.ContainsRune(unsimplified, r) {
					traditional++
				}
			}
		}
	}
	if traditional > simple {
		return "zh-Hant"
	}
	return "zh-Hans"
}

const (
	simplified   = "这们个来国时说会过后对发经学为与从关开东车长门问间见现应该还让给进无业产书电话听读写认语请谁"
	unsimplified = "這們個來國時說會過後對發經學為與從關開東車長門問間見現應該還讓給進無業產書電話聽讀寫認語請誰"
)
