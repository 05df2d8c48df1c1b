package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func sampleManifest(packs int) Manifest {
	m := Manifest{
		Build: "0a1b2c3d4e", Home: "/ru/", Shell: []ShellFile{{"assets/style.0a1b2c3d4e.css", 7890, strings.Repeat("0a", 32), "style"}},
		Languages: map[string]Language{}, Images: []Pack{},
	}
	l := Language{Segment: "ru", Articles: 100 * packs, Lists: []Pack{}}
	for i := range packs {
		l.Packs = append(l.Packs, Pack{Hash: Hash(fmt.Append(nil, i)), Bytes: 262144 + i, Head: 3120, Entries: 100})
	}
	m.Languages["ru"] = l
	return m
}

func TestManifest(t *testing.T) {
	want := sampleManifest(3)
	data, err := want.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := ParseManifest(data)
	if err != nil {
		t.Fatal(err)
	}
	want.Format, want.Version, want.Release = Format, Version, got.Release
	if diff := cmp.Diff(&want, got, cmpopts.IgnoreUnexported(Pack{})); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if len(got.Release) != 16 {
		t.Errorf("release %q", got.Release)
	}
	for i := range data {
		damaged := bytes.Clone(data)
		damaged[i] ^= 1
		if _, err := ParseManifest(damaged); err == nil {
			t.Errorf("byte %d changed: no error\n%s", i, damaged)
		}
	}
	other, err := sampleManifest(4).Encode()
	if err != nil {
		t.Fatal(err)
	}
	if m, err := ParseManifest(other); err != nil || m.Release == got.Release {
		t.Errorf("another library: release %v, %v", m, err)
	}
}

// TestManifestSize: ten thousand articles of 3.4 KB fill 110 packs.
func TestManifestSize(t *testing.T) {
	data, err := sampleManifest(120).Encode()
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 16<<10 {
		t.Errorf("%d bytes, want at most %d: 4 KB are left for shell and lists", len(data), 16<<10)
	}
}

func FuzzParseManifest(f *testing.F) {
	data, err := sampleManifest(2).Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add(`{"check":"","bundle":{}}`)
	f.Add(`{"check":"` + Hash([]byte("{}")) + `","bundle":{}}` + "\n")
	f.Add("<!doctype html><title>Sign in</title>")
	f.Fuzz(func(t *testing.T, text string) {
		if m, err := ParseManifest([]byte(text)); err == nil && (m.Format != Format || m.Version != Version) {
			t.Errorf("accepted %+v", m)
		}
	})
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		numbers Numbers
		want    string
	}{
		{nil, "[]"}, {Numbers{0}, "[0]"}, {Numbers{3, 4, 9}, "[3,1,5]"},
	} {
		if got, err := json.Marshal(test.numbers); err != nil || string(got) != test.want {
			t.Errorf("%v as JSON: got %s, %v; want %s", []int(test.numbers), got, err, test.want)
		}
	}
}

func TestCost(t *testing.T) {
	packs := []Pack{
		{Bytes: 1000, Head: 100, Entries: 4, blocks: []Piece{{300, 1}, {300, 2}, {300, 1}}},
		{Bytes: 500, Head: 50, Entries: 2, blocks: []Piece{{400, 1}, {50, 1}}},
	}
	for _, test := range []struct {
		numbers []int
		want    int
	}{
		{nil, 0},
		{[]int{0}, 400},
		{[]int{1}, 400},
		{[]int{1, 2}, 400},
		{[]int{0, 3}, 700},           // 600 of 900 are less than three quarters
		{[]int{0, 1, 3}, 1000},       // all of it
		{[]int{4}, 500},              // 400 of 450: the pack as a whole
		{[]int{5}, 100},              //
		{[]int{0, 1, 2, 3, 5}, 1100}, //
		{[]int{0, 1, 2, 3, 4, 5}, 1500},
	} {
		if got := Cost(packs, test.numbers); got != test.want {
			t.Errorf("Cost of %v: got %d, want %d", test.numbers, got, test.want)
		}
	}
}
