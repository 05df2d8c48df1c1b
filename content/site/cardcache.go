package site

import (
	"os"
	"path"
	"path/filepath"
	"time"

	"lectern/content/card"
)

// A cardCache is a folder of cards that were drawn before, by their file names,
// for sites that are made in a new folder each time: 5,000 cards take ten
// seconds. It only ever saves time. What cannot be read or is damaged is drawn
// again, and what cannot be written is not kept.
type cardCache string

const (
	// cardAge is how long a card is kept that no site asked for.
	cardAge = 60 * 24 * time.Hour
	// cardTouched is how old the mark of a card's last use may be before it is
	// set anew.
	cardTouched = 24 * time.Hour
)

// open makes the folder, and throws away what was not used for long. The cache
// is empty, which stands for none, when there can be no such folder.
func (c cardCache) open(now time.Time) cardCache {
	if c == "" || os.MkdirAll(string(c), 0o700) != nil {
		return ""
	}
	entries, err := os.ReadDir(string(c))
	if err != nil {
		return ""
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && isCard(entry.Name()) && info.Mode().IsRegular() && now.Sub(info.ModTime()) > cardAge {
			_ = os.Remove(filepath.Join(string(c), entry.Name()))
		}
	}
	return c
}

// isCard reports the names of cards; whatever else lies in the folder stays.
func isCard(name string) bool {
	ok, err := path.Match("card.*.png", name)
	return err == nil && ok
}

// get returns a card that was drawn before, whole.
func (c cardCache) get(name string) ([]byte, bool) {
	if c == "" {
		return nil, false
	}
	file := filepath.Join(string(c), path.Base(name))
	data, err := os.ReadFile(file)
	if err != nil || !card.Whole(data) {
		return nil, false
	}
	if info, err := os.Stat(file); err == nil && time.Since(info.ModTime()) > cardTouched {
		_ = os.Chtimes(file, time.Time{}, time.Now())
	}
	return data, true
}

// put keeps a card. Another program that reads meanwhile sees all of it or none.
func (c cardCache) put(name string, data []byte) {
	if c == "" {
		return
	}
	temp := filepath.Join(string(c), "."+randomName())
	if os.WriteFile(temp, data, 0o600) != nil || os.Rename(temp, filepath.Join(string(c), path.Base(name))) != nil {
		_ = os.Remove(temp)
	}
}
