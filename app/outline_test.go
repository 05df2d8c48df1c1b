package app

import "testing"

func TestSection(t *testing.T) {
	tests := []struct {
		name string
		tops []float64
		end  bool
		want int
	}{
		{"no sections", nil, false, -1},
		{"above the first", []float64{500, 900}, false, -1},
		{"first reached", []float64{250, 900}, false, 0},
		{"between", []float64{-800, 100, 2000}, false, 1},
		{"all passed", []float64{-900, -500}, false, 1},
		{"short last section at the end", []float64{-900, 100, 850}, true, 2},
		{"last not seen at the end", []float64{-900, 100, 1e9}, true, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := section(tt.tops, 900, tt.end); got != tt.want {
				t.Errorf("section(%v, 900, %v) = %d, want %d", tt.tops, tt.end, got, tt.want)
			}
		})
	}
}
