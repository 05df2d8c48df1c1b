package language

import "lectern/content"

// trigrams knows nothing in the browser: the profiles have the languages that
// this program is made for, and the tables of the others weigh 150 kB.
func (sample) trigrams(string) (content.Lang, bool) { return "", false }
