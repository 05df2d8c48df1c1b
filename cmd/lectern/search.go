package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lectern/content"
	"lectern/content/language"
	"lectern/content/search"
)

func newSearchCommand() *cobra.Command {
	var dist, lang, queries string
	var limit int
	var asJSON, verbatim bool
	cmd := &cobra.Command{
		Use:   "search [QUERY]",
		Short: "Search a built site",
		Long: `Search asks the index of a built site with the engine that readers have in
their browsers. --queries reads a query a line (what stands after a tab is left
out) and answers one JSON object a line, in the same order.`,
		Example: `  lectern search "таможенные службы" --site dist
  lectern search alifbo --site dist --lang uz --json
  lectern search --site dist --queries queries.tsv > results.jsonl`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			tag, ok := language.Parse(lang)
			switch {
			case lang != "" && !ok:
				return usageError{fmt.Errorf("--lang %q is not a language tag such as ru, uz or uz-Cyrl", lang)}
			case (len(args) == 1) == (queries != ""):
				return usageError{errors.New("search: give either a query or --queries")}
			case len(args) == 1 && strings.TrimSpace(args[0]) == "":
				return usageError{errors.New("search: the query is empty")}
			case limit < 1:
				return usageError{fmt.Errorf("--limit %d: want 1 or more", limit)}
			}
			root, err := os.OpenRoot(dist)
			if err != nil {
				return usageError{fmt.Errorf("--site: %w", err)}
			}
			defer root.Close()
			if _, err := root.Stat(search.ManifestName); err != nil {
				return usageError{fmt.Errorf("--site %s: no search index, %s, there: build the site first", dist, search.ManifestName)}
			}
			s := searcher{
				engine: search.NewEngine(func(_ context.Context, name string) ([]byte, error) { return root.ReadFile(fileOf(name)) }),
				// Pages on a disk cost little: a quoted phrase is looked for until there are enough.
				query: search.Query{Only: tag, Lang: tag, Limit: limit, Verbatim: verbatim, Sources: true, Seen: limit},
				out:   cmd.OutOrStdout(),
				json:  asJSON || queries != "",
			}
			if queries == "" {
				return s.answer(cmd.Context(), args[0])
			}
			return s.answerAll(cmd.Context(), queries, cmd.InOrStdin())
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&dist, "site", "dist", "folder of the built site")
	flags.StringVar(&lang, "lang", "", "only articles in this language")
	flags.StringVar(&queries, "queries", "", `file with a query a line, "-" for standard input`)
	flags.IntVar(&limit, "limit", 10, "results a query")
	flags.BoolVar(&verbatim, "verbatim", false, "answer the words as typed: correct nothing")
	flags.BoolVar(&asJSON, "json", false, "one JSON object a line")
	return cmd
}

// fileOf returns the file of a built site that a server answers an address with.
func fileOf(name string) string {
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}

// A searcher answers queries in one form.
type searcher struct {
	engine *search.Engine
	query  search.Query
	out    io.Writer
	json   bool
}

// answerAll answers every line of a file.
func (s searcher) answerAll(ctx context.Context, file string, stdin io.Reader) error {
	in := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return usageError{fmt.Errorf("--queries: %w", err)}
		}
		defer f.Close()
		in = f
	}
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	s.out = out
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			text, _, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
			if err := s.answer(ctx, strings.TrimPrefix(text, "\ufeff")); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return out.Flush()
		}
		if err != nil {
			return fmt.Errorf("--queries: %w", err)
		}
	}
}

// answerJSON is an answer as other programs read it.
type answerJSON struct {
	Query       string        `json:"query"`
	Answered    string        `json:"answered,omitempty"` // when it is not the query typed
	Why         search.Reason `json:"why,omitempty"`
	Missing     []string      `json:"missing,omitempty"`
	Suggestions []string      `json:"suggestions,omitempty"`
	Total       int           `json:"total"`
	Partial     bool          `json:"partial,omitempty"` // more articles may have a quoted phrase
	Results     []resultJSON  `json:"results"`
	Filters     []filterJSON  `json:"filters,omitempty"`
	Facets      []facetJSON   `json:"facets,omitempty"`
}

type filterJSON struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
	Name  string `json:"name"`
	Known bool   `json:"known"`
}

type facetJSON struct {
	Kind   string           `json:"kind"`
	Values []facetValueJSON `json:"values"`
}

type facetValueJSON struct {
	Value  string `json:"value"`
	Name   string `json:"name"`
	Count  int    `json:"count"`
	Chosen bool   `json:"chosen,omitempty"`
}

type resultJSON struct {
	Path    string       `json:"path"`
	Title   string       `json:"title"`
	Lang    content.Lang `json:"lang"`
	Score   float64      `json:"score"`
	Source  string       `json:"source"`
	Excerpt string       `json:"excerpt"`
	Date    string       `json:"date,omitempty"`
}

// answer answers one query.
func (s searcher) answer(ctx context.Context, text string) error {
	q := s.query
	q.Text = text
	found, err := s.engine.Search(ctx, q)
	if err != nil {
		return fmt.Errorf("search %q: %w", text, err)
	}
	if s.json {
		encoder := json.NewEncoder(s.out)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(asAnswer(found))
	}
	if found.Why != search.AsTyped {
		fmt.Fprintf(s.out, "Results for %s\n", found.Answered)
	}
	if len(found.Missing) > 0 {
		fmt.Fprintf(s.out, "No article has: %s\n", strings.Join(found.Missing, ", "))
	}
	if len(found.Suggestions) > 0 {
		fmt.Fprintf(s.out, "Try: %s\n", strings.Join(found.Suggestions, "; "))
	}
	soFar := ""
	if found.Partial {
		soFar = " so far; more may have the phrase"
	}
	fmt.Fprintf(s.out, "%s%s\n", count(found.Total, "article"), soFar)
	for _, r := range found.Results {
		if _, err := fmt.Fprintf(s.out, "\n%s\n  %s\n  %s\n", r.Title, r.Path, r.Excerpt); err != nil {
			return err
		}
	}
	return nil
}

// asAnswer puts results in the form for other programs.
func asAnswer(found search.Results) answerJSON {
	a := answerJSON{Query: found.Query, Answered: found.Answered, Why: found.Why, Missing: found.Missing,
		Suggestions: found.Suggestions, Total: found.Total, Partial: found.Partial, Results: []resultJSON{}}
	for _, r := range found.Results {
		a.Results = append(a.Results, resultJSON{r.Path, r.Title, r.Lang, r.Score, r.Source, r.Excerpt, r.Date})
	}
	for _, f := range found.Filters {
		a.Filters = append(a.Filters, filterJSON(f))
	}
	for _, f := range found.Facets {
		facet := facetJSON{Kind: f.Kind}
		for _, v := range f.Values {
			facet.Values = append(facet.Values, facetValueJSON(v))
		}
		a.Facets = append(a.Facets, facet)
	}
	return a
}
