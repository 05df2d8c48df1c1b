package site

import (
	"encoding/binary"
	"hash/maphash"
	"reflect"
)

// A printer makes fingerprints. They hold for one run of the program: the seed
// of its hash is new each time.
type printer struct{ seed maphash.Seed }

func newPrinter() printer { return printer{maphash.MakeSeed()} }

// fingerprint hashes the name of a template or file and the value it is made
// from: texts, numbers, structs of them, slices and pointers. Unlike a
// printed form it keeps lengths, so that neighbouring texts cannot run
// together. A kind of value it does not know is our own mistake.
func (p printer) fingerprint(name string, value any) uint64 {
	var h maphash.Hash
	h.SetSeed(p.seed)
	h.WriteString(name)
	hashValue(&h, reflect.ValueOf(value))
	return max(1, h.Sum64()) // 0 stands for none
}

func hashValue(h *maphash.Hash, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		hashNumber(h, uint64(v.Len()))
		h.WriteString(v.String())
	case reflect.Int, reflect.Int64:
		hashNumber(h, uint64(v.Int()))
	case reflect.Uint64:
		hashNumber(h, v.Uint())
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		hashNumber(h, n)
	case reflect.Slice:
		hashNumber(h, uint64(v.Len()))
		for i := range v.Len() {
			hashValue(h, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			hashValue(h, v.Field(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			hashNumber(h, 0)
			return
		}
		hashNumber(h, 1)
		hashValue(h, v.Elem())
	default:
		panic("site: a view holds a " + v.Kind().String())
	}
}

func hashNumber(h *maphash.Hash, n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	h.Write(b[:])
}
