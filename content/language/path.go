//go:build !js

package language

import (
	"strings"

	"lectern/content"
)

// FromPath finds a language in the path of a file: the last folder that is a
// tag ("uz/news/a.md"), or the end of the name ("a.ru.md"), which wins. rest is
// the path without it: equal for the translations of one article.
//
// Believed are two-letter codes of ISO 639-1 in lower case ("ru", "uz", "ar"), a few longer codes
// of this region ("kaa", "rus"), and codes with a script or a region
// ("uz-Cyrl", "uz_cyrl", "pt-BR"). Not believed are codes that are also
// ordinary names of folders and ends of names ("it", "no", "my", "cs", "ts");
// [Resolve] asks the text about those.
func FromPath(file string) (lang content.Lang, rest string, ok bool) {
	return fromPath(file, func(_ content.Lang, sure bool) bool { return sure })
}

// Resolve finds the language of an article that does not name it: from the
// path, and where the path is not clear or silent, from the text. rest is as
// for [FromPath]; ok is false when neither tells.
func Resolve(file, text string) (lang content.Lang, rest string, ok bool) {
	lang, rest, ok = FromPath(file)
	if ok {
		return lang, rest, true
	}
	detected, ok := Detect(text)
	if !ok {
		return "", file, false
	}
	_, rest, _ = fromPath(file, func(lang content.Lang, _ bool) bool { return lang == detected })
	return detected, rest, true
}

// fromPath takes the tags that believe accepts.
func fromPath(file string, believe func(lang content.Lang, sure bool) bool) (lang content.Lang, rest string, ok bool) {
	parts := strings.Split(file, "/")
	name := parts[len(parts)-1]
	if stem, extension, found := cutLast(name, '.'); found {
		if title, tag, found := cutLast(stem, '.'); found && title != "" {
			if l, sure, isTag := pathTag(tag); isTag && believe(l, sure) {
				lang, ok = l, true
				parts[len(parts)-1] = title + "." + extension
			}
		}
	}
	for i := len(parts) - 2; i >= 0; i-- {
		l, sure, isTag := pathTag(parts[i])
		if !isTag || !believe(l, sure) || ok && l != lang {
			continue
		}
		lang, ok = l, true
		parts = append(parts[:i:i], parts[i+1:]...)
		break
	}
	return lang, strings.Join(parts, "/"), ok
}

func cutLast(s string, sep byte) (before, after string, found bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// pathTag reads a folder or an end of a name as a tag; sure is false when it
// may well be something else.
func pathTag(s string) (lang content.Lang, sure, ok bool) {
	if len(s) < 2 || len(s) > len("uzn-cyrl-uz") {
		return "", false, false
	}
	lower := strings.ToLower(s)
	base, tail := lower, ""
	if i := strings.IndexAny(lower, "-_"); i >= 0 {
		base, tail = lower[:i], lower[i+1:]
	}
	if !asciiLetters(base) || len(base) != 2 && !longCodes[base] {
		return "", false, false
	}
	lang, ok = Parse(lower)
	if !ok || len(tail) > 0 && (len(tail) == 1 || len(tail) == 3) {
		return "", false, false
	}
	plain := s[:len(base)] == base
	switch {
	case len(tail) >= 4: // with a script: nothing else looks so
		return lang, true, true
	case tail != "":
		// "pt-BR" is a tag, "to-do" and "is-it" are words.
		return lang, plain && (!words[base] || s[len(base)+1:] == strings.ToUpper(tail)), true
	}
	return lang, plain && !words[base], true
}

// longCodes are the three-letter codes believed in paths: languages of Central
// Asia and its neighbours without a short code, and the short ones' long forms.
var longCodes = map[string]bool{
	"kaa": true, "tyv": true, "sah": true, "crh": true, "krc": true, "kum": true, "nog": true, "xal": true, "ckb": true, "prs": true,
	"rus": true, "uzb": true, "uzn": true, "kaz": true, "kir": true, "tgk": true, "tuk": true, "uig": true, "pes": true, "arb": true,
}

// words are the codes of ISO 639-1 that also stand for something else where
// people name folders and files: English words (is, no, my), subjects (it:
// information technology, hr: human resources, ml: machine learning, ar would
// be augmented reality but is Arabic far more often), and programming (cs, ts,
// sh, pl, ps, os, io, vi).
var words = map[string]bool{
	"am": true, "an": true, "as": true, "be": true, "he": true, "hi": true, "is": true, "it": true, "my": true, "no": true,
	"or": true, "so": true, "to": true, "id": true, "in": true, "ie": true, "io": true, "os": true, "cs": true, "ts": true, "sh": true,
	"ml": true, "pl": true, "ps": true, "hr": true, "vi": true, "sc": true, "se": true, "sm": true, "na": true, "ng": true, "ii": true,
	"mi": true, "pi": true, "la": true, "bi": true, "ho": true, "ty": true, "vo": true, "wa": true, "wo": true, "ia": true, "co": true,
	"cv": true, "nb": true, "st": true, "ss": true, "su": true, "rm": true, "rn": true, "ee": true, "cr": true, "ch": true, "ba": true, "av": true, "ab": true, "li": true, "dv": true, "mh": true, "mg": true, "gd": true, "gv": true, "lo": true, "ln": true,
}
