package library

import "testing"

func TestParseBaseURL(t *testing.T) {
	tests := []struct {
		in, want string // want "" means an error
	}{
		{"https://news.example", "https://news.example/"},
		{"https://news.example/", "https://news.example/"},
		{"http://127.0.0.1:8080/a/b", "http://127.0.0.1:8080/a/b/"},
		{"http://[::1]:8080/", "http://[::1]:8080/"},
		{"HTTPS://News.Example/A/", "https://news.example/A/"},
		{"https://вести.рф/", "https://xn--b1agj9af.xn--p1ai/"},
		{"/", "/"},
		{"/sub", "/sub/"},
		{"/a-b_c.d~e/", "/a-b_c.d~e/"},
		{"news.example", ""},
		{"//news.example/", ""},
		{"ftp://news.example/", ""},
		{"javascript:alert(1)", ""},
		{"https://", ""},
		{"https:///path", ""},
		{"https://user:pass@host/", ""},
		{"https://host:99999/", ""},
		{"https://host/?q=1", ""},
		{"https://host/#a", ""},
		{"/a//b/", ""},
		{"/a/../b/", ""},
		{"/./", ""},
		{"/кир/", ""},
		{"/a b/", ""},
		{"/a%20b/", ""},
		{`/"x/`, ""},
		{"http://h/ p", ""},
		{"http://x/y z", ""},
		{"http://a b/", ""},
	}
	for _, test := range tests {
		got, err := ParseBaseURL(test.in)
		if got != test.want || (err != nil) != (test.want == "") {
			t.Errorf("ParseBaseURL(%q) = %q, %v; want %q", test.in, got, err, test.want)
		}
	}
	if got, err := ParseBaseURL(""); got != "" || err != nil {
		t.Errorf("ParseBaseURL of nothing = %q, %v", got, err)
	}
}
