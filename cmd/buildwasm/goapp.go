package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// stub.go.txt is the file that takes the place of the dropped ones: what the
// rest of go-app calls of them, doing nothing.
//
//go:embed stub.go.txt
var stub string

// stubJSON takes the place of encoding/json in go-app.
//
//go:embed json.go.txt
var stubJSON string

// go-app names devices and shared states by uuid; ours have neither, and the
// module links database/sql/driver and two hashes.
const (
	uuidModule = "github.com/google/uuid"
	stubUUID   = "package uuid\n\nfunc NewString() string { return \"\" }\n"
)

// dropped are go-app's files that a program with its own pages, loader and
// storage never calls.
func dropped(name string) bool {
	switch name {
	case "http.go", "resource.go", "static.go", "storage.go", "state.go", "testing.go", "crypto.go", "route.go", "wasm.go", "wasmexec.go", "scripts.go", "scripts_wasm.go":
		return true
	}
	return strings.HasSuffix(name, "_test.go")
}

// prepare makes the copy of go-app without its server and the module file that
// uses it, and returns the name of that file.
func (b *build) prepare() (string, error) {
	copied := filepath.Join(workFolder, "go-app")
	if err := os.RemoveAll(copied); err != nil {
		return "", err
	}
	for _, pkg := range []string{"pkg/app", "pkg/errors"} {
		if err := copyPackage(filepath.Join(b.goApp, pkg), filepath.Join(copied, pkg)); err != nil {
			return "", err
		}
	}
	for _, f := range []struct{ name, data string }{
		{"pkg/app/stub.go", stub},
		{"pkg/json/json.go", stubJSON},
		{"go.mod", "module " + goAppModule + "\n\ngo 1.18\n"},
		{"uuid/go.mod", "module " + uuidModule + "\n\ngo 1.18\n"},
		{"uuid/uuid.go", stubUUID},
	} {
		name := filepath.Join(copied, f.name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(name, []byte(f.data), 0o644); err != nil {
			return "", err
		}
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return "", err
	}
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		return "", err
	}
	// The path is relative, so that the program is the same from any folder.
	folder := filepath.ToSlash(copied)
	mod = fmt.Appendf(bytes.TrimRight(mod, "\n"), "\n\nreplace (\n\t%s => ./%s\n\t%s => ./%s/uuid\n)\n",
		goAppModule, folder, uuidModule, folder)
	modfile := filepath.Join(workFolder, "go.mod")
	if err := os.WriteFile(modfile, mod, 0o644); err != nil {
		return "", err
	}
	return modfile, os.WriteFile(filepath.Join(workFolder, "go.sum"), sum, 0o644)
}

// copyPackage copies the files of a package that are not dropped, and has them
// import our stub for encoding/json.
func copyPackage(from, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(from, "*.go"))
	if err != nil {
		return err
	}
	for _, name := range names {
		if dropped(filepath.Base(name)) {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		data = bytes.ReplaceAll(data, []byte(`"encoding/json"`), []byte(`"`+goAppModule+`/pkg/json"`))
		if err := os.WriteFile(filepath.Join(to, filepath.Base(name)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
