package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/andybalholm/brotli"

	"lectern/content"
	"lectern/web/browsertest"
	"lectern/web/server"
)

// benchPath is under what the bench's own files are served beside the site;
// they are not counted.
const benchPath = "/_bench/"

// ours is our engine: the site as built, and the harness beside it.
type ours struct {
	site    string // folder of the built site
	harness []byte // the engine alone, for the browser
	loader  []byte // wasm_exec.js
	sources map[string]string

	current *talk
}

func (o *ours) languages() []content.Lang { return nil }

// makeOurs builds the site of dir, "" for the built-in library, the index alone
// from the file of articles, and the harness.
func makeOurs(ctx context.Context, lectern, dir, file, work string, articles []article) (made, error) {
	o := &ours{site: filepath.Join(work, "site"), sources: map[string]string{}}
	for i := range articles {
		o.sources[articles[i].Path] = articles[i].Source
	}
	m := made{contender: o}
	args := []string{"build", "--out", o.site}
	if dir != "" {
		args = append(args, dir)
	}
	var err error
	if _, m.whole, err = runChild(ctx, "", "", lectern, args...); err != nil {
		return made{}, err
	}
	result, took, err := runIndexJob(ctx, indexJob{Articles: file})
	if err != nil {
		return made{}, err
	}
	m.build, m.index = took, result.Bytes
	return m, o.buildHarness(ctx, work)
}

// buildHarness builds the engine alone for the browser.
func (o *ours) buildHarness(ctx context.Context, work string) error {
	var err error
	if o.harness, err = harness(ctx, work, ""); err != nil {
		return err
	}
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	o.loader, err = os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	return err
}

// harness builds the harness for the browser with a build tag.
func harness(ctx context.Context, work, tag string) ([]byte, error) {
	program := filepath.Join(work, "harness"+tag+".wasm")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-tags", tag, "-o", program, "./cmd/benchsearch/harness")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build the harness: %w\n%s", err, out)
	}
	return os.ReadFile(program)
}

// added returns how many bytes the engine adds to a program that fetches, reads
// JSON and makes addresses already: what the reader's tools do without it.
func (o *ours) added(ctx context.Context, work string) (int64, error) {
	bare, err := harness(ctx, work, "bare")
	if err != nil {
		return 0, err
	}
	return brotliSize(o.harness) - brotliSize(bare), nil
}

// brotliSize returns the size of a program as hosts send it.
func brotliSize(data []byte) int64 {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	w.Write(data) // into memory: neither fails
	w.Close()
	return int64(out.Len())
}

func (o *ours) serve(s *stage) (*line, string) {
	site, err := server.New(server.Options{Dir: o.site})
	s.check(err)
	s.Cleanup(site.Close)
	mux := http.NewServeMux()
	mux.Handle("/", site)
	file := func(kind string, data []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Write(data)
		}
	}
	mux.HandleFunc(benchPath+"harness.wasm", file("application/wasm", o.harness))
	mux.HandleFunc(benchPath+"wasm_exec.js", file("text/javascript; charset=utf-8", o.loader))
	mux.HandleFunc(benchPath+"start.js", file("text/javascript; charset=utf-8", []byte(startScript)))
	mux.HandleFunc(benchPath+"{$}", file("text/html; charset=utf-8", []byte(harnessPage)))
	mux.HandleFunc(benchPath+"next", func(w http.ResponseWriter, r *http.Request) { o.current.next(w, r) })
	return serve(s, mux)
}

const harnessPage = `<!doctype html>
<title>Lectern's engine</title>
<link rel="icon" href="data:,">
<script src="wasm_exec.js"></script>
<script src="start.js"></script>
`

const startScript = `const go = new Go();
WebAssembly.instantiateStreaming(fetch("harness.wasm"), go.importObject).then(({instance}) => {
  window.wasmBytes = () => instance.exports.mem.buffer.byteLength;
  go.run(instance);
});
`

func (o *ours) open(s *stage, browser *browsertest.Browser, address string, lang content.Lang) session {
	t := &talk{commands: make(chan command), answers: make(chan told), stage: s, sources: o.sources, lang: lang}
	o.current = t
	t.page = browser.Tab(s, browsertest.Desktop)
	t.page.Open(address + benchPath)
	t.wait() // its first question
	return t
}

// A talk is a session with the harness: it asks what to do, over and over.
type talk struct {
	page     *browsertest.Tab
	stage    *stage
	lang     content.Lang
	sources  map[string]string
	commands chan command
	answers  chan told
}

// See the harness for these.
type command struct {
	Do    string       `json:"do"`
	Texts []string     `json:"texts"`
	Lang  content.Lang `json:"lang"`
	Limit int          `json:"limit"`
}

type told struct {
	Error   string  `json:"error"`
	Answers []reply `json:"answers"`
}

// next takes the harness's last answer and gives it the next command.
func (t *talk) next(w http.ResponseWriter, r *http.Request) {
	var answer told
	if err := json.Unmarshal([]byte(r.URL.Query().Get("answer")), &answer); err != nil {
		answer.Error = fmt.Sprintf("the harness answers nonsense: %v", err)
	}
	select {
	case t.answers <- answer:
	case <-r.Context().Done():
		return
	}
	select {
	case c := <-t.commands:
		json.NewEncoder(w).Encode(c)
	case <-r.Context().Done():
	}
}

// patience is how long the harness may take for a command.
const patience = time.Minute

func (t *talk) wait() told {
	select {
	case answer := <-t.answers:
		if answer.Error != "" {
			t.stage.Fatalf("our engine: %s", answer.Error)
		}
		return answer
	case <-time.After(patience):
		t.stage.Fatalf("our engine gave no answer in %v: %q", patience, t.page.Problems())
		return told{}
	}
}

func (t *talk) do(c command) told {
	select {
	case t.commands <- c:
	case <-time.After(patience):
		t.stage.Fatalf("our engine did not ask for work in %v: %q", patience, t.page.Problems())
	}
	return t.wait()
}

func (t *talk) tab() *browsertest.Tab { return t.page }

func (t *talk) warm() { t.do(command{Do: "warm", Lang: t.lang}) }

func (t *talk) ask(texts []string, limit int, show bool) []answered {
	c := command{Do: "find", Texts: texts, Lang: t.lang, Limit: limit}
	if show {
		c.Do = "show"
	}
	var all []answered
	for _, r := range t.do(c).Answers {
		for i, path := range r.Sources {
			r.Sources[i] = t.sources[path]
		}
		all = append(all, r.answered())
	}
	return all
}
