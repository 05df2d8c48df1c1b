package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/tdewolff/minify/v2"
)

// bootParts are the files of js/boot that make the script of every page, in the
// order in which they are joined: what a part does at once needs the parts before
// it.
func bootParts() []string {
	return []string{"page", "outline", "text", "window", "program", "notice", "wants", "idle", "worker", "install", "link", "keep", "live"}
}

// joinScript joins the parts of a script inside one function, so that none of
// their names is global and the minifier may shorten all of them. It returns nil
// when the folder has no parts.
func joinScript(web fs.FS, m *minify.M, folder string, parts []string) ([]byte, error) {
	var joined bytes.Buffer
	for _, part := range parts {
		data, err := fs.ReadFile(web, folder+"/"+part+".js")
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
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	return small, nil
}
