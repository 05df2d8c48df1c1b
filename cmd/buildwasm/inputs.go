package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// recordName holds the sizes of the last build and the hash of its inputs.
const recordName = workFolder + "/build.json"

// inputs returns a hash of all the program is made from: the toolchain's
// version, the module files, our own packages in the program and our stubs.
func (b *build) inputs() (string, error) {
	const format = `{{if and .Module .Module.Main}}{{range .GoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}{{end}}`
	list, err := goTool([]string{"GOOS=js", "GOARCH=wasm"}, "list", "-deps", "-f", format, "./cmd/wasm", "./cmd/buildwasm")
	if err != nil {
		return "", err
	}
	files := append([]string{"go.mod", "go.sum"}, strings.Fields(string(list))...)
	h := sha256.New()
	fmt.Fprintln(h, b.goVersion)
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return "", err
		}
		_, err = io.Copy(h, f)
		f.Close()
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// fresh reports whether the last build had the same inputs and its files are
// still there, and takes its sizes over.
func (b *build) fresh(inputs string) bool {
	data, err := os.ReadFile(recordName)
	if err != nil || json.Unmarshal(data, &b.sizes) != nil || b.sizes.Inputs != inputs {
		return false
	}
	for _, name := range []string{"app.wasm.br", "app.wasm.gz", "wasm_exec.js"} {
		if _, err := os.Stat(filepath.Join(outFolder, name)); err != nil {
			return false
		}
	}
	return true
}
