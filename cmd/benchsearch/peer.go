package main

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"lectern/content"
	"lectern/web/browsertest"
)

// peersDir is where the peers' package.json is, from the module's root.
const peersDir = "cmd/benchsearch/peers"

// installPeers installs the peers as the lock file has them, if they are not
// there yet.
func installPeers(ctx context.Context, say func(string, ...any)) error {
	if _, err := exec.LookPath("npm"); err != nil {
		return errors.New("npm is missing, which installs the peers: run .ci/tools, install Node.js, or leave the peers out with -peers \"\"")
	}
	lock, err := os.Stat(filepath.Join(peersDir, "package-lock.json"))
	if err != nil {
		return fmt.Errorf("run it in the root folder of the module: %w", err)
	}
	done, err := os.Stat(filepath.Join(peersDir, "node_modules", ".package-lock.json"))
	if err == nil && !done.ModTime().Before(lock.ModTime()) {
		return nil
	}
	say("installing Pagefind, MiniSearch and a dictionary (npm ci in %s)", peersDir)
	if _, _, err := runChild(ctx, peersDir, "", "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"); err != nil {
		return fmt.Errorf("install the peers: %w", err)
	}
	return nil
}

// A peer is an engine of others, with its index built.
type peer struct {
	dir   string                         // what its server serves
	page  func(lang content.Lang) string // its HTML file
	langs []content.Lang                 // see contender
}

func (p *peer) languages() []content.Lang { return p.langs }

// serve serves the files as an ordinary host does: compressed copies where
// there are some, names with a hash kept for long.
func (p *peer) serve(s *stage) (*line, string) {
	return serve(s, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(p.dir, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, "/")))
		file := name
		kind := mime.TypeByExtension(filepath.Ext(name))
		if strings.HasSuffix(name, ".js") || strings.HasSuffix(name, ".mjs") {
			kind = "text/javascript; charset=utf-8"
		}
		if kind == "" {
			kind = "application/octet-stream"
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "public, max-age=3600")
		if _, err := os.Stat(name + ".br"); err == nil && strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
			file = name + ".br"
			w.Header().Set("Content-Encoding", "br")
		}
		data, err := os.ReadFile(file)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		if r.Method != http.MethodHead {
			w.Write(data)
		}
	}))
}

func (p *peer) open(s *stage, browser *browsertest.Browser, address string, lang content.Lang) session {
	tab := browser.Tab(s, browsertest.Desktop)
	tab.Open(address + "/" + p.page(lang))
	tab.Wait("the engine's page", "window.ready === true")
	return scripted{tab}
}

// copyPeerFiles copies files of the peers' folder, to names of their own.
func copyPeerFiles(to string, names map[string]string) error {
	for from, name := range names {
		data, err := os.ReadFile(filepath.Join(peersDir, filepath.FromSlash(from)))
		if err != nil {
			return err
		}
		file := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compress makes brotli copies of files, in one process and by the strongest
// level: what a site would do once.
func compress(ctx context.Context, files []string) error {
	var all []string
	for _, f := range files {
		path, err := filepath.Abs(f)
		if err != nil {
			return err
		}
		all = append(all, path)
	}
	_, _, err := runChild(ctx, peersDir, "", "node", slices.Concat([]string{"brotli.mjs"}, all)...)
	return err
}
