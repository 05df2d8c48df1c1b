package main

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// printPackages prints the packages with the most machine code in a program,
// before compression. It links it once more, with its names, which
// the one that is shipped has not.
func (b *build) printPackages(p program) error {
	named := filepath.Join(workFolder, "named.wasm")
	if err := b.link(p, named); err != nil {
		return err
	}
	data, err := os.ReadFile(named)
	if err != nil {
		return err
	}
	sizes, err := packageSizes(data)
	if err != nil {
		return fmt.Errorf("%s: %w", named, err)
	}
	type row struct {
		name string
		size int
	}
	var rows []row
	total := 0
	for name, size := range sizes {
		rows = append(rows, row{name, size})
		total += size
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.name, b.name))
	})
	fmt.Fprintf(b.out, "%9d  all code of %s\n", total, p.name)
	for _, r := range rows[:min(len(rows), 30)] {
		fmt.Fprintf(b.out, "%9d  %s\n", r.size, r.name)
	}
	return nil
}

var errModule = errors.New("not a WebAssembly module with names")

// Sections and imports of a module, as numbered by WebAssembly's binary format.
const (
	customSection = 0
	importSection = 2
	codeSection   = 10
	functionNames = 1
)

// packageSizes returns the bytes of code of every package.
func packageSizes(module []byte) (map[string]int, error) {
	if len(module) < 8 || string(module[:4]) != "\x00asm" {
		return nil, errModule
	}
	var imported int
	var bodies []int
	names := map[int]string{}
	for r := (&reader{data: module[8:]}); len(r.data) > 0; {
		id := r.number()
		section := &reader{data: r.bytes(r.number())}
		switch id {
		case importSection:
			// Every import of a Go program is a function.
			imported = section.number()
		case codeSection:
			for n := section.number(); n > 0 && !section.failed; n-- {
				bodies = append(bodies, len(section.bytes(section.number())))
			}
		case customSection:
			if string(section.bytes(section.number())) == "name" {
				section.names(names)
			}
		}
		if r.failed || section.failed {
			return nil, errModule
		}
	}
	if len(names) == 0 {
		return nil, errModule
	}
	sizes := map[string]int{}
	for i, size := range bodies {
		sizes[packageOf(names[imported+i])] += size
	}
	return sizes, nil
}

// names reads the functions' names out of the section of names.
func (r *reader) names(into map[int]string) {
	for len(r.data) > 0 && !r.failed {
		id := r.number()
		part := &reader{data: r.bytes(r.number())}
		if id != functionNames {
			continue
		}
		for n := part.number(); n > 0 && !part.failed; n-- {
			i := part.number()
			into[i] = string(part.bytes(part.number()))
		}
	}
}

// packageOf returns the package of a function, both as the linker spells them:
// "github.com_a_b" of "github.com_a_b.__T_.f".
func packageOf(function string) string {
	host := 0
	for _, domain := range []string{"github.com_", "golang.org_"} {
		if strings.HasPrefix(function, domain) {
			host = len(domain)
		}
	}
	name, _, _ := strings.Cut(function[host:], ".")
	return function[:host] + name
}

// A reader decodes a section; failed says that it ended too soon.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) number() int {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || n > 1<<31 {
		r.failed = true
		r.data = nil
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.data) {
		r.failed = true
		n = len(r.data)
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}
