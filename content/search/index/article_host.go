//go:build !js

package index

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"lectern/content"
	"lectern/content/search/analysis"
)

// An article is a document in the form in which a builder keeps it: no text.
type article struct {
	hash   [sha256.Size]byte // of all that a Doc has
	lang   content.Lang
	day    int32 // as in an entry
	length uint32
	time   int64  // in seconds: the order within a day
	text   string // path, source and title
	ends   [2]uint16
	tags   []tag
	// packed are the terms: the gap from the number of the term before, and the
	// info, in a byte for most and in two for the rest (see packInfo); then, after
	// a gap of 0, how many terms the title has, those and the ones of the second
	// title, as numbers.
	packed []byte
}

// A tag is a topic or an author of an article.
type tag struct {
	author bool
	Tag
}

func (a *article) path() string   { return a.text[:a.ends[0]] }
func (a *article) source() string { return a.text[a.ends[0]:a.ends[1]] }
func (a *article) title() string  { return a.text[a.ends[1]:] }

// compare is the order of documents within a language: the undated, then the
// oldest; those of one time by source, for what is in one folder is alike. The hash settles twins.
func (a *article) compare(b *article) int {
	return cmp.Or(
		cmp.Compare(a.day, b.day),
		cmp.Compare(a.time, b.time),
		strings.Compare(a.source(), b.source()),
		strings.Compare(a.path(), b.path()),
		strings.Compare(string(a.hash[:]), string(b.hash[:])),
	)
}

// hashDoc is the SHA-256 of everything that is indexed or shown.
func hashDoc(d *Doc) (hash [sha256.Size]byte) {
	sum := sha256.New()
	var number [8]byte
	add := func(parts ...string) {
		for _, s := range parts {
			binary.BigEndian.PutUint64(number[:], uint64(len(s)))
			sum.Write(number[:])
			for len(s) > 0 {
				var buffer [4096]byte
				n := copy(buffer[:], s)
				sum.Write(buffer[:n])
				s = s[n:]
			}
		}
	}
	add(d.Path, d.Source, string(d.Lang), d.Title, d.Heading, d.Summary, d.Text, d.Date.Format(time.RFC3339Nano))
	for _, list := range [][]Tag{d.Topics, d.Authors} {
		add(string(rune(len(list))))
		for _, t := range list {
			add(t.Slug, t.Name)
		}
	}
	add(d.Headings...)
	sum.Sum(hash[:0])
	return hash
}

// dayOf is the day of a date as its writer has it; 0 for none.
func dayOf(date time.Time) int32 {
	if date.IsZero() || date.Year() < 1 || date.Year() > 9999 {
		return 0
	}
	year, month, day := date.Date()
	return int32(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 - time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()/86400 + 1)
}

// A use is how an article has a term.
type use struct {
	count int
	info  Info
}

// An analyser turns documents into articles. It is for one goroutine at a time.
type analyser struct {
	uses  map[uint32]*use
	title []uint32
	terms []uint32
	buf   []byte
	key   []byte
	words analysis.Scanner
}

func newAnalyser() *analyser { return &analyser{uses: make(map[uint32]*use)} }

// article analyses a document.
func (z *analyser) article(v *vocabulary, d *Doc, hash [sha256.Size]byte) *article {
	a := &article{hash: hash, lang: content.Lang(strings.Clone(string(d.Lang))), day: dayOf(d.Date)}
	if a.day > 0 {
		a.time = d.Date.Unix()
	}
	clear(z.uses)
	z.title = z.title[:0]
	z.add(v, d.Lang, d.Title, inTitle)
	first := len(z.title)
	z.add(v, d.Lang, d.Heading, inTitle)
	for _, h := range d.Headings {
		z.add(v, d.Lang, h, inHeading)
	}
	z.add(v, d.Lang, d.Summary, inExtra)
	for i, list := range [][]Tag{d.Topics, d.Authors} {
		for _, t := range list {
			z.add(v, d.Lang, t.Name, inExtra)
			a.tags = append(a.tags, tag{i == 1, Tag{strings.Clone(shorten(t.Slug)), strings.Clone(shorten(t.Name))}})
		}
	}
	a.length = uint32(z.add(v, d.Lang, d.Text, 0))
	path, source, title := shorten(d.Path), shorten(d.Source), shorten(d.Title)
	a.text = strings.Join([]string{path, source, title}, "")
	a.ends = [2]uint16{uint16(len(path)), uint16(len(path) + len(source))}
	z.pack(first)
	a.packed = slices.Clone(z.buf)
	return a
}

// shorten makes of any string one that the index takes: UTF-8 without the bytes 0
// and 1, of at most maxString bytes.
func shorten(s string) string {
	s = strings.NewReplacer("\x00", "", "\x01", "").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	for n := maxString; len(s) > maxString; n-- {
		if utf8.RuneStart(s[n]) {
			s = s[:n]
		}
	}
	return s
}

// add counts the terms of a field and returns how many there were. In the text
// where is 0.
func (z *analyser) add(v *vocabulary, lang content.Lang, text string, where Info) int {
	z.words = analysis.Scanner{Text: text, Word: z.words.Word}
	n := 0
	var before, also [2]*use // the word before, and with its sign or as an abbreviation
	for z.words.Next() {
		var t token
		t, z.key = v.token(z.words.Word, lang, z.key)
		also = [2]*use{z.use(t, where, before)}
		if sign := z.words.Sign(); sign != 0 {
			also[1] = z.use(v.number(string(sign)+analysis.Key(z.words.Word, lang)), where, before)
		} else if analysis.IsAbbreviation(text[z.words.Start:z.words.End]) {
			if plain := v.plain(z.words.Word, lang); plain != t {
				also[1] = z.use(plain, where, before)
			}
		}
		before = also
		n++
	}
	z.words.Text = ""
	return n
}

// use counts a term after those before it.
func (z *analyser) use(t token, where Info, before [2]*use) *use {
	u := z.uses[t.number]
	if u == nil {
		u = new(use)
		z.uses[t.number] = u
	}
	u.info |= where
	if where == 0 {
		u.count++
	}
	if where == inTitle {
		z.title = append(z.title, t.number)
	}
	for _, b := range before {
		if b != nil {
			b.info |= Info(t.next) << maskShift
		}
	}
	return u
}

// pack writes the terms to buf. The first so many of the titles' are of the title.
func (z *analyser) pack(first int) {
	z.terms = z.terms[:0]
	for t := range z.uses {
		z.terms = append(z.terms, t)
	}
	slices.Sort(z.terms)
	z.buf = z.buf[:0]
	last := -1
	for _, t := range z.terms {
		u := z.uses[t]
		z.buf = binary.AppendUvarint(z.buf, uint64(int(t)-last))
		z.buf = packInfo(z.buf, u.info|levelOf(u.count))
		last = int(t)
	}
	z.buf = binary.AppendUvarint(append(z.buf, 0), uint64(first))
	for _, t := range z.title {
		z.buf = binary.AppendUvarint(z.buf, uint64(t))
	}
}

// terms calls yield for each term of the article, and returns those of its titles.
func (a *article) terms(yield func(term uint32, info Info)) (titles [2][]uint32) {
	last := -1
	data := a.packed
	for {
		gap, n := binary.Uvarint(data)
		if gap == 0 {
			data = data[n:]
			first, n := binary.Uvarint(data)
			for data = data[n:]; len(data) > 0; data = data[n:] {
				var t uint64
				t, n = binary.Uvarint(data)
				which := 0
				if len(titles[0]) == int(first) {
					which = 1
				}
				titles[which] = append(titles[which], uint32(t))
			}
			return titles
		}
		last += int(gap)
		info, used := unpackInfo(data[n:])
		yield(uint32(last), info)
		data = data[n+used:]
	}
}

// packInfo appends an info: terms that are in the text up to three times and
// nowhere else take a byte.
func packInfo(data []byte, v Info) []byte {
	mask, rest := v>>maskShift, v&(1<<maskShift-1)
	if rest >= 1 && rest <= 3 {
		return append(data, byte(rest<<maskBits|mask))
	}
	return append(data, 0x80|byte(mask), byte(rest))
}

func unpackInfo(data []byte) (v Info, used int) {
	if b := Info(data[0]); b < 0x80 {
		return b&(1<<maskBits-1)<<maskShift | b>>maskBits, 1
	}
	return Info(data[0]&0x7F)<<maskShift | Info(data[1]), 2
}
