package content

import "strings"

// Lang is a BCP 47 language tag in canonical form: language in lower case,
// script in title case when it is not the usual one, region in upper case:
// "ru", "uz" (Latin), "uz-Cyrl", "zh-Hans".
type Lang string

// Segment returns the tag as the first part of a path: "uz-cyrl".
func (l Lang) Segment() string { return strings.ToLower(string(l)) }

// Base returns the language without script and region: "uz".
func (l Lang) Base() string {
	base, _, _ := strings.Cut(string(l), "-")
	return base
}

// Script returns the script subtag, or "" when the tag has none.
func (l Lang) Script() string {
	for part := range strings.SplitSeq(string(l), "-") {
		if len(part) == 4 && part[0] >= 'A' && part[0] <= 'Z' {
			return part
		}
	}
	return ""
}

// Dir returns the direction of the language's writing: "rtl" or "ltr".
func (l Lang) Dir() string {
	switch l.Script() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm":
		return "rtl"
	case "":
	default:
		return "ltr"
	}
	switch l.Base() {
	case "ar", "fa", "he", "ur", "ug", "ps", "sd", "ckb", "yi", "dv", "prs", "arz", "azb", "syr":
		return "rtl"
	}
	return "ltr"
}
