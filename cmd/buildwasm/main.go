// Command buildwasm builds the browser programs into web/wasm, compressed, from
// where they are embedded in lectern: app, the reader's tools, and open, which
// renders files of the reader's own.
//
//	go run ./cmd/buildwasm [-size] [-budget BYTES] [-open-budget BYTES] [-force]
//
// It writes app.wasm.br, app.wasm.gz, the same of open, and wasm_exec.js; the raw
// programs, five times as large, are never kept. Nothing is done for a program
// none of whose inputs has changed.
//
// # go-app without its server
//
// The tools are compiled against a copy of go-app without the files in
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
	size := flags.Bool("size", false, "print the largest packages of the programs")
	budget := flags.Int("budget", 0, "fail when the brotli file of the tools has more `bytes`; 0 means no limit")
	openBudget := flags.Int("open-budget", 0, "the same for the program that renders the reader's files")
	force := flags.Bool("force", false, "build even when nothing has changed")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	b, err := newBuild(stdout)
	if err != nil {
		fmt.Fprintln(stderr, "buildwasm:", err)
		return 1
	}
	status := 0
	programs := []program{
		{"app", "./cmd/wasm", *budget, toolsCold()},
		{"open", "./cmd/openwasm", *openBudget, openCold()},
	}
	for _, p := range programs {
		sizes, err := b.run(p, *force, *size)
		if err != nil {
			fmt.Fprintln(stderr, "buildwasm:", err)
			return 1
		}
		fmt.Fprintf(stdout, "%s: %d bytes raw, %d gzip, %d brotli\n", p.name, sizes.Raw, sizes.Gzip, sizes.Brotli)
		if p.budget > 0 && sizes.Brotli > p.budget {
			fmt.Fprintf(stderr, "buildwasm: %s is %d bytes over its budget of %d (brotli); see -size\n",
				p.name, sizes.Brotli-p.budget, p.budget)
			status = 1
		}
	}
	return status
}
