package server

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestAccepted(t *testing.T) {
	tests := []struct {
		field string
		want  string
	}{
		{"", ""},
		{"gzip, deflate, br, zstd", "br gzip -"}, // what browsers send
		{"gzip", "gzip -"},
		{"br", "br -"},
		{"BR;Q=1", "br -"},
		{"x-gzip", "gzip -"},
		{"deflate", "-"},
		{"identity", "-"},
		{"*", "br gzip -"},
		{"br;q=0.5, gzip;q=0.9", "gzip br -"},
		{"gzip;q=1.0, br;q=1.0", "br gzip -"},
		{"identity;q=1, gzip;q=0.5", "- gzip"},
		{"identity;q=0.5, gzip;q=1", "gzip -"},
		{"identity;q=0.5, *;q=0.1", "- br gzip"},
		{"br;q=0", "-"},
		{"br;q=0, *", "gzip -"},
		{"*;q=0", "none"},
		{"*;q=0, gzip", "gzip"},
		{"*;q=0, identity", "-"},
		{"*;q=0.5", "br gzip -"},
		{"identity;q=0", "none"},
		{"identity;q=0, br", "br"},
		{"gzip;q=0.001", "gzip -"},
		{"gzip;q=0.000", "-"},
		{"gzip;q=1.5", "gzip -"},
		{"gzip;q=2", "-"},
		{"gzip;q=0.5555", "-"},
		{"gzip;q=", "-"},
		{"gzip;q", "-"},
		{"gzip;q=-1", "-"},
		{"gzip ; q = 0.5 , br ; q=0.9", "br gzip -"},
		{"gzip;q=0, gzip", "-"}, // the first counts
		{",,, ,br,", "br -"},
		{"gzip;level=9;q=0.5, br;q=0.4", "gzip br -"},
		{"brotli", "-"},
	}
	for _, test := range tests {
		var got []string
		for _, c := range accepted([]string{test.field}) {
			got = append(got, strings.ReplaceAll(string(c), "identity", "-"))
			if c == identity {
				got[len(got)-1] = "-"
			}
		}
		if test.field == "" {
			test.want = "-"
		}
		if text := strings.Join(got, " "); text != test.want && !(test.want == "none" && text == "") {
			t.Errorf("accepted(%q): got %q, want %q", test.field, text, test.want)
		}
	}
	if got := accepted([]string{"gzip;q=0.5", "br;q=0.6"}); !slices.Equal(got, []coding{brotli, gzip, identity}) {
		t.Errorf("two fields: got %q", got)
	}
}

func FuzzAccepted(f *testing.F) {
	for _, seed := range []string{"gzip, br", "*;q=0", "br;q=1.000;q=0", ";;,=,q", "identity;q=0.5,*;q=0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, field string) {
		got := accepted([]string{field})
		if len(got) > 3 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != len(got) {
			t.Errorf("accepted(%q): %q", field, got)
		}
		if !strings.Contains(field, "0") && !strings.Contains(field, "=") && !strings.ContainsAny(field, "qQ") && !slices.Contains(got, identity) {
			t.Errorf("accepted(%q): %q, nothing refused identity", field, got)
		}
	})
}

func TestParseRange(t *testing.T) {
	tests := []struct {
		field         string
		size          int64
		start, length int64
		want          wanted
	}{
		{"bytes=0-0", 10, 0, 1, wantsPart},
		{"bytes=0-9", 10, 0, 10, wantsPart},
		{"bytes=0-", 10, 0, 10, wantsPart},
		{"bytes=9-", 10, 9, 1, wantsPart},
		{"bytes=5-100", 10, 5, 5, wantsPart},
		{"bytes=-1", 10, 9, 1, wantsPart},
		{"bytes=-10", 10, 0, 10, wantsPart},
		{"bytes=-100", 10, 0, 10, wantsPart},
		{"Bytes= 2-3 ", 10, 2, 2, wantsPart},
		{"bytes=0-99999999999999999999999", 10, 0, 10, wantsPart},
		{"bytes=-99999999999999999999999", 10, 0, 10, wantsPart},
		{"bytes=10-", 10, 0, 0, wantsNothing},
		{"bytes=10-20", 10, 0, 0, wantsNothing},
		{"bytes=99999999999999999999999-", 10, 0, 0, wantsNothing},
		{"bytes=-0", 10, 0, 0, wantsNothing},
		{"bytes=0-", 0, 0, 0, wantsNothing},
		{"bytes=0-0", 0, 0, 0, wantsNothing},
		{"bytes=-1", 0, 0, 0, wantsNothing},
		{"bytes=3-2", 10, 0, 10, wantsAll},
		{"bytes=0-0,2-3", 10, 0, 10, wantsAll},
		{"bytes=-", 10, 0, 10, wantsAll},
		{"bytes=", 10, 0, 10, wantsAll},
		{"bytes=a-b", 10, 0, 10, wantsAll},
		{"bytes=1-b", 10, 0, 10, wantsAll},
		{"bytes=+1-2", 10, 0, 10, wantsAll},
		{"bytes=1--2", 10, 0, 10, wantsAll},
		{"bytes 1-2", 10, 0, 10, wantsAll},
		{"lines=1-2", 10, 0, 10, wantsAll},
		{"", 10, 0, 10, wantsAll},
	}
	for _, test := range tests {
		start, length, want := parseRange(test.field, test.size)
		if start != test.start || length != test.length || want != test.want {
			t.Errorf("parseRange(%q, %d): got %d, %d, %d, want %d, %d, %d", test.field, test.size, start, length, want, test.start, test.length, test.want)
		}
	}
}

func FuzzParseRange(f *testing.F) {
	f.Add("bytes=0-1", int64(10))
	f.Add("bytes=-5", int64(3))
	f.Add("bytes=9223372036854775807-", int64(math.MaxInt64))
	f.Add("bytes=0-9223372036854775807", int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, field string, size int64) {
		if size < 0 {
			return
		}
		start, length, want := parseRange(field, size)
		if start < 0 || length < 0 || start > size || length > size-start || want == wantsPart && length == 0 {
			t.Errorf("parseRange(%q, %d): %d, %d, %d", field, size, start, length, want)
		}
	})
}

func TestMatches(t *testing.T) {
	const tag = `"abc"`
	tests := []struct {
		field        string
		weak, strong bool
	}{
		{`"abc"`, true, true},
		{`W/"abc"`, true, false},
		{`"x", "abc"`, true, true},
		{`"x",W/"y" , W/"abc"`, true, false},
		{`"a,b","abc"`, true, true},
		{`*`, true, true},
		{` * `, true, true},
		{`"x", *`, true, true},
		{`abc`, false, false},
		{`"abc`, false, false},
		{`"abcd"`, false, false},
		{`"ab"c"`, false, false},
		{`w/"abc"`, false, false},
		{`W/`, false, false},
		{``, false, false},
		{`,,`, false, false},
		{`x "abc"`, false, false},
	}
	for _, test := range tests {
		if got := matches([]string{test.field}, tag, true); got != test.weak {
			t.Errorf("matches(%q) weakly: got %v, want %v", test.field, got, test.weak)
		}
		if got := matches([]string{test.field}, tag, false); got != test.strong {
			t.Errorf("matches(%q) strongly: got %v, want %v", test.field, got, test.strong)
		}
	}
}

func FuzzMatches(f *testing.F) {
	for _, seed := range []string{`"abc"`, `W/"a", "b"`, `*`, `"`, `W/W/"`, ",\t,"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, field string) {
		got := matches([]string{field}, `"abc"`, true)
		if got && !strings.Contains(field, `"abc"`) && !strings.Contains(field, "*") {
			t.Errorf("matches(%q) is true", field)
		}
		if !got && matches([]string{field}, `"abc"`, false) {
			t.Errorf("matches(%q) strongly but not weakly", field)
		}
	})
}
