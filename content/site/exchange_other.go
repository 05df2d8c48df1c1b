//go:build !linux

package site

import (
	"errors"
	"os"
	"time"
)

// exchange puts the folder temp where target is, in two steps.
func exchange(temp, target string) error { return exchangeByRenames(temp, target) }

// abandoned is the age at which a staging folder is taken for one that its
// build has left, where folders cannot be locked.
const abandoned = 24 * time.Hour

// lockFolder reports whether a folder is new or long abandoned; there is
// nothing to hold.
func lockFolder(name string) (*os.File, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if age := time.Since(info.ModTime()); age > settled && age < abandoned {
		return nil, errors.New("another build may be at work there")
	}
	return nil, nil
}
