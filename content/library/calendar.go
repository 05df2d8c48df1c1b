package library

import (
	"cmp"
	"slices"
	"time"
)

// A calendar tells which dates are to come.
type calendar struct {
	now    time.Time
	zone   *time.Location // of dates that name none
	slack  time.Duration  // how long before their date those may be shown
	future bool           // a date to come holds nothing back
}

// earliest is how much sooner than in UTC a day begins where it begins first
// (Kiribati).
const earliest = 14 * time.Hour

func newCalendar(config Config, now time.Time) calendar {
	cal := calendar{now: now, zone: time.UTC, slack: earliest, future: config.Future}
	if config.Timezone != "" {
		if zone, err := time.LoadLocation(config.Timezone); err == nil {
			cal.zone, cal.slack = zone, 0
		}
	}
	return cal
}

// after reports whether a date is to come; local ones name no zone.
func (c calendar) after(date time.Time, local bool) bool {
	if local {
		date = date.Add(-c.slack)
	}
	return date.After(c.now)
}

// over reports whether the article's time is over.
func (c calendar) over(s *source) bool {
	return !s.meta.Expiry.IsZero() && !c.now.Before(s.meta.Expiry)
}

// toCome reports whether the article's time is to come.
func (c calendar) toCome(s *source) bool {
	if !s.meta.Publish.IsZero() {
		return s.meta.Publish.After(c.now)
	}
	return !c.future && c.after(s.date, s.local("date"))
}

// held lists the articles whose time is to come, the next first.
func (c calendar) held(sources []*source) []Held {
	var held []Held
	for _, s := range sources {
		if s.failed || s.meta.Draft || c.over(s) || !c.toCome(s) {
			continue
		}
		until := s.meta.Publish
		if until.IsZero() {
			until = s.date
		}
		held = append(held, Held{Source: s.path, Until: until})
	}
	slices.SortFunc(held, func(a, b Held) int { return cmp.Or(a.Until.Compare(b.Until), cmp.Compare(a.Source, b.Source)) })
	return held
}

// local reports whether a date of the article names no zone; that of a file's
// name never does.
func (s *source) local(field string) bool {
	return slices.Contains(s.meta.Local, field) || field == "date" && s.meta.Date.IsZero()
}
