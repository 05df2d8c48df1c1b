package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/tdewolff/minify/v2"
)

// The service worker has no hash in its name: browsers look for a new one where
// the old one was.
const (
	workerName = "sw.js"
	killName   = "kill.js"
)

// workerParts are the files of js/sw that make the service worker, in the order
// in which they are joined: what a part does at once needs the parts before it.
func workerParts() []string {
	return []string{
		"worker", "database", "bytes", "files", "releases", "tidy", "clients", "badge", "packs", "pages",
		"navigation", "assets", "collections", "downloads", "articles", "shared", "messages", "events",
	}
}

// joinWorker joins the parts of the service worker inside one function, so that
// none of their names is global and the minifier may shorten all of them. It
// returns nil when there are no parts.
func joinWorker(web fs.FS, m *minify.M) ([]byte, error) {
	var joined bytes.Buffer
	for _, part := range workerParts() {
		data, err := fs.ReadFile(web, "js/sw/"+part+".js")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		joined.Write(data)
		joined.WriteByte('\n')
	}
	if joined.Len() == 0 {
		return nil, nil
	}
	small, err := m.Bytes("text/javascript", fmt.Appendf(nil, "(() => {\n\"use strict\";\n%s})();\n", joined.Bytes()))
	if err != nil {
		return nil, fmt.Errorf("service worker: %w", err)
	}
	return small, nil
}
