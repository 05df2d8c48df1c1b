package markdown

import "strings"

// codeLanguage returns the language named in the first word of an info string:
// "go", "{.python}", "cpp{1,3}", "js:title".
func codeLanguage(info string) string {
	info = strings.TrimSpace(info)
	if strings.HasPrefix(info, "{") && !strings.HasPrefix(strings.TrimLeft(info, "{ "), ".") {
		return "" // options without a language
	}
	info = strings.TrimLeft(info, "{. ")
	if i := strings.IndexAny(info, "{}:,= \t"); i >= 0 {
		info = info[:i]
	}
	if len(info) > 30 {
		return ""
	}
	return strings.ToLower(info)
}
