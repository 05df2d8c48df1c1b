package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseSettings(t *testing.T) {
	tests := []struct {
		name, stored string
		want         settings
		size         int
	}{
		{"nothing", "", settings{}, 3},
		{"all", `{"theme":"dark","size":"5","width":"wide","leading":"loose","font":"sans"}`,
			settings{"theme": "dark", "size": "5", "width": "wide", "leading": "loose", "font": "sans"}, 5},
		{"size as a number", `{"size":7}`, settings{"size": "7"}, 7},
		{"usual values are left out", `{"theme":"system","size":"3","font":"serif"}`, settings{}, 3},
		{"unknown values", `{"theme":"pink","size":"10","width":3,"colour":"red"}`, settings{}, 3},
		{"size out of range", `{"size":0}`, settings{}, 3},
		{"not an object", `["dark"]`, settings{}, 3},
		{"cut short", `{"theme":"da`, settings{}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := parseSettings(tt.stored)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("parseSettings(%s) (-want +got):\n%s", tt.stored, diff)
			}
			if got.size() != tt.size {
				t.Errorf("parseSettings(%s).size() = %d, want %d", tt.stored, got.size(), tt.size)
			}
		})
	}
}

func FuzzParseSettings(f *testing.F) {
	f.Add(`{"theme":"dark","size":"5"}`)
	f.Add(`{"size":1e400}`)
	f.Add(`{"size":-1,"theme":null}`)
	f.Fuzz(func(t *testing.T, stored string) {
		s := parseSettings(stored)
		if again := parseSettings(s.stored()); !cmp.Equal(s, again) {
			t.Errorf("parseSettings(%q) = %v, but stored and read again %v", stored, s, again)
		}
		if s.size() < smallest || s.size() > largest {
			t.Errorf("parseSettings(%q).size() = %d", stored, s.size())
		}
	})
}
