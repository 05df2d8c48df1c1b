package library

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lectern/content"
)

// brokenAnchors checks the links to places within pages, once all pages are
// rendered. A browser compares ids letter by letter, so a difference in
// capitals or in Unicode form is a broken link too; the hint names the id.
func brokenAnchors(pages []*page, done []*rendered) []content.Problem {
	byAddr := make(map[string]int, len(pages))
	for i, p := range pages {
		byAddr[p.addr] = i
	}
	ids := make([]map[string]bool, len(pages))
	var problems []content.Problem
	for i, d := range done {
		if d.doc == nil {
			continue
		}
		for _, f := range d.doc.Fragments {
			at := i
			if f.Page != "" {
				var ok bool
				if at, ok = byAddr[f.Page]; !ok {
					continue
				}
			}
			target := done[at].doc
			if target == nil {
				continue
			}
			if ids[at] == nil {
				ids[at] = make(map[string]bool, len(target.Anchors))
				for _, id := range target.Anchors {
					ids[at][id] = true
				}
			}
			if ids[at][f.ID] {
				continue
			}
			where := "this article"
			if at != i {
				where = pages[at].path
			}
			problems = append(problems, content.Problem{
				File: pages[i].path, Line: f.Line, Column: f.Column, Kind: "broken-anchor",
				Message: fmt.Sprintf("there is no place %q in %s", "#"+short(f.ID), where),
				Hint:    anchorHint(f.ID, target.Anchors),
			})
		}
	}
	return problems
}

func anchorHint(id string, anchors []string) string {
	plain := strings.ToLower(norm.NFC.String(id))
	for _, anchor := range anchors {
		if strings.ToLower(norm.NFC.String(anchor)) == plain {
			return "write #" + anchor
		}
	}
	if near, ok := nearest(id, anchors); ok {
		return "did you mean #" + near + "?"
	}
	return "places are headings: their words in small letters, joined by hyphens"
}
