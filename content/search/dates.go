package search

import (
	"context"
	"slices"
	"sort"
	"strconv"
	"strings"

	"lectern/content"
	"lectern/content/search/analysis"
	"lectern/content/search/index"
)

// Dates are written in many ways: 12.03.2026, 2026-03-12, 12 марта 2026, March 12,
// 2026, 2026-yil 12-mart. One finds the others: the number of the month stands for
// its name and the name for the number, 5 for 05, and the three words for articles
// of that day.

// dateWindow is the number of words that a date is written in, at most.
const dateWindow = 4

// monthNames are the months as dates have them, in the languages of the interface.
var monthNames = map[string]string{
	"ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	"uz": "yanvar fevral mart aprel may iyun iyul avgust sentyabr oktyabr noyabr dekabr",
	"en": "january february march april may june july august september october november december",
	"ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
	"fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
}

// monthOf returns the number of a month by its name in any language, 0 for none.
func monthOf(word string) int {
	for _, lang := range [...]content.Lang{"ru", "uz", "en", "ar", "fa"} {
		term := analysis.Term([]byte(word), lang)
		for i, name := range strings.Fields(monthNames[string(lang)]) {
			if analysis.Term([]byte(name), lang) == term {
				return i + 1
			}
		}
	}
	return 0
}

// number returns a number of one to four digits, -1 for another word.
func number(word string) int {
	if n, err := strconv.Atoi(word); err == nil && len(word) <= 4 && isDigit(word[0]) {
		return n
	}
	return -1
}

// dates finds the dates among the words of a query.
func (p *parser) dates() {
	for _, run := range slices.Clone(p.joined) {
		if len(run.words) != 3 {
			continue
		}
		day, month, year := run.words[0], run.words[1], run.words[2]
		if len(p.words[day].text) == 4 {
			day, year = year, day
		}
		m := number(p.words[month].text)
		if d := number(p.words[day].text); m > 12 && d <= 12 {
			day, month, m = month, day, d
		}
		p.date(day, month, year, m)
	}
	for month := range p.words {
		day, year := -1, -1
		for i := max(0, month-dateWindow+1); i < min(len(p.words), month+dateWindow-1); i++ {
			switch n := number(p.words[i].text); {
			case n >= 1000:
				year = i
			case n > 0 && n <= 31 && (i == month-1 || i == month+1):
				day = i
			}
		}
		if day >= 0 && year >= 0 && number(p.words[month].text) < 0 {
			p.date(day, month, year, monthOf(p.words[month].text))
		}
	}
}

// date notes that three words are a date, if they can be.
func (p *parser) date(day, month, year, m int) {
	d, y := number(p.words[day].text), number(p.words[year].text)
	words := []int{day, month, year}
	if y < 1000 || m < 1 || m > 12 || d < 1 || d > 31 || slices.ContainsFunc(words, func(i int) bool {
		return p.words[i].exclude || p.words[i].phrase > 0 || p.words[i].day != ""
	}) {
		return
	}
	written := strconv.Itoa(y) + "-" + twoDigits(m) + "-" + twoDigits(d)
	for _, i := range words {
		p.words[i].day = written
	}
	p.words[month].month = m
	p.joined = slices.DeleteFunc(p.joined, func(run run) bool { return slices.Contains(run.words, month) })
	p.joined = append(p.joined, run{words, written})
}

func twoDigits(n int) string { return strconv.Itoa(100 + n)[1:] }

// dated adds what else stands for a word of a date.
func (w *wanted) dated(lang content.Lang) {
	n := number(w.text)
	if names := strings.Fields(monthNames[lang.Base()]); w.month > 0 && len(names) > 0 {
		w.Kin = append(w.Kin, analysis.Term([]byte(names[w.month-1]), lang))
	}
	if w.month > 0 {
		n = w.month
	}
	if n > 31 {
		return // a year
	}
	two := twoDigits(n)
	for _, digits := range []string{two, strings.TrimPrefix(two, "0")} {
		if digits != w.text && (w.month == 0 || digits == two) {
			w.Kin = append(w.Kin, digits)
		}
	}
}

// onDay returns the articles of a day, "2026-03-12".
func (ed *edition) onDay(ctx context.Context, day string) (docs []uint32, failed error) {
	dateOf := func(doc int) string {
		shown, err := ed.Shown(ctx, []uint32{uint32(doc)})
		if err != nil {
			failed = err
			return ""
		}
		return shown[0].Date
	}
	for _, y := range ed.Years() {
		if y.Year != number(day[:4]) {
			continue
		}
		first := y.First + sort.Search(y.Docs, func(i int) bool { return dateOf(y.First+i) >= day })
		for ; first < y.First+y.Docs && failed == nil && dateOf(first) == day; first++ {
			docs = append(docs, uint32(first))
		}
	}
	return docs, failed
}

// addDay adds the articles of the day that a word is part of.
func (l *lookup) addDay(ctx context.Context, ed *edition, day string) error {
	docs, err := ed.onDay(ctx, day)
	if len(docs) > 0 {
		l.terms = append(l.terms, weightedTerm{index.Postings{Term: day, Docs: docs, Info: make([]index.Info, len(docs))}, kinWeight})
	}
	return err
}

// hasDate reports whether the words of a date stand together in a text.
func (m *matcher) hasDate(text string, words []int) bool {
	var date []wanted
	for _, i := range words {
		if !slices.ContainsFunc(date, func(w wanted) bool { return w.text == m.words[i].text }) {
			date = append(date, m.words[i])
		}
	}
	seen := make([]int, len(date)) // where each was last, from 1
	for _, found := range newMatcher(date, m.lang).matches(text) {
		seen[found.word] = found.position + 1
		if slices.Min(seen) > max(0, found.position+1-dateWindow) {
			return true
		}
	}
	return false
}

// onDay reports whether an article is of the day that a run is.
func (r *reading) onDay(s *session, h *hit, run run) bool {
	if run.day == "" {
		return false
	}
	return slices.ContainsFunc(r.found[slices.Index(s.editions, h.edition)][run.words[0]].terms, func(t weightedTerm) bool {
		_, has := slices.BinarySearch(t.Docs, h.doc)
		return has && t.Term == run.day
	})
}
