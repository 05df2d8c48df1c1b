package library

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

var errTooLarge = errors.New("larger")

// readLimited reads a file of at most limit bytes. Whatever else has its name is
// not opened: a named pipe would be waited for.
func readLimited(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("it is %s", FileKind(info.Mode()))
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(int(min(info.Size(), limit)) + bytes.MinRead) // room to find the end without growing
	if _, err := b.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	data := b.Bytes()
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("it is %w than %d MB", errTooLarge, limit>>20)
	}
	return data, nil
}
