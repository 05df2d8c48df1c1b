package bundle

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"
)

// ErrPack says that some bytes are not a pack, or not the one that was asked
// for.
var ErrPack = errors.New("not a pack, or damaged")

// A Reader reads a pack that is in memory as a whole.
type Reader struct {
	head   int
	blocks []blockRow
	data   []byte
}

// mostUnpacked is the size of a block or table when unpacked: a bound for
// files that are none of ours. A page of an article has at most some 10 MB.
const mostUnpacked = 256 << 20

// UnmarshalJSON reads the array.
func (e *entryRow) UnmarshalJSON(data []byte) error {
	var row []json.RawMessage
	if err := json.Unmarshal(data, &row); err != nil {
		return err
	}
	if len(row) < 3 {
		return ErrPack
	}
	e.Also = make([]string, len(row)-3)
	targets := []any{&e.Path, &e.Bytes, &e.Hash}
	for i := range e.Also {
		targets = append(targets, &e.Also[i])
	}
	for i, target := range targets {
		if err := json.Unmarshal(row[i], target); err != nil {
			return err
		}
	}
	return nil
}

// Open reads the head of a pack and checks it against the pack's hash.
func Open(data []byte, hash string) (*Reader, error) {
	if len(data) < headStart || string(data[:len(magic)]) != magic {
		return nil, ErrPack
	}
	length := int64(binary.BigEndian.Uint32(data[len(magic):]))
	if length > int64(len(data)-headStart) {
		return nil, ErrPack
	}
	r := &Reader{head: headStart + int(length), data: data}
	if Hash(data[:r.head]) != hash {
		return nil, ErrPack
	}
	text, err := inflated(data[headStart:r.head], mostUnpacked)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPack, err)
	}
	var table struct{ Blocks []blockRow }
	if err := json.Unmarshal(text, &table); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPack, err)
	}
	left := len(data) - r.head
	for _, b := range table.Blocks {
		if b.Bytes < 0 || b.Bytes > left {
			return nil, ErrPack
		}
		left -= b.Bytes
	}
	if left != 0 {
		return nil, ErrPack
	}
	r.blocks = table.Blocks
	return r, nil
}

// A Piece is a block as the table has it.
type Piece struct {
	Bytes   int // in the file
	Entries int
}

// Blocks are the blocks of the pack, in order.
func (r *Reader) Blocks() []Piece {
	pieces := make([]Piece, len(r.blocks))
	for i, b := range r.blocks {
		pieces[i] = Piece{b.Bytes, len(b.Entries)}
	}
	return pieces
}

// Entries reads and checks every entry of the pack, in order.
func (r *Reader) Entries() ([]Entry, error) {
	var entries []Entry
	at := r.head
	for _, b := range r.blocks {
		block := r.data[at : at+b.Bytes]
		at += b.Bytes
		if Hash(block) != b.Hash {
			return nil, ErrPack
		}
		size := 0
		for _, e := range b.Entries {
			if e.Bytes < 0 || e.Bytes > mostUnpacked-size {
				return nil, ErrPack
			}
			size += e.Bytes
		}
		if !b.Stored {
			var err error
			if block, err = inflated(block, size); err != nil {
				return nil, fmt.Errorf("%w: %w", ErrPack, err)
			}
		}
		if len(block) != size {
			return nil, ErrPack
		}
		for _, e := range b.Entries {
			entry := Entry{Path: e.Path, Also: e.Also, Data: block[:e.Bytes:e.Bytes]}
			if Hash(entry.Data) != e.Hash {
				return nil, ErrPack
			}
			block = block[e.Bytes:]
			entries = append(entries, entry)
		}
	}
	return entries, nil
}

// inflated unpacks at most so many bytes; more is an error.
func inflated(data []byte, most int) ([]byte, error) {
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(flate.NewReader(bytes.NewReader(data)), int64(most)+1))
	if err != nil {
		return nil, err
	}
	if n > int64(most) {
		return nil, errors.New("longer than it says")
	}
	return b.Bytes(), nil
}
