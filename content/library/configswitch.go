package library

import (
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// off reads a switch and reports whether it says no.
func (r *configReader) off(node ast.Node) bool { return r.flag(node) == "no" }

// on reads a switch and reports whether it says yes.
func (r *configReader) on(node ast.Node) bool { return r.flag(node) == "yes" }

// flag reads a switch: "yes", "no", or "" for what is neither.
func (r *configReader) flag(node ast.Node) string {
	s, ok := r.scalar(node)
	if !ok {
		return ""
	}
	switch strings.ToLower(s) {
	case "false", "no", "off":
		return "no"
	case "true", "yes", "on":
		return "yes"
	}
	r.wrong(node, fmt.Sprintf("%q is neither true nor false", short(s)), "write true or false")
	return ""
}

// timezone reads the name of a time zone. "Local" is none: the same folder
// would give another site on another machine.
func (r *configReader) timezone(node ast.Node) string {
	s, ok := r.scalar(node)
	if !ok {
		return ""
	}
	if _, err := time.LoadLocation(s); err != nil || s == "" || s == "Local" {
		r.wrong(node, fmt.Sprintf("%q is not a time zone", short(s)), "write a name of the IANA list, such as Asia/Tashkent or Europe/Berlin; UTC is used")
		return ""
	}
	return s
}
