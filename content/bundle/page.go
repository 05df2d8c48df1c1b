package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Shell is what all pages of a language have around their parts.
type Shell [4]string

// A Part is what is a page's own.
type Part struct {
	Head      string // title and metadata
	Languages string // the links to other languages
	Main      string
}

// ErrNoPage says that some HTML is not a page of a site of ours.
var ErrNoPage = errors.New("not a page: title, head or main part is missing")

const (
	titleTag     = "<title>"
	headEnd      = "</head>"
	languagesTag = `<nav class="languages"`
	listTag      = "<ul>"
	listEnd      = "</ul>"
	mainTag      = `<main id="_main"`
	mainEnd      = "</main>"
)

// Cut divides a page into shell and part by the rule of the package comment.
func Cut(page string) (Shell, Part, error) {
	head := strings.Index(page, titleTag)
	if head < 0 {
		return Shell{}, Part{}, ErrNoPage
	}
	headStop := after(page, headEnd, head)
	main := after(page, mainTag, headStop)
	mainStop := strings.LastIndex(page, mainEnd) + len(mainEnd)
	if headStop < 0 || main < 0 || mainStop < main+len(mainTag) {
		return Shell{}, Part{}, ErrNoPage
	}
	list, listStop := main, main
	if nav := after(page, languagesTag, headStop); nav >= 0 && nav < main {
		from := after(page, listTag, nav)
		if to := after(page, listEnd, from); from >= 0 && to >= 0 && to < main {
			list, listStop = from+len(listTag), to
		}
	}
	shell := Shell{page[:head], page[headStop:list], page[listStop:main], page[mainStop:]}
	return shell, Part{page[head:headStop], page[list:listStop], page[main:mainStop]}, nil
}

// after finds the first tag at or after from; -1 when there is none.
func after(page, tag string, from int) int {
	if from < 0 {
		return -1
	}
	i := strings.Index(page[from:], tag)
	if i < 0 {
		return -1
	}
	return from + i
}

// Join puts a page together again.
func (s Shell) Join(p Part) string {
	return s[0] + p.Head + s[1] + p.Languages + s[2] + p.Main + s[3]
}

// Bytes is the part as an entry of a pack.
func (p Part) Bytes() []byte {
	b := make([]byte, 0, 24+len(p.Head)+len(p.Languages)+len(p.Main))
	b = fmt.Appendf(b, "%d %d %d\n", len(p.Head), len(p.Languages), len(p.Main))
	b = append(b, p.Head...)
	b = append(b, p.Languages...)
	return append(b, p.Main...)
}

// ErrPart says that some bytes are not a part.
var ErrPart = errors.New("not a part of a page: its lengths do not agree with it")

// ParsePart reads the bytes of a part.
func ParsePart(data []byte) (Part, error) {
	line, rest, ok := bytes.Cut(data, []byte("\n"))
	numbers := strings.Split(string(line), " ")
	if !ok || len(numbers) != 3 {
		return Part{}, ErrPart
	}
	var lengths [3]int
	left := len(rest)
	for i, text := range numbers {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > left || strconv.Itoa(n) != text {
			return Part{}, ErrPart
		}
		lengths[i], left = n, left-n
	}
	if left != 0 {
		return Part{}, ErrPart
	}
	text := string(rest)
	a, b := lengths[0], lengths[0]+lengths[1]
	return Part{text[:a], text[a:b], text[b:]}, nil
}
