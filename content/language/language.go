//go:build !js

// Package language finds out which language a text is in: from a tag somebody
// wrote, from the path of the file, or from the text itself.
//
// Rules:
//   - Tags come out in one canonical form, so that "ru", "ru_RU", "ru-Cyrl" and
//     "rus" are one language and one folder of the site: no script that is the
//     usual one of the language, no region that is the most likely one, no
//     variants, no extensions. A region that does say something stays ("pt-PT",
//     "fa-AF"). Uzbek without a script is Latin.
//   - A path is believed only where it can hardly mean anything else: see
//     [FromPath]. What may be a word as well is settled by the text: [Resolve].
//   - [Detect] rather says that it cannot tell than guess: a language the library
//     has is a better guess than a random one. What a short text says all the
//     same, its script first of all, is in [Hint] and [Spells]: no text is ever
//     put into a language of another script.
//   - The same input gives the same answer on every run.
package language

import (
	"strings"

	"golang.org/x/text/language"

	"lectern/content"
)

// maxTag is the longest tag looked at, in bytes: RFC 5646 says that 35 are
// enough for every tag in use.
const maxTag = 35

// Parse returns the canonical form of a language tag as people write them
// ("ru_RU", "uz-latn", "UZN_CYRL", "pes_1"); false when it is none.
func Parse(tag string) (content.Lang, bool) {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if tag == "" || len(tag) > maxTag {
		return "", false
	}
	tag, modifier, _ := strings.Cut(tag, "@") // POSIX: "uz_UZ@cyrillic"
	tag, _, _ = strings.Cut(tag, ".")         // POSIX: "ru_RU.UTF-8"
	parts := strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 || !asciiLetters(parts[0]) || len(parts[0]) > 3 || len(parts[0]) < 2 {
		return "", false
	}
	var script, region string
	for _, part := range parts[1:] {
		switch {
		case len(part) == 1 && part[0] >= 'a' && part[0] <= 'z':
			return canonical(parts[0], script, region, modifier) // extensions and private use follow
		case len(part) == 1: // "pes_1": a number of a collection
		case len(part) == 4 && asciiLetters(part) && script == "":
			script = part
		case (len(part) == 2 && asciiLetters(part) || len(part) == 3 && digits(part)) && region == "":
			region = part
		case len(part) >= 4 && len(part) <= 8: // a variant: "1996", "valencia"
		default:
			return "", false
		}
	}
	return canonical(parts[0], script, region, modifier)
}

// canonical puts the checked parts of a tag together.
func canonical(name, script, region, modifier string) (content.Lang, bool) {
	base, err := language.ParseBase(name)
	if err != nil {
		return "", false
	}
	lang := base.String()
	if macro, ok := macrolanguages[lang]; ok {
		lang = macro
	}
	if lang == "und" || lang == "mul" || lang == "zxx" || lang == "mis" {
		return "", false
	}
	if script == "" {
		script = modifiers[modifier]
	}
	if lang == "zh" && script == "" {
		script = chineseScripts[region]
	}
	usual := language.Make(lang)
	out := lang
	if script != "" {
		s, err := language.ParseScript(script)
		if err != nil {
			return "", false
		}
		if likely, _ := usual.Script(); likely != s || lang == "zh" {
			out += "-" + s.String()
		}
	}
	if region != "" {
		r, err := language.ParseRegion(region)
		if err != nil {
			return "", false
		}
		likely, _ := usual.Region()
		if likely != r && (lang != "zh" || chineseScripts[region] == "") {
			out += "-" + r.String()
		}
	}
	return content.Lang(out), true
}

// macrolanguages maps the parts of a language that collections of texts name
// to the name under which readers know it.
var macrolanguages = map[string]string{
	"uzn": "uz", "uzs": "uz", "pes": "fa", "prs": "fa-AF", "arb": "ar", "cmn": "zh", "azj": "az", "azb": "az-Arab",
	"khk": "mn", "ekk": "et", "lvs": "lv", "zsm": "ms", "swh": "sw", "pbu": "ps", "kmr": "ku", "npi": "ne",
	"iw": "he", "in": "id", "ji": "yi", "sh": "sr-Latn", "no": "nb",
}

// modifiers are the POSIX names of scripts.
var modifiers = map[string]string{"cyrillic": "cyrl", "latin": "latn", "arabic": "arab"}

// chineseScripts holds the script that is meant by a region of Chinese.
var chineseScripts = map[string]string{
	"cn": "hans", "sg": "hans", "my": "hans", "tw": "hant", "hk": "hant", "mo": "hant",
}

func asciiLetters(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
