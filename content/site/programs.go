package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/andybalholm/brotli"
	"github.com/tdewolff/minify/v2"
)

// ownFiles are what shows files of the reader's own; all are empty when the
// program was not built.
type ownFiles struct {
	style   string
	page    string // script of the page
	worker  string // script of the worker, with the loader
	program string
	size    int // bytes of the program, compressed
}

// addPrograms takes the browser programs, which "make wasm" leaves compressed,
// and their scripts.
func (a *assets) addPrograms(web fs.FS, m *minify.M) error {
	exec, err := fs.ReadFile(web, "wasm/wasm_exec.js")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	if a.program, err = a.addProgram(web, "app.wasm"); err != nil {
		return err
	}
	if a.program != "" {
		a.exec = a.add("wasm_exec.js", exec)
	}
	return a.addOwn(web, m, exec)
}

// addOwn adds what shows files of the reader's own.
func (a *assets) addOwn(web fs.FS, m *minify.M, exec []byte) error {
	page, err := script(web, m, "js/open.js")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	worker, err := script(web, m, "js/opener.js")
	if err != nil {
		return err
	}
	if a.own.program, err = a.addProgram(web, "open.wasm"); err != nil || a.own.program == "" {
		return err
	}
	a.own.size = len(a.files[len(a.files)-1].copies[0].data)
	// One file: a script that a worker loads would need a policy there too.
	a.own.worker = a.add("opener.js", slices.Concat(exec, []byte("\n"), worker))
	a.own.page = a.add("open.js", page)
	a.own.style, err = a.joinStyles(web, m, "open.css", []string{"open"}, "")
	return err
}

// programRoom is how many times larger a program is than compressed, rounded up.
// Room that is asked for at once is not left behind in pieces as it grows: tens of
// megabytes for two programs.
const programRoom = 6

// addProgram adds one program, and returns "" when it was not built.
func (a *assets) addProgram(web fs.FS, base string) (string, error) {
	br, err := fs.ReadFile(web, "wasm/"+base+".br")
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	var raw bytes.Buffer
	raw.Grow(programRoom * len(br))
	if _, err := raw.ReadFrom(brotli.NewReader(bytes.NewReader(br))); err != nil {
		return "", fmt.Errorf("browser program %s: %w", base, err)
	}
	name := a.add(base, raw.Bytes())
	program := &a.files[len(a.files)-1]
	program.copies = []file{{name: name + ".br", data: br}}
	if gz, err := fs.ReadFile(web, "wasm/"+base+".gz"); err == nil {
		program.copies = append(program.copies, file{name: name + ".gz", data: gz})
	}
	return name, nil
}

// script reads and minifies a script.
func script(web fs.FS, m *minify.M, name string) ([]byte, error) {
	data, err := fs.ReadFile(web, name)
	if err != nil {
		return nil, err
	}
	small, err := m.Bytes("text/javascript", data)
	if err != nil {
		return nil, fmt.Errorf("script %s: %w", name, err)
	}
	return small, nil
}
