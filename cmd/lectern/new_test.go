package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFill: a file that cannot be written does not stay as an empty article.
func TestFill(t *testing.T) {
	for name, closed := range map[string]bool{"written": false, "refused": true} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.md")
			f, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			if closed {
				f.Close()
			}
			err = fill(f, []byte("# A\n"))
			_, missing := os.Stat(path)
			if (err != nil) != closed || (missing != nil) != closed {
				t.Errorf("error %v, file %v; want both: %v", err, missing, closed)
			}
		})
	}
}
