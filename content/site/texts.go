package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"lectern/content"
)

// A message is an interface text: one form, or one for each plural category
// of its language ("one", "few", "many", "other" and so on).
type message map[string]string

// UnmarshalTOML reads a string or a table of plural forms.
func (m *message) UnmarshalTOML(value any) error {
	switch v := value.(type) {
	case string:
		*m = message{"other": v}
	case map[string]any:
		forms := message{}
		for category, form := range v {
			text, ok := form.(string)
			if !ok {
				return fmt.Errorf("plural form %q is not a text", category)
			}
			forms[category] = text
		}
		if forms["other"] == "" {
			return errors.New(`a plural needs the form "other"`)
		}
		*m = forms
	default:
		return fmt.Errorf("a text or a table of plural forms is expected, not %T", value)
	}
	return nil
}

// texts is one interface language: a file of the folder texts.
type texts struct {
	Tag    content.Lang       `toml:"tag"`
	Name   string             `toml:"name"`   // the language in itself: "Русский"
	Serves []content.Lang     `toml:"serves"` // languages whose readers get these texts for want of their own
	Months []string           `toml:"months"` // as they stand in a date
	Date   string             `toml:"date"`   // pattern with {day}, {month}, {year}
	Page   map[string]message `toml:"page"`
	Tools  map[string]any     `toml:"tools"`
	plural language.Tag       // for plural rules
}

// loadTexts reads every file of the folder texts, sorted by tag.
func loadTexts(web fs.FS) ([]*texts, error) {
	names, err := fs.Glob(web, "texts/*.toml")
	if err != nil {
		return nil, err
	}
	var all []*texts
	for _, name := range names {
		data, err := fs.ReadFile(web, name)
		if err != nil {
			return nil, fmt.Errorf("interface texts: %w", err)
		}
		t := new(texts)
		if err := toml.Unmarshal(data, t); err != nil {
			return nil, fmt.Errorf("interface texts %s: %w", name, err)
		}
		if t.Tag == "" || string(t.Tag)+".toml" != path.Base(name) {
			return nil, fmt.Errorf("interface texts %s: the tag %q is not the file's name", name, t.Tag)
		}
		if len(t.Months) != 12 || t.Date == "" {
			return nil, fmt.Errorf("interface texts %s: twelve months and a date pattern are needed", name)
		}
		if t.plural, err = language.Parse(string(t.Tag)); err != nil {
			return nil, fmt.Errorf("interface texts %s: %w", name, err)
		}
		all = append(all, t)
	}
	if len(all) == 0 {
		return nil, errors.New("interface texts: the folder texts is empty")
	}
	return all, nil
}

// nearestTexts returns the interface language for pages in lang: its own
// texts, those of the same language and script, those that say they serve it,
// the fallback's, English, the first there is.
func nearestTexts(all []*texts, lang, fallback content.Lang) *texts {
	exact := func(tag content.Lang) func(*texts) bool {
		return func(t *texts) bool { return t.Tag == tag }
	}
	tests := []func(*texts) bool{exact(lang)}
	if lang.Script() != "" {
		tests = append(tests, exact(content.Lang(lang.Base()+"-"+lang.Script())))
	} else {
		tests = append(tests, exact(content.Lang(lang.Base())))
	}
	tests = append(tests,
		func(t *texts) bool {
			return slices.Contains(t.Serves, lang) || slices.Contains(t.Serves, content.Lang(lang.Base()))
		},
		exact(content.Lang(lang.Base())),
		exact(fallback),
		exact("en"),
	)
	for _, test := range tests {
		if i := slices.IndexFunc(all, test); i >= 0 {
			return all[i]
		}
	}
	return all[0]
}

// text returns the text of a key. Pairs of names and values fill its
// placeholders; the number named "n" chooses the plural form.
func (t *texts) text(key string, pairs ...any) (string, error) {
	m, ok := t.Page[key]
	if !ok {
		return "", fmt.Errorf("interface texts %s.toml have no key %q", t.Tag, key)
	}
	if len(pairs) == 0 {
		return m["other"], nil
	}
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("interface text %q: a placeholder without a value", key)
	}
	form := m["other"]
	replacements := make([]string, 0, len(pairs))
	for i := 0; i < len(pairs); i += 2 {
		name := fmt.Sprint(pairs[i])
		if n, ok := pairs[i+1].(int); ok && name == "n" {
			if f := m[t.category(n)]; f != "" {
				form = f
			}
		}
		replacements = append(replacements, "{"+name+"}", fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(replacements...).Replace(form), nil
}

// category returns the plural category of a whole number by the rules of
// Unicode CLDR.
func (t *texts) category(n int) string {
	switch plural.Cardinal.MatchPlural(t.plural, n, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// date writes a day in the language's way.
func (t *texts) date(d time.Time) string {
	return strings.NewReplacer(
		"{day}", strconv.Itoa(d.Day()),
		"{month}", t.Months[d.Month()-1],
		"{year}", strconv.Itoa(d.Year()),
	).Replace(t.Date)
}

// machineDate writes a time for a datetime attribute: without a clock when the
// author gave only a day.
func machineDate(d time.Time) string {
	if h, m, s := d.Clock(); h == 0 && m == 0 && s == 0 {
		return d.Format(time.DateOnly)
	}
	return d.Format(time.RFC3339)
}

// must returns the text of a key that the code itself names; a test holds that
// every language has it.
func (t *texts) must(key string, pairs ...any) string {
	text, err := t.text(key, pairs...)
	if err != nil {
		return key
	}
	return text
}
