package library

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"lectern/content"
	"lectern/content/charset"
	"lectern/content/format"
	"lectern/content/frontmatter"
	"lectern/content/language"
	"lectern/content/slug"
)

// articleLimit is the size of an article that is read: some 60 times the
// longest of the articles we know (148 KB).
const articleLimit = 8 << 20

// detectBytes is how much of a text is looked at to tell its language.
const detectBytes = 4 << 10

// settled is how long a file must have been left alone before its size and
// time are trusted instead of its bytes: file systems keep time in steps of up
// to two seconds.
const settled = 2 * time.Second

// A source is a file of an article as the first pass leaves it: everything
// needed to name its page, and none of its text.
type source struct {
	entry
	read time.Time // when it was read
	sum  [sha256.Size]byte

	meta     frontmatter.Meta
	hasMeta  bool
	body     int          // bytes of the text after the front matter, in UTF-8
	line     int          // on which it begins
	lang     content.Lang // from the front matter, the path or the text; "" when none of them tells
	declared bool         // lang is said by the author, not guessed from the text
	letters  letters      // of the text, when the language is guessed
	hint     content.Lang // what the text is likely in, when the author does not say; "" for a text without letters
	hintSure bool         // hint rests on more than the script
	alphabet string       // letters of the text, when lang is ""
	rest     string       // path without language: equal for translations
	stem     string       // file name for the slug: without date, language and extension
	date     time.Time    // from the front matter or the name
	named    time.Time    // from the name alone: it stands in the address other systems gave the article
	problems []content.Problem
	failed   bool // unreadable: has no page
}

// fresh reports whether the file of e is the one that was read.
func (s *source) fresh(e entry) bool {
	return s != nil && !e.mod.IsZero() && s.size == e.size && s.mod.Equal(e.mod) && s.read.Sub(s.mod) > settled
}

// readSources reads every article file of the tree, or takes it from known
// when it has not changed. Dates without a zone are in zone. Sources come back
// in the order of the tree.
func readSources(ctx context.Context, fsys fs.FS, t *tree, zone *time.Location, known map[string]*source) ([]*source, error) {
	entries := append(append([]entry(nil), t.articles...), t.maybe...)
	sources := make([]*source, len(entries))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, e := range entries {
		if old := known[e.path]; old.fresh(e) {
			sources[i] = old
			continue
		}
		g.Go(func() error {
			sources[i] = readSource(fsys, e, zone, known[e.path])
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return sources, nil
}

// readSource reads one file. Bytes that were read before give what they gave.
func readSource(fsys fs.FS, e entry, zone *time.Location, old *source) (s *source) {
	s = &source{entry: e, read: time.Now()}
	defer func() {
		if r := recover(); r != nil {
			s.failed = true
			s.problems = append(s.problems, internal(e.path, r))
		}
	}()
	data, err := readLimited(fsys, e.path, articleLimit)
	if err != nil {
		s.failed = true
		s.problems = append(s.problems, unreadable(e.path, err))
		return s
	}
	s.sum = sha256.Sum256(data)
	if old != nil && !old.failed && old.sum == s.sum {
		again := *old
		again.entry, again.read = s.entry, s.read
		return &again
	}
	if f, known := format.ByContent(data); known {
		s.failed = true
		s.problems = append(s.problems, content.Problem{
			File: e.path, Kind: "not-text", Message: "it is " + f.Name + ", not text, whatever its name says", Hint: f.Advice,
		})
		return s
	}
	text, problem := decoded(e.path, data)
	var body []byte
	var firstLine int
	s.meta, body, firstLine, s.problems = frontmatter.Parse(e.path, text)
	s.problems = append(s.problems, problem...)
	s.meta.In(zone)
	s.hasMeta = firstLine > 1 || len(body) != len(text)
	s.body, s.line = len(body), firstLine
	s.readLang(body)
	s.readName(zone)
	return s
}

// decoded returns the text of a file in UTF-8, and says when it was in another
// encoding. Front matter, language and page are all made from what it returns.
func decoded(file string, data []byte) ([]byte, []content.Problem) {
	text, name, sure := charset.Decode(data)
	if name == "" || !sure {
		return bytes.TrimPrefix(data, []byte("\uFEFF")), nil // what is wrong with it, package markdown finds
	}
	return text, []content.Problem{{
		File: file, Kind: "bad-encoding", Message: "the file is in " + name + ", not UTF-8", Hint: "save the file as UTF-8",
	}}
}

// readLang asks the front matter, then the path, then the text.
func (s *source) readLang(body []byte) {
	pathLang, rest, inPath := language.FromPath(s.path)
	s.rest = rest
	if s.meta.Lang != "" {
		if lang, ok := language.Parse(s.meta.Lang); ok {
			s.lang, s.declared = lang, true
			return
		}
		s.problems = append(s.problems, content.Problem{
			File: s.path, Line: s.meta.Line["lang"], Kind: "bad-language",
			Message: fmt.Sprintf("%q is not a language", s.meta.Lang), Hint: "write a language tag such as ru, uz-Cyrl, en",
		})
	}
	if inPath {
		s.lang, s.declared = pathLang, true
		return
	}
	text := s.meta.Title + "\n" + s.meta.Description + "\n"
	text += strings.ToValidUTF8(string(body[:min(len(body), detectBytes)]), "")
	s.lang, s.rest, _ = language.Resolve(s.path, text)
	s.letters = countLetters(text)
	s.hint, s.hintSure = s.lang, s.lang != ""
	if s.lang == "" {
		s.hint, s.hintSure = language.Hint(text)
		s.alphabet = language.Alphabet(text)
	}
}

// datePrefix is how Jekyll puts the date into a file's name.
var datePrefix = regexp.MustCompile(`^([12]\d{3})-(\d{1,2})-(\d{1,2})(?:[-_ ]+|$)`)

// readName takes date and slug words from the name of the file. The name of an
// index file is that of its folder.
func (s *source) readName(zone *time.Location) {
	name := norm.NFC.String(s.rest)
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if isIndex(base) {
		if dir := path.Base(path.Dir(name)); dir != "." && dir != "/" {
			base = dir
		}
	}
	s.stem = base
	if m := datePrefix.FindStringSubmatch(base); m != nil {
		if date, err := time.ParseInLocation("2006-1-2", m[1]+"-"+m[2]+"-"+m[3], zone); err == nil {
			s.date, s.named = date, date
			if len(m[0]) < len(base) {
				s.stem = base[len(m[0]):]
			}
		}
	}
	if !s.meta.Date.IsZero() {
		s.date = s.meta.Date
	}
}

// slug is what the article would be called if no other were.
func (s *source) slug() string {
	if s.meta.Slug != "" {
		return slug.Make(s.meta.Slug)
	}
	return slug.Make(s.stem)
}

// isIndex reports file names, without extension, that stand for their folder.
func isIndex(stem string) bool {
	switch strings.ToLower(stem) {
	case "index", "_index", "readme":
		return true
	}
	return false
}

func internal(file string, cause any) content.Problem {
	return content.Problem{
		File: file, Kind: "internal", Message: fmt.Sprintf("the article could not be made: %v", cause),
		Hint: "this is a defect of Lectern; the rest of the library is built without the article",
	}
}
