package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"lectern/content/search/index"
)

// Our index is also built by itself, in a process of its own that this program
// starts ("-build-index"), so that time and memory can be told from those of
// pages: it reads the same lines as the peers' builders.

// An indexJob is what such a process does, given on its standard input.
type indexJob struct {
	Articles string // file of writeArticles
	Out      string // folder for the index; "" for none
	Number   int    // articles to index: fewer than there are, or repeats with other addresses; 0 for all
	Publish  bool   // then publish one more, and tell what changed
}

// An indexResult is what it found, printed as JSON.
type indexResult struct {
	Articles int
	Bytes    int64            // what a browser may fetch
	Kinds    map[string]int64 // bytes by kind of file
	Changed  int64            // bytes a reader with the old index fetches of the new one at most
	Files    int              // files that changed
}

// buildIndex does a job.
func buildIndex(in io.Reader, out io.Writer) error {
	var job indexJob
	if err := json.NewDecoder(in).Decode(&job); err != nil {
		return err
	}
	b := index.NewBuilder()
	last, n, err := addAll(b, job)
	if err != nil {
		return err
	}
	before, kinds := map[string]bool{}, map[string]int64{}
	result := indexResult{Articles: n, Kinds: kinds}
	err = b.Write(func(name string, data []byte) error {
		before[name] = true
		kinds[kindOf(name)] += int64(len(data))
		if fetched(name) {
			result.Bytes += int64(len(data))
		}
		if job.Out == "" {
			return nil
		}
		file := filepath.Join(job.Out, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, data, 0o644)
	})
	if err == nil && job.Publish {
		last.Path, last.Source = "/"+string(last.Lang)+"/published/", "published.md"
		last.Title += " 2"
		last.Date = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
		b.Add(index.Doc(last))
		err = b.Write(func(name string, data []byte) error {
			if fetched(name) && (!before[name] || name == index.ManifestName) {
				result.Changed += int64(len(data))
				result.Files++
			}
			return nil
		})
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(result)
}

// addAll hands the articles to the builder from all processors, reading them as
// they are taken, and returns one of them and their number.
func addAll(b *index.Builder, job indexJob) (article, int, error) {
	var one article
	work := make(chan article, 8)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for a := range work {
				b.Add(index.Doc(a))
			}
		})
	}
	n := 0
	for round := 0; ; round++ {
		start := n
		err := eachArticle(job.Articles, func(a article) bool {
			if job.Number > 0 && n == job.Number {
				return false
			}
			if round > 0 { // a repeat, with an address of its own
				a.Path = fmt.Sprintf("%s%d/", a.Path, round)
				a.Source = fmt.Sprintf("%s.%d", a.Source, round)
				a.Title = fmt.Sprintf("%s %d", a.Title, round)
			}
			if n == 0 {
				one = a
			}
			work <- a
			n++
			return true
		})
		if err != nil || n >= job.Number || n == start {
			close(work)
			wait.Wait()
			return one, n, err
		}
	}
}

// eachArticle reads a file of writeArticles until take returns false.
func eachArticle(name string, take func(article) bool) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	enough := fmt.Errorf("enough")
	err = readArticles(f, func(a article) error {
		if !take(a) {
			return enough
		}
		return nil
	})
	if err == enough {
		return nil
	}
	return err
}

// kindOf returns the part of an index file's name before its hash, "terms" of
// "library/terms.0a1b2c3d.bin".
func kindOf(name string) string {
	kind, _, _ := strings.Cut(strings.TrimPrefix(name, "library/"), ".")
	return kind
}

// fetched reports whether a browser may fetch a file of the index: what only
// the command line reads is not carried to any reader.
func fetched(name string) bool { return kindOf(name) != "sources" }

// runIndexJob does a job in a process of its own.
func runIndexJob(ctx context.Context, job indexJob) (indexResult, cost, error) {
	var result indexResult
	self, err := os.Executable()
	if err != nil {
		return result, cost{}, err
	}
	if job.Articles, err = filepath.Abs(job.Articles); err != nil {
		return result, cost{}, err
	}
	work, err := json.Marshal(job)
	if err != nil {
		return result, cost{}, err
	}
	out, took, err := runChild(ctx, "", string(work), self, "-build-index")
	if err != nil {
		return result, took, err
	}
	return result, took, json.Unmarshal(out, &result)
}
