package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content/search/analysis"
)

// Bounds of the words of a query: those past them are ignored. Filters count
// wherever they stand: one chosen by a button is behind all words.
const (
	maxQuery = 1000 // characters
	maxWords = 24   // must fit the bits of tally.words
)

// A queryWord is a word of a query.
type queryWord struct {
	text    string // folded
	span    Span   // in the query
	token   Span   // what stands between spaces and quotation marks around it
	phrase  int    // number of the quoted phrase it is in, from 1; 0 for none
	exclude bool   // articles with the word (or its phrase) are left out
	prefix  bool   // the last word, which may still grow
	capital bool   // typed as an abbreviation, among others that are not
	sign    byte   // that belongs to it, as the dot of .NET; 0 for none
	day     string // the date it is part of, "2026-03-12"; "" for none
	month   int    // of that date, if it is the word that tells it
}

// A parsedQuery is a query taken apart.
type parsedQuery struct {
	words   []queryWord
	filters []Filter
	barred  []Filter // articles that one of these finds are left out
	joined  []run
}

// parseQuery takes a query apart: "quoted phrases" in any quotation marks,
// filters, -excluded words, phrases and filters, and plain words. There is no wrong
// query: a quotation mark without its partner and a filter without a value are
// ignored.
func parseQuery(text string) parsedQuery {
	p := parser{text: strings.TrimRightFunc(text, func(r rune) bool {
		return analysis.IsInvisible(r) || unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r'
	})}
	p.readable = len(cut(p.text, maxQuery))
	for p.at < len(p.text) {
		p.next()
	}
	p.joined = joinedWords(p.text, p.words)
	p.dates()
	p.markAbbreviations()
	return p.parsedQuery
}

// markAbbreviations marks the words that may be ones: not of a query that is typed in
// capitals as a whole.
func (p *parser) markAbbreviations() {
	capitals := 0
	for i := range p.words {
		w := &p.words[i]
		word := p.text[w.span.Start:w.span.End]
		if w.capital = analysis.IsAbbreviation(word); analysis.IsCapitals(word) {
			capitals++
		}
	}
	for i := range p.words {
		p.words[i].capital = p.words[i].capital && (capitals < len(p.words) || capitals == 1)
	}
}

// A parser is on its way through the text of a query.
type parser struct {
	parsedQuery
	text     string
	readable int // bytes of text that words are taken from
	at       int
	phrases  int
	open     int // the byte after a quotation mark without its partner; 0 when there is none
}

// next reads one token and what is before it.
func (p *parser) next() {
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	if isBlank(r) {
		p.at += size
		return
	}
	exclude := false
	if (r == '-' || r == '−') && (p.at == 0 || isBlank(lastRune(p.text[:p.at]))) {
		// Not "--reload", "-5" or "-[": those are words that begin so.
		if after := analysis.First(p.text[p.at+size:]); unicode.IsLetter(after) || isQuotationMark(after) {
			exclude = true
			p.at += size
			r, size = utf8.DecodeRuneInString(p.text[p.at:])
		}
	}
	if isQuotationMark(r) {
		inside := p.at + size
		if n := strings.IndexFunc(p.text[inside:], isQuotationMark); n >= 0 {
			p.phrases++
			had := len(p.words)
			p.add(Span{inside, inside + n}, p.phrases, exclude)
			if exclude && len(p.words) == had+1 {
				p.words[had].phrase = 0 // no phrase: the index knows the word
			}
			_, last := utf8.DecodeRuneInString(p.text[inside+n:])
			p.at = inside + n + last
			return
		}
		p.at, p.open = inside, inside
		return
	}
	if p.filter(exclude) {
		return
	}
	end := len(p.text)
	if n := strings.IndexFunc(p.text[p.at:], func(r rune) bool { return isBlank(r) || isQuotationMark(r) }); n >= 0 {
		end = p.at + n
	}
	end = p.number(end)
	p.add(Span{p.at, end}, 0, exclude)
	p.at = end
}

// number returns where a token ends that would end at a blank but for a number
// with blanks between its groups of digits, "250 000": it is one word in texts.
func (p *parser) number(end int) int {
	if end == len(p.text) || p.text[end-1] < '0' || p.text[end-1] > '9' {
		return end
	}
	s := analysis.Scanner{Text: p.text[p.at:]}
	for s.Next() && p.at+s.Start < end {
		if p.at+s.End <= end {
			continue
		}
		end = p.at + s.End
		if n := strings.IndexFunc(p.text[end:], func(r rune) bool { return isBlank(r) || isQuotationMark(r) }); n >= 0 {
			return end + n
		}
		return len(p.text)
	}
	return end
}

// add adds the words of a token.
func (p *parser) add(token Span, phrase int, exclude bool) {
	token.Start, token.End = min(token.Start, p.readable), min(token.End, p.readable)
	s := analysis.Scanner{Text: p.text[token.Start:token.End]}
	for s.Next() && len(p.words) < maxWords {
		w := queryWord{
			text: string(s.Word), span: Span{token.Start + s.Start, token.Start + s.End}, token: token,
			phrase: phrase, exclude: exclude, sign: s.Sign(),
		}
		if before := w.span.Start - 1; before > 0 && !isBlank(lastRune(p.text[:before])) && !isQuotationMark(lastRune(p.text[:before])) {
			w.sign = 0 // "asp.NET" is asp and net in most texts
		}
		w.prefix = phrase == 0 && !exclude && w.span.End == len(p.text)
		p.words = append(p.words, w)
	}
}

// filter reads a filter if the token at hand is one.
func (p *parser) filter(exclude bool) bool {
	rest := p.text[p.at:]
	colon := strings.IndexByte(rest[:min(len(rest), 20)], ':')
	if colon <= 0 {
		return false
	}
	kind := filterKind(rest[:colon])
	if kind == "" {
		return false
	}
	value := rest[colon+1:]
	p.at += colon + 1
	if r, size := utf8.DecodeRuneInString(value); isQuotationMark(r) {
		if n := strings.IndexFunc(value[size:], isQuotationMark); n >= 0 {
			value = value[size : size+n]
			_, last := utf8.DecodeRuneInString(p.text[p.at+size+n:])
			p.at += size + n + last
			p.keep(kind, value, exclude)
			return true
		}
		value = value[size:]
		p.at += size
		p.open = p.at
	}
	if n := strings.IndexFunc(value, func(r rune) bool { return isBlank(r) || isQuotationMark(r) }); n >= 0 {
		value = value[:n]
	}
	p.at += len(value)
	p.keep(kind, value, exclude)
	return true
}

// keep notes a filter, once.
func (p *parser) keep(kind, value string, exclude bool) {
	list := &p.filters
	if exclude {
		list = &p.barred
	}
	value = strings.TrimSpace(value)
	if value == "" || len(*list) == maxFilters {
		return
	}
	for _, f := range *list {
		if f.Kind == kind && f.Value == value {
			return
		}
	}
	*list = append(*list, Filter{Kind: kind, Value: value, Name: value})
}

// isBlank reports whether r stands between the tokens of a query.
func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

func isQuotationMark(r rune) bool {
	switch r {
	case '"', '«', '»', '“', '”', '„', '‟', '＂':
		return true
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// cut returns the first n characters of text.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
