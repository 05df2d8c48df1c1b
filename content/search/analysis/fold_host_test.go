//go:build !js

package analysis

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestLatinFolding holds the tables of base letters against Unicode: a letter
// that decomposes into a basic one and marks folds to it.
func TestLatinFolding(t *testing.T) {
	for _, block := range [][2]rune{{0xC0, 0x24F}, {0x1E00, 0x1EFF}} {
		for r := block[0]; r <= block[1]; r++ {
			parts := []rune(norm.NFD.String(strings.ToLower(string(r))))
			if !unicode.IsLetter(r) || parts[0] >= 0x80 {
				continue
			}
			if got := string(appendFolded(nil, r)); got != string(parts[0]) {
				t.Errorf("%c folds to %q, want %q", r, got, parts[0])
			}
		}
	}
}

// TestFoldingOfDecomposed holds that composed and decomposed text are the same.
func TestFoldingOfDecomposed(t *testing.T) {
	for r := rune(0xC0); r < 0x1F00; r++ {
		if r >= 0x900 && r < 0x1E00 || !unicode.IsLetter(r) || r >= 0x370 && r < 0x400 {
			continue
		}
		switch r { // told apart by marks that our languages don't use
		case 'ѐ', 'ѝ', 'Ѐ', 'Ѝ', 'ѓ', 'ќ', 'Ѓ', 'Ќ', 'Ѷ', 'ѷ':
			continue
		}
		if r >= 0x4C1 && r <= 0x4F9 || r >= 0x2B0 && r <= 0x2FF || r == 'Ǯ' || r == 'ǯ' {
			continue
		}
		if r >= 0x622 && r <= 0x6D3 {
			continue // the seats of hamza: arabicKey
		}
		composed, decomposed := words(string(r)), words(norm.NFD.String(string(r)))
		if len(composed) != 1 || len(decomposed) != 1 || composed[0] != decomposed[0] {
			t.Errorf("%c (%U) folds to %q, decomposed to %q", r, r, composed, decomposed)
		}
	}
}
