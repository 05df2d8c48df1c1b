// Package jsontext reads and writes JSON (RFC 8259) without reflection. The
// browser program uses it: encoding/json and what it links would be a twelfth
// of that program.
//
// It reads what encoding/json reads: of a name given twice the last value
// counts, and text that is not Unicode becomes U+FFFD.
package jsontext

import (
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// A Value is part of a JSON text. Asked for what it is not, it answers with a
// zero value; the zero Value is null.
type Value struct {
	data any // nil, bool, float64, string, []Value, map[string]Value
}

// Get returns the member of an object.
func (v Value) Get(name string) Value {
	members, _ := v.data.(map[string]Value)
	return members[name]
}

// Members returns the members of an object.
func (v Value) Members() map[string]Value {
	members, _ := v.data.(map[string]Value)
	return members
}

// Items returns the elements of an array.
func (v Value) Items() []Value {
	items, _ := v.data.([]Value)
	return items
}

// Text returns a string.
func (v Value) Text() string {
	s, _ := v.data.(string)
	return s
}

// IsText reports whether the value is a string.
func (v Value) IsText() bool {
	_, ok := v.data.(string)
	return ok
}

// IsNull reports whether the value is null, or not there.
func (v Value) IsNull() bool { return v.data == nil }

// Number returns a number.
func (v Value) Number() float64 {
	n, _ := v.data.(float64)
	return n
}

// Int returns a number that is whole and at most 2^53; of others 0.
func (v Value) Int() int {
	n := v.Number()
	if n < -1<<53 || n > 1<<53 || n != float64(int64(n)) {
		return 0
	}
	return int(int64(n))
}

// Bool returns a boolean.
func (v Value) Bool() bool {
	b, _ := v.data.(bool)
	return b
}

// deepest is how far arrays and objects may nest.
const deepest = 1000

// Parse reads one JSON text. The error tells the byte it stopped at.
func Parse(data []byte) (Value, error) {
	p := parser{data: data}
	p.space()
	v, ok := p.value(deepest)
	p.space()
	if !ok || p.at < len(data) {
		return Value{}, fmt.Errorf("not JSON at byte %d", p.at)
	}
	return v, nil
}

type parser struct {
	data []byte
	at   int
}

func (p *parser) space() {
	for p.at < len(p.data) {
		switch p.data[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// next returns the byte to come, 0 at the end.
func (p *parser) next() byte {
	if p.at < len(p.data) {
		return p.data[p.at]
	}
	return 0
}

// take steps over a byte if it comes next.
func (p *parser) take(c byte) bool {
	if p.next() != c || c == 0 {
		return false
	}
	p.at++
	return true
}

func (p *parser) value(depth int) (Value, bool) {
	if depth == 0 {
		return Value{}, false
	}
	switch p.next() {
	case '{':
		return p.object(depth)
	case '[':
		return p.array(depth)
	case '"':
		s, ok := p.text()
		return Value{s}, ok
	case 't':
		return Value{true}, p.word("true")
	case 'f':
		return Value{false}, p.word("false")
	case 'n':
		return Value{}, p.word("null")
	}
	return p.number()
}

func (p *parser) word(s string) bool {
	if len(p.data)-p.at < len(s) || string(p.data[p.at:p.at+len(s)]) != s {
		return false
	}
	p.at += len(s)
	return true
}

func (p *parser) array(depth int) (Value, bool) {
	items := []Value{}
	ok := p.list(']', func() bool {
		v, ok := p.value(depth - 1)
		items = append(items, v)
		return ok
	})
	return Value{items}, ok
}

func (p *parser) object(depth int) (Value, bool) {
	members := map[string]Value{}
	ok := p.list('}', func() bool {
		if p.next() != '"' {
			return false
		}
		name, ok := p.text()
		p.space()
		if !ok || !p.take(':') {
			return false
		}
		p.space()
		members[name], ok = p.value(depth - 1)
		return ok
	})
	return Value{members}, ok
}

// list reads what stands between brackets, separated by commas.
func (p *parser) list(end byte, element func() bool) bool {
	p.at++
	p.space()
	if p.take(end) {
		return true
	}
	for {
		p.space()
		if !element() {
			return false
		}
		p.space()
		if p.take(end) {
			return true
		}
		if !p.take(',') {
			return false
		}
	}
}

func (p *parser) number() (Value, bool) {
	start := p.at
	p.take('-')
	if !p.take('0') && !p.digits() {
		return Value{}, false
	}
	if p.take('.') && !p.digits() {
		return Value{}, false
	}
	if p.take('e') || p.take('E') {
		_ = p.take('+') || p.take('-')
		if !p.digits() {
			return Value{}, false
		}
	}
	n, err := strconv.ParseFloat(string(p.data[start:p.at]), 64)
	return Value{n}, err == nil
}

func (p *parser) digits() bool {
	start := p.at
	for c := p.next(); c >= '0' && c <= '9'; c = p.next() {
		p.at++
	}
	return p.at > start
}

func (p *parser) text() (string, bool) {
	p.at++
	var out []byte
	for p.at < len(p.data) {
		switch c := p.data[p.at]; {
		case c == '"':
			p.at++
			return string(out), true
		case c == '\\':
			p.at++
			r, ok := p.escaped()
			if !ok {
				return "", false
			}
			out = utf8.AppendRune(out, r)
		case c < ' ':
			return "", false
		case c < utf8.RuneSelf:
			out = append(out, c)
			p.at++
		default:
			r, size := utf8.DecodeRune(p.data[p.at:])
			out = utf8.AppendRune(out, r)
			p.at += size
		}
	}
	return "", false
}

// escaped reads what follows a backslash.
func (p *parser) escaped() (rune, bool) {
	c := p.next()
	p.at++
	switch c {
	case '"', '\\', '/':
		return rune(c), true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'u':
		r, ok := p.hex()
		if !ok || !utf16.IsSurrogate(r) {
			return r, ok
		}
		before := p.at
		if p.word(`\u`) {
			if low, ok := p.hex(); ok {
				if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
					return pair, true
				}
			}
			p.at = before // the second half is a character of its own
		}
		return utf8.RuneError, true
	}
	return 0, false
}

func (p *parser) hex() (rune, bool) {
	if len(p.data)-p.at < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.data[p.at:p.at+4]), 16, 16)
	p.at += 4
	return rune(n), err == nil
}
