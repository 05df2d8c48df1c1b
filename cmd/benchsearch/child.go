package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A cost is what a program took, with those it waited for: wall-clock time, the
// time of all processors, and the most memory one of them held at once.
type cost struct {
	Took, CPU time.Duration
	Memory    int64 // bytes; 0 where the system does not tell
}

func (c cost) String() string {
	memory := "?"
	if c.Memory > 0 {
		memory = fmt.Sprintf("%.0f", float64(c.Memory)/1e6)
	}
	return fmt.Sprintf("%.1f / %.1f / %s", c.Took.Seconds(), c.CPU.Seconds(), memory)
}

// runChild runs a program to its end and returns what it printed and took.
// The error carries the end of what it complained of.
func runChild(ctx context.Context, dir, stdin, name string, args ...string) ([]byte, cost, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	out, err := cmd.Output()
	took := cost{Took: time.Since(start)}
	if cmd.ProcessState != nil {
		took.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		took.Memory = peak(cmd.ProcessState)
	}
	if err != nil {
		complaint := strings.TrimSpace(stderr.String())
		return out, took, fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, complaint[max(0, len(complaint)-2000):])
	}
	return out, took, nil
}

// sizeOf returns the bytes of the files below dir that take says count; their
// names are relative to dir, with forward slashes.
func sizeOf(dir string, take func(name string) bool) (int64, error) {
	var sum int64
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || !take(filepath.ToSlash(name)) {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	return sum, err
}
