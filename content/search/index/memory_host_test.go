//go:build !js

package index

import (
	"slices"
	"testing"
)

// TestMemory holds that a file is decoded in memory as clean as new, whatever
// the file before has left there, and that two at a time have one each.
func TestMemory(t *testing.T) {
	all := new(memories)
	first := all.open(nil)
	for _, n := range []int{3, usualChances, 5} {
		list := first.chances(n)
		for i := range list {
			if list[i] != 0 {
				t.Fatalf("chance %d of %d is %d before its use", i, n, list[i])
			}
			list[i] = 7
		}
	}
	groups := first.groups(4)
	groups[3][15] = 9
	second := all.open(nil)
	if first.memory == second.memory {
		t.Fatal("two files are decoded in one memory")
	}
	kept := first.memory
	all.close(first)
	third := all.open(nil)
	if third.memory != kept {
		t.Error("memory that was given back is not used again")
	}
	if list := third.chances(usualChances + 8); slices.Max(list) != 0 {
		t.Error("chances of the file before")
	}
	if groups := third.groups(4); groups[3] != (group{}) {
		t.Error("groups of the file before")
	}
}
