package frontmatter

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// fields fills in the Meta from the entries of the block, then from those of
// "params", which do not replace what is set.
func (r *reader) fields(tree node) {
	r.entries(tree.entries, false)
	for _, e := range tree.entries {
		if fieldOf(e.key) == "params" && e.value.kind == kindMap {
			r.entries(e.value.entries, true)
		}
	}
	if r.meta.Image.Path == "" {
		delete(r.meta.Line, "image")
	}
	r.order()
}

func (r *reader) entries(entries []entry, nested bool) {
	seen := map[string]entry{}
	var keywords []entry
	for _, e := range entries {
		plain := plainKey(e.key)
		field := fields[plain]
		if field == "" {
			if name := meant(e.key); name != "" && !nested {
				r.problem(e.at, "unknown-key", fmt.Sprintf("unknown key %q", e.key), fmt.Sprintf("did you mean %q?", name))
			}
			continue
		}
		if first, taken := seen[plain]; taken {
			r.problem(e.at, "duplicate-key", fmt.Sprintf("%q is given twice", e.key), fmt.Sprintf("the value of line %d is used", first.at.line))
			continue
		}
		seen[plain] = e
		if e.value.kind == kindNull || field == "params" {
			continue
		}
		if field == "keywords" {
			keywords = append(keywords, e)
			continue
		}
		r.field(field, e)
	}
	for _, e := range keywords {
		if len(r.meta.Topics) == 0 {
			r.list(&r.meta.Topics, "topics", e, splitCommas, words)
		}
	}
}

// field fills in one field.
func (r *reader) field(field string, e entry) {
	m := &r.meta
	switch field {
	case "title":
		r.text(&m.Title, field, e)
	case "description":
		r.text(&m.Description, field, e)
	case "date":
		r.date(&m.Date, field, e)
	case "updated":
		r.date(&m.Updated, field, e)
	case "publish":
		r.date(&m.Publish, field, e)
	case "expiry":
		r.date(&m.Expiry, field, e)
	case "draft":
		r.flag(&m.Draft, "draft", e, true)
	case "published":
		if e.value.kind == kindText {
			if _, isDate := Date(e.value.text); isDate {
				r.date(&m.Date, "date", e) // dev.to and others write a date
				return
			}
		}
		r.flag(&m.Draft, "draft", e, false)
	case "slug":
		r.text(&m.Slug, field, e)
	case "aliases":
		r.list(&m.Aliases, field, e, splitCommas, seen)
	case "path":
		// A pattern or an address elsewhere is no former path.
		if p := e.value.text; e.value.kind == kindText && p != "" && !strings.ContainsAny(p, ":{}") {
			r.list(&m.Aliases, "aliases", e, nil, seen)
		}
	case "lang":
		r.text(&m.Lang, field, e)
	case "translationkey":
		r.text(&m.TranslationKey, field, e)
	case "topics":
		r.list(&m.Topics, field, e, splitCommas, words)
	case "authors":
		r.list(&m.Authors, field, e, splitCommas, words)
	case "image":
		r.image(e)
	case "imagealt":
		r.text(&m.Image.Alt, "image", e)
	case "imagecaption":
		r.text(&m.Image.Caption, "image", e)
	case "imagecredit":
		r.text(&m.Image.Credit, "image", e)
	case "source":
		r.origin(e)
	}
}

func (r *reader) wrong(e entry, wanted string) {
	hint := "the key is passed over meanwhile"
	switch wanted {
	case "text":
		hint = "write the words after the colon, in quotes"
	case "a date":
		hint = "write it as 2026-01-31"
	}
	r.problem(e.at, "wrong-type", fmt.Sprintf("%q must be %s, not %s", e.key, wanted, e.value.kind), hint)
}

// note remembers the line of a field that is set for the first time.
func (r *reader) note(field string, e entry) {
	if _, taken := r.meta.Line[field]; !taken && e.at.line > 0 {
		r.meta.Line[field] = e.at.line
	}
}

func (r *reader) text(to *string, field string, e entry) {
	value := e.value
	if value.kind == kindList && len(value.items) == 1 {
		value = value.items[0]
	}
	if value.kind != kindText {
		r.wrong(e, "text")
		return
	}
	text := seen(value.text)
	if field == "title" || field == "description" || field == "image" || field == "origin" {
		text = words(value.text)
	}
	if *to != "" || text == "" {
		return
	}
	*to = text
	r.note(field, e)
}

func (r *reader) date(to *time.Time, field string, e entry) {
	if e.value.kind != kindText {
		r.wrong(e, "a date")
		return
	}
	if strings.TrimSpace(e.value.text) == "" {
		return
	}
	t, zoned, ok := readDate(e.value.text)
	if !ok {
		at := e.value.at
		if at.line == 0 {
			at = e.at
		}
		r.problem(at, "bad-date", fmt.Sprintf("%q is not a date", shorten(e.value.text)), "write it as 2026-01-31 or 2026-01-31 15:04")
		return
	}
	if to.IsZero() {
		*to = t
		r.note(field, e)
		if !zoned {
			r.meta.Local = append(r.meta.Local, field)
		}
	}
}

// flag reads true or false; meaning is what true stands for.
func (r *reader) flag(to *bool, field string, e entry, meaning bool) {
	switch strings.ToLower(strings.TrimSpace(e.value.text)) {
	case "true", "yes", "on", "1":
		*to = *to || meaning
	case "false", "no", "off", "0":
		*to = *to || !meaning
	default:
		r.wrong(e, "true or false")
		return
	}
	r.note(field, e)
}

func splitCommas(s string) []string { return strings.Split(s, ",") }

// list adds names to a list that has each only once, whatever its case.
func (r *reader) list(to *[]string, field string, e entry, split func(string) []string, clean func(string) string) {
	values := e.value.items
	if e.value.kind == kindText {
		values = []node{e.value}
		if split != nil {
			values = nil
			for _, part := range split(e.value.text) {
				values = append(values, node{kind: kindText, text: part})
			}
		}
	} else if e.value.kind == kindMap {
		values = []node{e.value}
	}
	for _, v := range values {
		if v.kind == kindMap {
			r.mistyped(v, nameKeys)
			v = v.first("name", "title", "text").value
		}
		if v.kind == kindNull {
			continue
		}
		if v.kind != kindText {
			r.wrong(e, "a list of texts")
			continue
		}
		r.add(to, clean(v.text))
	}
	if len(*to) > 0 {
		r.note(field, e)
	}
}

func (r *reader) add(to *[]string, text string) {
	if text == "" {
		return
	}
	for _, have := range *to {
		if strings.EqualFold(have, text) {
			return
		}
	}
	*to = append(*to, text)
}

// first returns the first of the keys that is set.
func (n node) first(keys ...string) entry {
	for _, key := range keys {
		for _, e := range n.entries {
			if plainKey(e.key) == key && e.value.kind != kindNull {
				return e
			}
		}
	}
	return entry{}
}

// image reads the path of an image, or a map that has it with its texts.
func (r *reader) image(e entry) {
	value := e.value
	if value.kind == kindList && len(value.items) > 0 {
		value = value.items[0]
	}
	m := &r.meta.Image
	set := func(to *string, e entry, clean func(string) string) {
		switch {
		case e.value.kind == kindText && *to == "":
			*to = clean(e.value.text)
		case e.value.kind == kindList || e.value.kind == kindMap:
			r.wrong(e, "text")
		}
	}
	switch value.kind {
	case kindText:
		switch strings.ToLower(value.text) {
		case "true", "false": // a switch of a theme
			return
		}
		set(&m.Path, entry{value: value}, seen)
	case kindMap:
		set(&m.Path, value.first("src", "url", "path", "image", "file", "name"), seen)
		set(&m.Alt, value.first("alt", "alttext", "description"), words)
		set(&m.Caption, value.first("caption", "title"), words)
		set(&m.Credit, value.first("credit", "attribution", "author", "source"), words)
		r.mistyped(value, imageKeys)
	case kindList:
		if len(e.value.items) > 0 {
			r.wrong(e, "the path of an image")
		}
		return
	}
	if m.Path != "" {
		r.note("image", e)
	}
}

// origin reads where a text first appeared.
func (r *reader) origin(e entry) {
	m := &r.meta.Origin
	switch e.value.kind {
	case kindText:
		text := seen(e.value.text)
		if address, ok := webAddress(text); ok {
			m.URL = address
		} else {
			r.text(&m.Name, "origin", e)
		}
	case kindMap:
		if name := e.value.first("name", "title", "publisher"); name.value.kind == kindText {
			m.Name = words(name.value.text)
		} else if name.key != "" {
			r.wrong(name, "text")
		}
		link := e.value.first("url", "link", "href")
		if link.value.kind == kindText && seen(link.value.text) != "" {
			address, ok := webAddress(seen(link.value.text))
			if !ok {
				r.problem(e.at, "bad-address", fmt.Sprintf("%q is not a web address", shorten(link.value.text)), "start it with https://")
			}
			m.URL = address
		} else if link.value.kind == kindList || link.value.kind == kindMap {
			r.wrong(link, "an address")
		}
		r.mistyped(e.value, originKeys)
	default:
		r.wrong(e, "an address, a name, or a map with name and url")
		return
	}
	if m.Name != "" || m.URL != "" {
		r.note("origin", e)
	}
}

// mistyped reports keys of a map that are one slip away from a known one.
func (r *reader) mistyped(m node, known []string) {
	for _, e := range m.entries {
		if key := plainKey(e.key); !slices.Contains(known, key) {
			if i := slices.IndexFunc(known, func(name string) bool { return len(name) > 2 && oneSlip(key, name) }); i >= 0 {
				r.problem(e.at, "unknown-key", fmt.Sprintf("unknown key %q", e.key), fmt.Sprintf("did you mean %q?", known[i]))
			}
		}
	}
}

// order reports dates that cannot follow each other. Days are compared: an
// hour may be that of another zone.
func (r *reader) order() {
	m := &r.meta
	const day = 24 * time.Hour
	for _, pair := range []struct {
		first, later         time.Time
		firstName, laterName string
		field                string
		slack                time.Duration
		hint                 string
	}{
		{m.Date, m.Updated, "date", "date of the last change", "updated", day, "the change is not shown; correct one of them"},
		{m.Publish, m.Expiry, "publishDate", "expiryDate", "expiry", 0, "the article is never shown"},
	} {
		if !pair.first.IsZero() && !pair.later.IsZero() && pair.later.Before(pair.first.Add(-pair.slack)) {
			r.problem(position{m.Line[pair.field], 1}, "date-order", fmt.Sprintf("the %s, %s, is before the %s, %s",
				pair.laterName, pair.later.Format(time.DateOnly), pair.firstName, pair.first.Format(time.DateOnly)), pair.hint)
			if pair.field == "updated" {
				m.Updated = time.Time{}
			}
		}
	}
}

// webAddress accepts absolute http and https addresses.
func webAddress(s string) (string, bool) {
	if !strings.HasPrefix(strings.ToLower(s), "http://") && !strings.HasPrefix(strings.ToLower(s), "https://") || strings.ContainsAny(s, " \t\n") {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return "", false
	}
	return s, true
}

// shorten cuts a value for a message.
func shorten(s string) string {
	runes := []rune(strings.ToValidUTF8(s, "\uFFFD"))
	if len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return string(runes)
}
