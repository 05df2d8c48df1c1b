// Package e2e tests the whole program as people use it: the built binary,
// served pages, a real browser.
package e2e

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	os.Exit(build(m))
}

func build(m *testing.M) int {
	dir, err := os.MkdirTemp("", "lectern-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "lectern")
	if _, err := os.Stat("../../../web/wasm/app.wasm.br"); err != nil {
		fmt.Fprintln(os.Stderr, "the browser program is not built: run \"make wasm\" first")
		return 1
	}
	if out, err := exec.Command("go", "build", "-o", binary, "lectern/cmd/lectern").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building lectern: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// serve starts "lectern serve" with further arguments on a free port and
// returns the address of the site, with its final slash. It is stopped with the
// test.
func serve(t testing.TB, args ...string) string {
	t.Helper()
	cmd := exec.Command(binary, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("lectern serve ended with %v\n%s", err, &stderr)
		}
	})
	address := make(chan string, 1)
	go func() {
		defer close(address)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if _, url, ok := strings.Cut(lines.Text(), " at http://"); ok {
				address <- "http://" + url
			}
		}
	}()
	select {
	case url, ok := <-address:
		if !ok {
			t.Fatalf("lectern serve did not start:\n%s", &stderr)
		}
		return url
	case <-time.After(time.Minute):
		t.Fatalf("lectern serve said no address within a minute:\n%s", &stderr)
	}
	return ""
}

// folder writes files into a new folder and returns it.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		save(t, dir, name, text)
	}
	return dir
}

// save writes a file as an editor does.
func save(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
