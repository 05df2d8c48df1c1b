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
	sizes     sizes
}

// sizes are the bytes of the program, and what was compiled into it.
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

func (b *build) run(force, size bool) error {
	inputs, err := b.inputs()
	if err != nil {
		return err
	}
	if !force && !size && b.fresh(inputs) {
		return nil
	}
	modfile, err := b.prepare()
	if err != nil {
		return err
	}
	program := filepath.Join(workFolder, "app.wasm")
	if _, err := goTool([]string{"GOOS=js", "GOARCH=wasm", "GOFLAGS="},
		"build", "-modfile", modfile, "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=",
		"-o", program, "./cmd/wasm"); err != nil {
		return err
	}
	if size {
		if err := b.printPackages(modfile); err != nil {
			return err
		}
	}
	raw, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	b.sizes = sizes{Inputs: inputs, Raw: len(raw)}
	return b.write(raw)
}

// write puts the compressed program, its loader and, last of all, the record of
// what they were made from into their folders.
func (b *build) write(raw []byte) error {
	loader, err := os.ReadFile(filepath.Join(b.goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return fmt.Errorf("the toolchain has no loader for its programs: %w", err)
	}
	gz, err := compress(raw, func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // the level is a valid constant
		return z
	})
	if err != nil {
		return err
	}
	br, err := compress(raw, func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterLevel(w, brotli.BestCompression)
	})
	if err != nil {
		return err
	}
	b.sizes.Gzip, b.sizes.Brotli = len(gz), len(br)
	record, err := json.Marshal(b.sizes)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{
		{filepath.Join(outFolder, "app.wasm.br"), br},
		{filepath.Join(outFolder, "app.wasm.gz"), gz},
		{filepath.Join(outFolder, "wasm_exec.js"), loader},
		{recordName, record},
	} {
		if err := os.WriteFile(f.name, f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
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
