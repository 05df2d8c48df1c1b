package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lectern/content"
	"lectern/web/browsertest"
)

// askOurs answers the queries by "lectern search --queries": the engine a
// browser has, without the browser.
func askOurs(ctx context.Context, lectern, site string, queries []query) ([][]string, error) {
	var lines strings.Builder
	for _, q := range queries {
		lines.WriteString(strings.NewReplacer("\t", " ", "\n", " ").Replace(q.Text) + "\n")
	}
	out, _, err := runChild(ctx, "", lines.String(), lectern, "search", "--site", site, "--queries", "-", "--limit", fmt.Sprint(depth))
	if err != nil {
		return nil, err
	}
	var all [][]string
	scanner := bufio.NewScanner(bytes.NewReader(out))
	scanner.Buffer(nil, 16<<20)
	for scanner.Scan() {
		var answer struct {
			Results []struct{ Source string }
		}
		if err := json.Unmarshal(scanner.Bytes(), &answer); err != nil {
			return nil, fmt.Errorf("lectern search --queries: %w", err)
		}
		var found []string
		for _, r := range answer.Results {
			found = append(found, r.Source)
		}
		all = append(all, found)
	}
	if len(all) != len(queries) {
		return nil, fmt.Errorf("lectern search --queries answered %d of %d queries", len(all), len(queries))
	}
	return all, scanner.Err()
}

// askInBrowser answers the queries by a contender in the browser, those of each
// language in a page of it.
func askInBrowser(browser *browsertest.Browser, m made, queries []query, langs map[string]content.Lang, say func(string, ...any)) (answers [][]string, err error) {
	answers = make([][]string, len(queries))
	groups := map[content.Lang][]int{}
	var order []content.Lang
	for i, q := range queries {
		var lang content.Lang
		if m.contender.languages() != nil {
			lang = langOf(q, langs)
		}
		if groups[lang] == nil {
			order = append(order, lang)
		}
		groups[lang] = append(groups[lang], i)
	}
	err = onStage(func(s *stage) {
		_, address := m.contender.serve(s)
		for _, lang := range order {
			var texts []string
			for _, i := range groups[lang] {
				texts = append(texts, queries[i].Text)
			}
			v := m.contender.open(s, browser, address, lang)
			for at, a := range askAll(v, texts, depth, true, func(done int) { say("%s: %d of %d queries", m.name, done, len(texts)) }) {
				answers[groups[lang][at]] = a.Sources
			}
		}
	})
	return answers, err
}

// langOf returns the language of a query's right article.
func langOf(q query, langs map[string]content.Lang) content.Lang {
	var sources []string
	for source := range q.Right {
		sources = append(sources, source)
	}
	return langs[slices.Min(sources)]
}

// same returns how many of two lists of answers are equal.
func same(a, b [][]string) int {
	n := 0
	for i := range a {
		if slices.Equal(a[i], b[i]) {
			n++
		}
	}
	return n
}
