// Command buildwasm builds the browser program into web/wasm, compressed, from
// where it is embedded in lectern.
//
//	go run ./cmd/buildwasm [-size] [-budget BYTES] [-force]
//
// It writes app.wasm.br, app.wasm.gz and wasm_exec.js; the raw program, five
// times as large, is never kept. Nothing is done when no input has changed.
//
// # go-app without its server
//
// The program is compiled against a copy of go-app without the files in
// dropped, which serve pages and need net/http, crypto and text/template; the
// folder stub in this command holds what the rest of go-app still names. That
// takes a third off the compressed program and half off its build. The copy is
// made from the module cache into bin/wasm, used through -modfile, and never
// committed; an ordinary build or test uses the module as it is.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("buildwasm", flag.ContinueOnError)
	flags.SetOutput(stderr)
	size := flags.Bool("size", false, "print the largest packages of the program")
	budget := flags.Int("budget", 0, "fail when the brotli file has more `bytes`; 0 means no limit")
	force := flags.Bool("force", false, "build even when nothing has changed")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	b, err := newBuild(stdout)
	if err == nil {
		err = b.run(*force, *size)
	}
	if err != nil {
		fmt.Fprintln(stderr, "buildwasm:", err)
		return 1
	}
	fmt.Fprintf(stdout, "program: %d bytes raw, %d gzip, %d brotli\n", b.sizes.Raw, b.sizes.Gzip, b.sizes.Brotli)
	if *budget > 0 && b.sizes.Brotli > *budget {
		fmt.Fprintf(stderr, "buildwasm: the program is %d bytes over its budget of %d (brotli); see -size\n",
			b.sizes.Brotli-*budget, *budget)
		return 1
	}
	return 0
}
