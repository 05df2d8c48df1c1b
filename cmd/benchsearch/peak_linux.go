package main

import (
	"os"
	"syscall"
)

// peak returns the most memory a program that ended held at once, in bytes.
func peak(state *os.ProcessState) int64 {
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss * 1024
	}
	return 0
}
