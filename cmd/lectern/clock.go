package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"lectern/content/library"
)

// clock returns what builds take the time from: SOURCE_DATE_EPOCH, in seconds
// since 1970, where it is set (https://reproducible-builds.org/specs/source-date-epoch/),
// so that the same folder gives the same site on any day.
func clock() (func() time.Time, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return time.Now, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil || seconds < 0 {
		return nil, usageError{fmt.Errorf("SOURCE_DATE_EPOCH is %q: want seconds since 1970", epoch)}
	}
	now := time.Unix(seconds, 0).UTC()
	return func() time.Time { return now }, nil
}

// heldShown is how many of the articles that are held back are named.
const heldShown = 10

// tellHeld names the articles whose time is to come; shown says that drafts are
// in the site.
func tellHeld(out io.Writer, held []library.Held, shown bool) {
	if len(held) == 0 {
		return
	}
	var named []string
	for _, h := range held[:min(len(held), heldShown)] {
		until := h.Until.Format(time.DateOnly)
		if h.Until.Hour() != 0 || h.Until.Minute() != 0 {
			until = h.Until.Format("2006-01-02 15:04 -0700")
		}
		named = append(named, fmt.Sprintf("%s (%s)", h.Source, until))
	}
	list := strings.Join(named, ", ")
	if more := len(held) - heldShown; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	if shown {
		fmt.Fprintf(out, "Shown as drafts, since their time is to come: %s.\n", list)
		return
	}
	fmt.Fprintf(out, "Held back until their time: %s.\nTo see them now, use --drafts; to show every date to come at once, write \"future: true\" in lectern.yaml.\n", list)
}
