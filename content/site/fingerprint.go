package site

import (
	"encoding/binary"
	"hash/fnv"
	"io"
	"reflect"
)

// fingerprint hashes the name of a template or file and the value it is made
// from: texts, numbers, structs of them, slices and pointers. Unlike a
// printed form it keeps lengths, so that neighbouring texts cannot run
// together. A kind of value it does not know is our own mistake.
func fingerprint(name string, value any) uint64 {
	h := fnv.New128a()
	io.WriteString(h, name)
	hashValue(h, reflect.ValueOf(value))
	sum := h.Sum(nil)
	return binary.BigEndian.Uint64(sum) ^ binary.BigEndian.Uint64(sum[8:])
}

func hashValue(w io.Writer, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		hashNumber(w, uint64(v.Len()))
		io.WriteString(w, v.String())
	case reflect.Int, reflect.Int64:
		hashNumber(w, uint64(v.Int()))
	case reflect.Uint64:
		hashNumber(w, v.Uint())
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		hashNumber(w, n)
	case reflect.Slice:
		hashNumber(w, uint64(v.Len()))
		for i := range v.Len() {
			hashValue(w, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			hashValue(w, v.Field(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			hashNumber(w, 0)
			return
		}
		hashNumber(w, 1)
		hashValue(w, v.Elem())
	default:
		panic("site: a view holds a " + v.Kind().String())
	}
}

func hashNumber(w io.Writer, n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	w.Write(b[:])
}
