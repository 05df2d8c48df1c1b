package main

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestRoomOfMemory(t *testing.T) {
	for live, want := range map[uint64]int{0: 1000, 40 << 20: 200, 100 << 20: 80, 200 << 20: 40, math.MaxUint64: 40} {
		if got := gcPercent(live); got != want {
			t.Errorf("with %d MB in use: %d percent, want %d", live>>20, got, want)
		}
	}
	before := debug.SetGCPercent(usualPercent)
	defer debug.SetGCPercent(before)
	for own, want := range map[int]int{usualPercent: gcPercent(0), 70: 70, -1: -1} {
		debug.SetGCPercent(own)
		stop := keepRoom()
		during := debug.SetGCPercent(own)
		stop()
		if after := debug.SetGCPercent(usualPercent); during != want || after != own {
			t.Errorf("the setting %d becomes %d, want %d, and is %d afterwards", own, during, want, after)
		}
	}
}
