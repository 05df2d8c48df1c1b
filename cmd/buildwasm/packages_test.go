package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// module is a program of two functions after one import:
// "a_b.f" of 2 bytes and "github.com_x_y.__T_.g" of 3.
func module() []byte {
	names := "\x02\x01\x05a_b.f\x02\x15github.com_x_y.__T_.g"
	section := "\x04name\x01" + string(rune(len(names))) + names
	return []byte("\x00asm\x01\x00\x00\x00" +
		"\x02\x01\x01" + // one import; what it is does not matter here
		"\x0a\x08\x02\x02..\x03..." +
		"\x00" + string(rune(len(section))) + section)
}

func TestPackageSizes(t *testing.T) {
	got, err := packageSizes(module())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"a_b": 2, "github.com_x_y": 3}, got); diff != "" {
		t.Errorf("packageSizes (-want +got):\n%s", diff)
	}
}

func FuzzPackageSizes(f *testing.F) {
	whole := module()
	f.Add(whole)
	f.Add(whole[:len(whole)-5])
	f.Add([]byte("\x00asm\x01\x00\x00\x00\x0a\xff\xff\xff\xff\x0f"))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sizes, err := packageSizes(data)
		if err != nil && sizes != nil {
			t.Errorf("packageSizes(%q): both %v and %v", data, sizes, err)
		}
	})
}
