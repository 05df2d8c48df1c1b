package main

import (
	"math/rand/v2"
	"strings"
)

// keyRows are the letter keys of the two layouts, key under key.
var keyRows = [...]struct{ latin, cyrillic string }{
	{"`qwertyuiop[]", "ёйцукенгшщзхъ"},
	{"asdfghjkl;'", "фывапролджэ"},
	{"zxcvbnm,.", "ячсмитьбю"},
}

// otherKeys returns what the keys of a word, all of one script, give in the
// other layout: "привет" is "ghbdtn", "hello" is "руддщ". A word with a key
// that is on no row has no such form.
func otherKeys(word string) (string, bool) {
	var out strings.Builder
	for _, r := range word {
		other, ok := otherKey(r)
		if !ok {
			return "", false
		}
		out.WriteRune(other)
	}
	return out.String(), true
}

func otherKey(r rune) (rune, bool) {
	if r == '-' || r == ' ' {
		return r, true
	}
	for _, row := range keyRows {
		from, to := []rune(row.latin), []rune(row.cyrillic)
		for i := range from {
			switch r {
			case from[i]:
				return to[i], true
			case to[i]:
				return from[i], true
			}
		}
	}
	return 0, false
}

// beside returns the letters on the keys left and right of a letter's.
func beside(r rune) []rune {
	for _, row := range keyRows {
		for _, keys := range [][]rune{[]rune(row.latin), []rune(row.cyrillic)} {
			for i, key := range keys {
				if key != r {
					continue
				}
				var out []rune
				for _, j := range []int{i - 1, i + 1} {
					if j >= 0 && j < len(keys) && isWord(keys[j]) {
						out = append(out, keys[j])
					}
				}
				return out
			}
		}
	}
	return nil
}

// mistype makes one mistake in a word, past its first letter: the letter of a
// neighbouring key, two letters changed about, or one left out.
func mistype(word string, random *rand.Rand) (string, bool) {
	letters := []rune(word)
	if len(letters) < 5 {
		return "", false
	}
	for range 20 {
		at := 1 + random.IntN(len(letters)-1)
		out := append([]rune(nil), letters...)
		switch random.IntN(3) {
		case 0:
			near := beside(letters[at])
			if len(near) == 0 {
				continue
			}
			out[at] = near[random.IntN(len(near))]
		case 1:
			if at+1 == len(letters) {
				continue
			}
			out[at], out[at+1] = out[at+1], out[at]
		case 2:
			out = append(out[:at], out[at+1:]...)
		}
		if string(out) != word && !strings.ContainsRune("-’'", out[len(out)-1]) {
			return string(out), true
		}
	}
	return "", false
}
