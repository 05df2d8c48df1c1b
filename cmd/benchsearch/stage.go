package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
)

// A stage takes the place of a test for the helpers that drive the browser:
// what fails ends the work on the stage and becomes an error.
type stage struct {
	ends []func()
}

// A failure is what a helper gave up with.
type failure string

// onStage does work, ends what it started, and returns why it failed.
func onStage(work func(*stage)) (err error) {
	s := &stage{}
	defer func() {
		for _, end := range slices.Backward(s.ends) {
			end()
		}
	}()
	defer func() {
		switch v := recover().(type) {
		case nil:
		case failure:
			err = errors.New(string(v))
		default:
			panic(v)
		}
	}()
	work(s)
	return nil
}

// check ends the work on the stage when there is an error.
func (s *stage) check(err error) {
	if err != nil {
		s.Fatalf("%v", err)
	}
}

// Helper is for tests.
func (s *stage) Helper() {}

// Errorf ends the work like Fatalf: half a measurement is none.
func (s *stage) Errorf(format string, args ...any) { s.Fatalf(format, args...) }

// Fatalf ends the work on the stage.
func (s *stage) Fatalf(format string, args ...any) { panic(failure(fmt.Sprintf(format, args...))) }

// Cleanup has end called when the work has ended, the last first.
func (s *stage) Cleanup(end func()) { s.ends = append(s.ends, end) }

// TempDir returns a new folder that goes with the stage.
func (s *stage) TempDir() string {
	dir, err := os.MkdirTemp("", "bench-search-")
	s.check(err)
	s.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
