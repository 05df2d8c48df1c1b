package main

import (
	"strings"
	"testing"
	"time"
)

func TestTable(t *testing.T) {
	table := table{head: []string{"имя", "n"}}
	table.add("а|б", "1")
	table.add("long\nname")
	table.add("x", "2", "too much")
	var out strings.Builder
	if err := table.print(&out); err != nil {
		t.Fatal(err)
	}
	want := `| имя       | n   |
| --------- | --- |
| а\|б      | 1   |
| long name |     |
| x         | 2   |
`
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", &out, want)
	}
}

func TestTexts(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{bytesText(0), "0 B"},
		{bytesText(999), "999 B"},
		{bytesText(1_234), "1.2 kB"},
		{bytesText(99_949), "99.9 kB"},
		{bytesText(99_950), "100 kB"},
		{bytesText(999_499), "999 kB"},
		{bytesText(999_500), "1.00 MB"},
		{bytesText(3_680_000), "3.68 MB"},
		{bytesText(133_100_000), "133 MB"},
		{share(1), "1"},
		{share(0.9996), "1"},
		{share(0.9914), ".991"},
		{share(0), "0"},
		{millis(80 * time.Microsecond), "0.08"},
		{millis(7_250 * time.Microsecond), "7.2"},
		{millis(1_024 * time.Millisecond), "1024"},
		{cost{Took: 8120 * time.Millisecond, CPU: 14 * time.Second, Memory: 650_400_000}.String(), "8.1 / 14.0 / 650"},
		{cost{Took: time.Second}.String(), "1.0 / 0.0 / ?"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestPercentile(t *testing.T) {
	var values []time.Duration
	for i := 100; i > 0; i-- {
		values = append(values, time.Duration(i))
	}
	for p, want := range map[int]time.Duration{0: 1, 50: 50, 95: 95, 100: 100} {
		if got := percentile(values, p); got != want {
			t.Errorf("percentile %d of 1 to 100: got %d, want %d", p, got, want)
		}
	}
	if got := percentile([]time.Duration{7}, 95); got != 7 {
		t.Errorf("of one value: got %d", got)
	}
	if got := percentile(nil, 50); got != 0 {
		t.Errorf("of none: got %d", got)
	}
}
