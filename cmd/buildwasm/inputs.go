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

// record holds the sizes of the last build and the hash of its inputs.
func (p program) record() string { return filepath.Join(workFolder, p.name+".json") }

// inputs returns a hash of all a program is made from: the toolchain's version,
// the module files, our own packages in it with what they embed, and our stubs.
func (b *build) inputs(p program) (string, error) {
	const format = `{{if and .Module .Module.Main}}{{range .GoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}{{range .EmbedFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}{{end}}`
	list, err := goTool([]string{"GOOS=js", "GOARCH=wasm"}, "list", "-deps", "-f", format, p.path, "./cmd/buildwasm")
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

// fresh returns the sizes of the last build if it had the same inputs and its
// files are still there.
func fresh(p program, inputs string) (sizes, bool) {
	var before sizes
	data, err := os.ReadFile(p.record())
	if err != nil || json.Unmarshal(data, &before) != nil || before.Inputs != inputs {
		return sizes{}, false
	}
	for _, name := range []string{p.name + ".wasm.br", p.name + ".wasm.gz", "wasm_exec.js"} {
		if _, err := os.Stat(filepath.Join(outFolder, name)); err != nil {
			return sizes{}, false
		}
	}
	return before, true
}
