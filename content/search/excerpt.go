package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content/search/analysis"
)

// excerptSize is the length of an excerpt in characters: two lines on a phone.
const excerptSize = 160

// excerpt returns the passage of an article that shows most of the query, and
// where the query's words are in it. Without any it is the summary.
func (m *matcher) excerpt(t *page) (string, []Span) {
	text := t.text
	matches := m.matches(text)
	if len(matches) == 0 {
		if text = t.summary; text == "" {
			text = t.text
		}
		matches = m.matches(text)
	}
	start, end := 0, 0
	if len(matches) > 0 {
		from, to := m.densest(text, matches)
		start, end = matches[from].Start, matches[to].End
	}
	start, end = widen(text, start, end)
	return m.piece(text, start, end, matches)
}

// densest returns the first and last match of the best passage: the most words
// of the query by rarity, words next to each other and words as typed first.
func (m *matcher) densest(text string, matches []match) (from, to int) {
	best := -1.0
	for i := range matches {
		var seen uint32
		worth := 0.0
		for j := i; j < len(matches) && j < i+maxWords; j++ {
			a := matches[j]
			// Characters are counted where bytes don't tell.
			if a.End-matches[i].Start > excerptSize-20 && utf8.RuneCountInString(text[matches[i].Start:a.End]) > excerptSize-20 {
				break
			}
			rarity := max(m.words[a.word].rarity, 0.1)
			if seen&(1<<a.word) == 0 {
				seen |= 1 << a.word
				worth += rarity
				if a.exact {
					worth += rarity / 4
				}
			} else {
				worth += rarity / 50
			}
			if j > i && follows(matches[j-1], a) {
				worth += rarity / 2
			}
			if worth > best+1e-9 {
				best, from, to = worth, i, j
			}
		}
	}
	// Words said again at its ends only take the room of what is around it.
	again := func(word int, in []match) bool {
		return slices.ContainsFunc(in, func(a match) bool { return a.word == word })
	}
	for from < to && again(matches[from].word, matches[from+1:to+1]) && !follows(matches[from], matches[from+1]) {
		from++
	}
	for from < to && again(matches[to].word, matches[from:to]) && !follows(matches[to-1], matches[to]) {
		to--
	}
	return from, to
}

// follows reports whether two words follow each other as in the query.
func follows(a, b match) bool { return b.position == a.position+1 && b.word > a.word }

// widen grows a passage to the size of an excerpt: back to the start of its
// sentence if that is near, then forward, both to the edges of words.
func widen(text string, start, end int) (int, int) {
	room := excerptSize - utf8.RuneCountInString(text[start:end])
	back := start
	for at, n := start, 0; at > 0 && n < room/2; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if isSentenceEnd(r) && at < len(text) && unicode.IsSpace(analysis.First(text[at:])) || r == '\n' {
			back = at
			break
		}
		at -= size
		if unicode.IsSpace(r) || analysis.IsUnspaced(r) {
			back = at
		}
		if at == 0 {
			back = 0
		}
	}
	room -= utf8.RuneCountInString(text[back:start])
	forth := end
	for at, n := end, 0; at < len(text) && n <= room; n++ {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) || analysis.IsUnspaced(r) {
			forth = at
		}
		at += size
		if at == len(text) {
			forth = at
		}
	}
	if forth == end && room > 0 && end < len(text) && start == end {
		forth = end + len(cut(text[end:], room)) // one endless word
	}
	return back, forth
}

func isSentenceEnd(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '؟', '！', '？':
		return true
	}
	return false
}

// piece cuts a passage out, on one line, with dots where the text goes on.
func (m *matcher) piece(text string, start, end int, matches []match) (string, []Span) {
	for start < end && unicode.IsSpace(analysis.First(text[start:])) {
		start += len(cut(text[start:], 1))
	}
	end = start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))
	var b strings.Builder
	if start > 0 {
		b.WriteString("… ")
	}
	shift := start - b.Len()
	b.WriteString(flat(text[start:end]))
	if end < len(text) {
		b.WriteString(" …")
	}
	var inside []match
	for _, a := range matches {
		if a.Start >= start && a.End <= end {
			a.Start, a.End = a.Start-shift, a.End-shift
			inside = append(inside, a)
		}
	}
	return b.String(), spans(inside)
}

// flat makes a text one line, byte for byte, so that positions stay.
func flat(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r', '\t':
			return ' '
		}
		return r
	}, text)
}
