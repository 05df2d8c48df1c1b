// Benchsearch measures our search beside Pagefind and MiniSearch: the same
// articles, the same queries, the same Chromium, one run. It prints tables in
// Markdown and says on standard error what it is doing.
//
//	make bench-search [ARTICLES=dir] [QUERIES=file] [BENCH=flags]
//	go run ./cmd/benchsearch [flags]
//
// Run it in the root folder of the module, after "make build". It needs Chromium
// and npm ("make tools" installs them) and installs the peers into
// cmd/benchsearch/peers by its lock file. With no arguments it measures the
// built-in library, which takes two minutes. 5,000 articles take about ten.
//
// # Queries
//
// A query a line, three fields separated by tabs, under a head:
//
//	class	query	path
//	exact	ресурса диалогового	docs/mfc/creating-the-dialog-resource.md
//
// The path is that of the right article in the folder; a fourth field may give a
// grade, and lines with the same class and query are one query with several
// right articles. Without a file queries are made of the articles, always the
// same for the same articles, -seed and -number:
//
//	exact           2 words of a title, else 3, else 1, that are together in no other title
//	inflected       the same in other forms of a dictionary
//	typo            exact with one mistake in the longest word: the letter of a
//	                neighbouring key, two letters changed about, or one left out
//	inflected-typo  the same of inflected
//	yo              exact with ё typed as е
//	layout          the keys of exact, pressed in the other layout, Russian or English
//	prefix          exact with its last word cut to 60 %
//	phrase          4 or 5 words side by side in one article only
//
// A class has fewer queries than -number where titles give no more. The forms
// come from the dictionary of OpenCorpora (npm package az), or a file with a
// word and its forms a line (-paradigms).
//
// # What is measured
//
// Relevance: MRR@10 (one over the place of the right article) and Recall@10, the
// peers in Chromium, ours by "lectern search --queries", whose engine is the
// same; a sample in Chromium shows that it is. Pagefind searches in the language
// of its page, which is that of the right article.
//
// Bytes: bodies as sent, compressed, counted by the server, so that those a
// worker fetches count; headers are left out. "Before" is what focusing the
// search field fetches, "first" that and a first query with 5 results shown,
// both the median of 5 visits with nothing cached; "further" the mean of 20
// queries after it. The peers' own code is in these, and told apart in
// "program"; ours is loaded with the page's other tools and is not, "program"
// tells what the engine adds to them. Pages that ours fetches for excerpts are in. "Index" is all a browser may fetch to
// search, compressed.
//
// Times are noisy: compare them within one run only. "Local" and "slow" are from
// the focus to 5 results shown, on a fast and a slow line (40 ms to the first
// byte, 10 Mbit/s shared), the code of ours running and rehearsed, as it is once
// the page has been idle, that of the peers still to load, as readers have them. Keystrokes are every prefix of 30 queries of all
// classes, without excerpts and drawing: as they come, and all again when nothing
// is left to fetch, each the best of three. The dialog's row is the real interface, with its
// pause in typing, drawing and 8 results. Memory is what page and workers hold
// more after 20 queries than before search was touched.
//
// "Build" is the index alone from articles read from disk (Pagefind: from pages
// with nothing around the text); "site" is "lectern build" as a whole, pages and
// index. The time of all processors is told beside that of the clock, for it
// hardly changes with what else a machine does. Peak memory is told on Linux.
//
// # Judged sets
//
// Sets that people judged are read from folders that their authors publish, none
// of which is here: -kazqad (KazQAD: Kazakh questions, validation), -arcd (ARCD:
// Arabic questions about paragraphs), -headlines (a folder with files/ and
// derived-headlines.tsv: headline, file). Judgments of passages that a set
// leaves out are left out.
//
// # Peers
//
// Pagefind indexes plain pages with data-pagefind-body, as it does by default.
// MiniSearch indexes titles and texts with the Russian and English stemmers of
// @orama/stemmers, ё as е, and asks with boost 2 for titles, prefix and fuzzy
// 0.2. A peer that fails is told as failed; nothing is made up for it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt does not wait for the step at hand
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

const usage = `Benchsearch measures our search beside Pagefind and MiniSearch and prints tables
in Markdown. Run it in the root folder of the module, after "make build".

  go run ./cmd/benchsearch                                      the built-in library, generated queries
  go run ./cmd/benchsearch -articles DIR -queries FILE          any folder; a line is class, query, path, by tabs
  go run ./cmd/benchsearch -articles DIR -generate FILE         only make queries
  go run ./cmd/benchsearch -parts judged -kazqad DIR -arcd DIR  only sets that people judged

"go doc ./cmd/benchsearch" tells what each figure is.

Flags:
`

// options are the command line.
type options struct {
	articles, queries        string
	generate, not, paradigms string
	number                   int
	seed                     uint64
	peers, parts             string
	lectern, keep            string
	kazqad, arcd, headlines  string
	growth                   bool
	buildIndex               bool
}

func (o *options) flags(stderr io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("benchsearch", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&o.articles, "articles", "", "`folder` of articles; none is the built-in library")
	flags.StringVar(&o.queries, "queries", "", "`file` of queries; none makes them of the articles")
	flags.StringVar(&o.generate, "generate", "", "write the queries made of the articles to a `file`, \"-\" for standard output, and stop")
	flags.StringVar(&o.not, "without", "", "make no queries for the articles of this `file` of queries")
	flags.StringVar(&o.paradigms, "paradigms", "", "`file` with a word and its forms a line; none asks the dictionary among the peers")
	flags.IntVar(&o.number, "number", 200, "queries a class")
	flags.Uint64Var(&o.seed, "seed", 1, "another seed, other queries")
	flags.StringVar(&o.peers, "peers", "pagefind,minisearch", "`names` of those to measure beside ours")
	flags.StringVar(&o.parts, "parts", "relevance,cost,judged", "`parts` of the report; judged is for the sets given")
	flags.StringVar(&o.kazqad, "kazqad", "", "`folder` of KazQAD: information-retrieval/ and reading-comprehension/ somewhere below")
	flags.StringVar(&o.arcd, "arcd", "", "`folder` of ARCD: arcd.json somewhere below")
	flags.StringVar(&o.headlines, "headlines", "", "`folder` with derived-headlines.tsv and files/")
	flags.BoolVar(&o.growth, "growth", false, "also build the index of 1,000 to 50,000 articles, and publish one more")
	flags.StringVar(&o.lectern, "lectern", "bin/lectern", "the built `program`")
	flags.StringVar(&o.keep, "keep", "", "work in this new `folder` and leave it; none is a temporary one")
	flags.BoolVar(&o.buildIndex, "build-index", false, "for this program itself: do the job on standard input")
	return flags
}

// run carries out one command line and returns the exit status: 0 fine, 1 the
// job could not be done, 2 wrong use.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var opts options
	flags := opts.flags(stderr)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err == nil && flags.NArg() > 0:
		fmt.Fprintf(stderr, "benchsearch: no argument but flags: %q\n", flags.Args())
		return 2
	case err != nil:
		return 2
	}
	if opts.buildIndex {
		err = buildIndex(stdin, stdout)
	} else {
		start := time.Now()
		b := bench{options: opts, out: stdout, say: func(format string, args ...any) {
			fmt.Fprintf(stderr, "%5.0f s  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
		}}
		err = b.run(ctx)
	}
	if err != nil {
		fmt.Fprintln(stderr, "benchsearch:", err)
		return 1
	}
	return 0
}

// wants reports whether a comma-separated list has a name.
func wants(list, name string) bool {
	for part := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(part) == name {
			return true
		}
	}
	return false
}
