package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

const (
	goAppModule = "github.com/maxence-charriere/go-app/v9"
	workFolder  = "bin/wasm"
	outFolder   = "web/wasm"
)

// A build is one run of the command, in the root folder of the module.
type build struct {
	out       io.Writer
	goroot    string
	goVersion string
	goApp     string // go-app's folder in the module cache
	modfile   string // once it is made
}

// A program is one of those that are built.
type program struct {
	name   string   // of its files
	path   string   // of its package
	budget int      // brotli bytes; 0: no limit
	cold   []string // patterns of packages compiled without inlining
}

// file is the program as it was linked.
func (p program) file() string { return filepath.Join(workFolder, p.name+".wasm") }

// sizes are the bytes of a program, and what was compiled into it.
type sizes struct {
	Inputs string // see inputs
	Raw    int
	Gzip   int
	Brotli int
}

// newBuild finds the toolchain and go-app, and moves to the module's root.
func newBuild(out io.Writer) (*build, error) {
	b := &build{out: out}
	env, err := goTool(nil, "env", "GOROOT", "GOVERSION", "GOMOD")
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSpace(string(env)), "\n")
	if len(lines) != 3 || filepath.Base(lines[2]) != "go.mod" {
		return nil, fmt.Errorf("run it inside the module: go env says %q", env)
	}
	b.goroot, b.goVersion = lines[0], lines[1]
	if err := os.Chdir(filepath.Dir(lines[2])); err != nil {
		return nil, err
	}
	if _, err := goTool(nil, "mod", "download", goAppModule); err != nil {
		return nil, err
	}
	dir, err := goTool(nil, "list", "-m", "-f", "{{.Dir}}", goAppModule)
	if err != nil {
		return nil, err
	}
	b.goApp = strings.TrimSpace(string(dir))
	return b, nil
}

// run builds a program unless what it is made of is what it was.
func (b *build) run(p program, force, size bool) (sizes, error) {
	inputs, err := b.inputs(p)
	if err != nil {
		return sizes{}, err
	}
	if before, ok := fresh(p, inputs); ok && !force && !size {
		return before, nil
	}
	if b.modfile == "" {
		if b.modfile, err = b.prepare(); err != nil {
			return sizes{}, err
		}
	}
	if err := b.link(p, p.file(), "-ldflags", "-s -w -buildid="); err != nil {
		return sizes{}, err
	}
	if size {
		if err := b.printPackages(p); err != nil {
			return sizes{}, err
		}
	}
	raw, err := os.ReadFile(p.file())
	if err != nil {
		return sizes{}, err
	}
	return b.write(p, inputs, raw)
}

// toolsCold returns the packages of the tools in which nothing is done so often
// that a reader could tell: they are compiled without inlining, which makes the
// program two percent smaller. Search, strings and the runtime keep it.
func toolsCold() []string {
	return append([]string{goAppModule + "/...", "lectern/app/..."}, standardCold()...)
}

// openCold returns the same of the program that renders the reader's files, which
// shows one document at a time: all but what every character goes through.
func openCold() []string {
	return append([]string{"github.com/...", "golang.org/...", "lectern/...", "regexp", "regexp/..."}, standardCold()...)
}

// standardCold returns those of the standard library.
func standardCold() []string {
	return []string{
		"context", "encoding/...", "errors", "fmt", "internal/fmtsort", "internal/godebug", "internal/poll",
		"io", "io/fs", "log", "net/netip", "net/url", "os", "path", "reflect", "syscall", "time",
	}
}

// link builds a program into a file.
func (b *build) link(p program, file string, flags ...string) error {
	args := []string{"build", "-modfile", b.modfile, "-trimpath", "-buildvcs=false", "-o", file}
	for _, pkg := range p.cold {
		args = append(args, "-gcflags="+pkg+"=-l")
	}
	_, err := goTool([]string{"GOOS=js", "GOARCH=wasm", "GOFLAGS="}, append(append(args, flags...), p.path)...)
	return err
}

// write puts the compressed program, its loader and, last of all, the record of
// what they were made from into their folders.
func (b *build) write(p program, inputs string, raw []byte) (sizes, error) {
	loader, err := os.ReadFile(filepath.Join(b.goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return sizes{}, fmt.Errorf("the toolchain has no loader for its programs: %w", err)
	}
	gz, err := compress(raw, func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // the level is a valid constant
		return z
	})
	if err != nil {
		return sizes{}, err
	}
	br, err := compress(raw, func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterLevel(w, brotli.BestCompression)
	})
	if err != nil {
		return sizes{}, err
	}
	found := sizes{Inputs: inputs, Raw: len(raw), Gzip: len(gz), Brotli: len(br)}
	record, err := json.Marshal(found)
	if err != nil {
		return sizes{}, err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{
		{filepath.Join(outFolder, p.name+".wasm.br"), br},
		{filepath.Join(outFolder, p.name+".wasm.gz"), gz},
		{filepath.Join(outFolder, "wasm_exec.js"), loader},
		{p.record(), record},
	} {
		if err := os.WriteFile(f.name, f.data, 0o644); err != nil {
			return sizes{}, err
		}
	}
	return found, nil
}

func compress(data []byte, writer func(io.Writer) io.WriteCloser) ([]byte, error) {
	var buf bytes.Buffer
	w := writer(&buf)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// goTool runs the go command with env added to the environment and returns what
// it printed; the error carries what it complained of.
func goTool(env []string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return out, nil
}
