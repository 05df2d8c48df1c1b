package frontmatter

import (
	"testing"
	"time"
)

func TestDate(t *testing.T) {
	october := time.Date(2022, 10, 16, 0, 0, 0, 0, time.UTC)
	afternoon := time.Date(2022, 10, 16, 15, 4, 0, 0, time.UTC)
	second := time.Date(2022, 10, 16, 15, 4, 5, 0, time.UTC)
	for _, c := range []struct {
		in   string
		want time.Time
	}{
		{"2022-10-16", october},
		{" 2022-10-16 ", october},
		{"2022/10/16", october},
		{"2022.10.16", october},
		{"20221016", october},
		{"16.10.2022", october},
		{"16.10.2022 г.", october},
		{"16-10-2022", october},
		{"16/10/2022", october},
		{"10/16/2022", october},
		{"2022-10-16 15:04", afternoon},
		{"2022-10-16T15:04", afternoon},
		{"16.10.2022 15:04", afternoon},
		{"16 октября 2022, 15:04", afternoon},
		{"16 октября 2022 года в 15:04", afternoon},
		{"October 16, 2022 3:04 PM", afternoon},
		{"October 16, 2022 at 3:04pm", afternoon},
		{"2022-10-16 15:04:05", second},
		{"2022-10-16T15:04:05Z", second},
		{"2022-10-16T15:04:05.5Z", second.Add(500 * time.Millisecond)},
		{"2022-10-16T20:04:05+05:00", second},
		{"2022-10-16 20:04:05 +0500", second},
		{"2022-10-16 20:04:05 +5", second},
		{"2022-10-16 11:04:05 -4", second},
		{"2022-10-16 18:04:05 MSK", second},
		{"2022-10-16 15:04:05 +0000 UTC", second},
		{"Sun, 16 Oct 2022 15:04:05 GMT", second},
		{"Sun Oct 16 15:04:05 2022", second},
		{"16 October 2022", october},
		{"16th of October, 2022", october},
		{"October 16, 2022", october},
		{"Oct. 16, 2022", october},
		{"16-Oct-2022", october},
		{"16 октября 2022", october},
		{"16 Октября 2022 г.", october},
		{"воскресенье, 16 октября 2022", october},
		{"16 окт. 2022", october},
		{"16-oktabr 2022", october},
		{"2022-yil 16-oktabr", october},
		{"2022 yil 16 oktyabr", october},
		{"16-октябр 2022", october},
		{"2022 йил 16 октябрь", october},
		{"2022 жылғы 16 қазан", october},
		{"16 октябри соли 2022", october},
		{"16 жовтня 2022 року", october},
		{"16 Ekim 2022", october},
		{"16. Oktober 2022", october},
		{"16 de octubre de 2022", october},
		{"16 octobre 2022", october},
		{"16 أكتوبر 2022", october},
		{"١٦ أكتوبر ٢٠٢٢", october},
		{"۱۶ اکتبر ۲۰۲۲", october},
		{"12:30 AM October 16, 2022", october.Add(30 * time.Minute)},
		{"2024-02-29", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
		{"05.05.2022", time.Date(2022, 5, 5, 0, 0, 0, 0, time.UTC)},
		{"2012-07-04T00:00:00-05:30", time.Date(2012, 7, 4, 5, 30, 0, 0, time.UTC)},
	} {
		got, ok := Date(c.in)
		if !ok || !got.Equal(c.want) {
			t.Errorf("Date(%q) = %v, %v, want %v", c.in, got, ok, c.want)
		}
	}
	for _, in := range []string{
		"", "now", "yesterday", "2022", "2022-10", "October 2022", "1665878400", "1665878400000", "31.02.2022", "2023-02-29",
		"2022-13-01", "2022-00-10", "04/05/2022", "16.10.22", "2022-10-16 25:00", "2022-10-16 15:60", "2022-10-16 99", "16 foo 2022",
		"2022-10-16 2023-10-16", "{{ date }}", "2022-10-16T15:04:05+99:00", "15:04", "ms.date", "0000-01-01", "10/2022",
	} {
		if got, ok := Date(in); ok {
			t.Errorf("Date(%q) = %v, want none", in, got)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2022-10-16", "Sun, 16 Oct 2022 15:04:05 GMT", "١٦ أكتوبر ٢٠٢٢", "1:", "-", "+", "2022-10-16 3:04pm", "T1T", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := Date(s)
		if !ok {
			return
		}
		again, ok := Date(got.Format(time.RFC3339Nano))
		if !ok || !again.Equal(got) {
			t.Errorf("Date(%q) = %v, which is read again as %v, %v", s, got, again, ok)
		}
	})
}

// TestIn: only dates that name no zone are moved.
func TestIn(t *testing.T) {
	meta, _, _, _ := Parse("a.md", []byte("---\ndate: 2022-05-05 10:00\nupdated: 2022-06-05T10:00:00Z\npublishDate: 2022-05-05\nexpiryDate: 2023-05-05 10:00 +0300\n---\n"))
	meta.In(time.FixedZone("", 5*3600))
	for _, test := range []struct {
		name, want string
		got        time.Time
	}{
		{"date", "2022-05-05T10:00:00+05:00", meta.Date},
		{"updated", "2022-06-05T10:00:00Z", meta.Updated},
		{"publishDate", "2022-05-05T00:00:00+05:00", meta.Publish},
		{"expiryDate", "2023-05-05T10:00:00+03:00", meta.Expiry},
	} {
		if got := test.got.Format(time.RFC3339); got != test.want {
			t.Errorf("%s is %s, want %s", test.name, got, test.want)
		}
	}
}
