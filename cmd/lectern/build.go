package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lectern/content/site"
)

func newBuildCommand() *cobra.Command {
	var out, baseURL string
	var strict, drafts, precompress, noCards, noWorker bool
	cmd := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Write a static site",
		Long: `Build writes the site of a folder into another, for any static host.

The site is made beside the target and put in its place in one step: a build
that fails or is stopped leaves what was there. A folder that lectern did not
make is never overwritten.

Readers can keep the site and read it offline. Should a release go wrong,
--no-worker writes a sw.js that ends what browsers keep of the site; the reader's
own bookmarks, notes and settings stay.

What hosts must send beside the files is written too: _headers, and for nginx and
Caddy files in .lectern/ to be included.

An article whose date, or publishDate where it has one, is to come is held back,
and named; build again when its time has come. The time is that of the clock, or
of SOURCE_DATE_EPOCH.

Problems in the content are printed and do not stop the build; with --strict
they make the exit status 1 and the old site stays.`,
		Example: `  lectern build articles
  lectern build articles --out public --base-url https://news.example/library/
  lectern build articles --strict && rsync -a --delete dist/ host:/srv/www/`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := openSource(args)
			if err != nil {
				return err
			}
			if baseURL, err = checkBaseURL(baseURL); err != nil {
				return err
			}
			if out == "" {
				return usageError{errors.New("--out: name a folder")}
			}
			return runBuild(cmd, src, out, strict, makeOptions{baseURL: baseURL, once: true, drafts: drafts, compress: precompress, noCards: noCards, noWorker: noWorker})
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&out, "out", "o", "dist", "folder to write")
	flags.StringVar(&baseURL, "base-url", "", `address of the site, "https://host/path/", or only its path`)
	flags.BoolVar(&strict, "strict", false, "fail when the content has problems")
	flags.BoolVar(&drafts, "drafts", false, "include drafts, and articles whose time is to come")
	flags.BoolVar(&noCards, "no-cards", false, "leave out the pictures that are shown where an article is linked to (cards: false in lectern.yaml)")
	flags.BoolVar(&noWorker, "no-worker", false, "end the service worker of an earlier build: readers keep nothing for reading offline")
	flags.BoolVar(&precompress, "precompress", false, "write .br and .gz copies for hosts that serve them")
	return cmd
}

func runBuild(cmd *cobra.Command, src source, out string, strict bool, opts makeOptions) error {
	if src.dir != "" && within(out, src.dir) {
		return usageError{fmt.Errorf("--out %s would replace the folder of articles", out)}
	}
	staging, err := site.NewStaging(out)
	if err != nil {
		return err
	}
	defer staging.Abort()
	defer keepRoom()()

	bar := newProgress(cmd.ErrOrStderr(), "reading")
	opts.progress = bar.update
	m, err := newMaker(src, opts)
	if err != nil {
		return err
	}
	result, err := m.make(cmd.Context(), staging)
	bar.finish()
	if err != nil {
		return err
	}
	for _, p := range result.lib.Problems {
		fmt.Fprintln(cmd.ErrOrStderr(), p)
	}
	if len(result.lib.Articles) == 0 {
		return fmt.Errorf("%s has no articles, so %s stays as it is: put .md, .markdown or .txt files into it", src, out)
	}
	problems := len(result.lib.Problems)
	if strict && problems > 0 {
		fmt.Fprintf(cmd.OutOrStdout(), "%s left as it was: %s\n", out, count(problems, "problem"))
		return errProblems
	}
	vanished := staging.Vanished()
	if err := staging.Commit(); err != nil {
		return err
	}
	tellVanished(cmd.ErrOrStderr(), vanished)
	tellHeld(cmd.ErrOrStderr(), result.lib.Held, result.drafts)
	if !strings.Contains(m.baseURL, "://") {
		fmt.Fprintln(cmd.ErrOrStderr(), "The site does not know its address: canonical links carry no host, and there are no sitemap, no feeds and no pictures for links to it (--base-url, or base_url in lectern.yaml).")
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %s in %s, %s, %s in %.1f s, %s\n", out,
		count(len(result.lib.Articles), "article"), count(len(result.lib.Languages), "language"),
		count(result.stats.Pages, "page"), size(result.stats.Bytes), result.seconds, count(problems, "problem"))
	return nil
}

// vanishedShown is how many of the articles that are gone build names.
const vanishedShown = 20

// tellVanished names articles of the site before that are no more: partners may
// show them, and readers' links lead there.
func tellVanished(out io.Writer, paths []string) {
	if len(paths) == 0 {
		return
	}
	named := strings.Join(paths[:min(len(paths), vanishedShown)], ", ")
	if more := len(paths) - vanishedShown; more > 0 {
		named += fmt.Sprintf(" and %d more", more)
	}
	fmt.Fprintf(out, "Gone since the last build: %s.\nWhere one has another address now, give the old one as an alias; where it was removed, list it under gone in lectern.yaml.\n", named)
}

// within reports whether path is dir or lies in it, links followed.
func within(dir, path string) bool {
	d, err1 := real(dir)
	p, err2 := real(path)
	if errors.Join(err1, err2) != nil {
		return false
	}
	rel, err := filepath.Rel(d, p)
	return err == nil && filepath.IsLocal(rel)
}

// real returns the absolute path without links; what does not exist yet stands
// in the real folder around it.
func real(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	resolved, err := filepath.EvalSymlinks(abs)
	if err == nil || abs == filepath.Dir(abs) {
		return resolved, err
	}
	dir, err := real(filepath.Dir(abs))
	return filepath.Join(dir, filepath.Base(abs)), err
}
