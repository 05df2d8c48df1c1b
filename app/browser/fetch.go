package browser

import (
	"errors"
	"fmt"
	"io/fs"
)

// How Fetch uses the browser's cache.
const (
	Kept   = "default"  // what the browser keeps will do
	Asking = "no-cache" // the site says whether it is still so
	Afresh = "reload"   // never: files that are kept for good stay as broken as they came
)

var errStatus = errors.New("no file")

// refused returns the error of an answer's status, nil when there is a file.
func refused(address string, status int) error {
	if status >= 200 && status <= 299 {
		return nil
	}
	err := errStatus
	if status == 404 || status == 410 {
		err = fs.ErrNotExist
	}
	return fmt.Errorf("%s: %w, status %d", address, err, status)
}
