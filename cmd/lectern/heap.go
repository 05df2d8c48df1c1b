package main

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	// heapRoom is how much a build allocates between two collections while little
	// is in use: rendering fills 500 MB a second, nearly all of it for a moment.
	heapRoom = 80 << 20
	// heapShare is that room, in percent of what is in use, once that is more.
	heapShare = 40
	// heapEvery is how often the room is measured again. What is in use grows by
	// some 10 MB meanwhile.
	heapEvery = 50 * time.Millisecond
)

// usualPercent is what Go has when nobody says otherwise.
const usualPercent = 100

// keepRoom sees to it that memory is collected every so many bytes rather than
// whenever what is in use has doubled, until stop is called: that is less often
// at first, and takes less memory in the end. A setting of the user's own (GOGC)
// stays as it is.
func keepRoom() (stop func()) {
	if before := debug.SetGCPercent(gcPercent(0)); before != usualPercent {
		debug.SetGCPercent(before)
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(heapEvery)
		defer tick.Stop()
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		for set := gcPercent(0); ; {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			metrics.Read(live)
			if wanted := gcPercent(live[0].Value.Uint64()); wanted != set {
				debug.SetGCPercent(wanted)
				set = wanted
			}
		}
	}()
	return func() {
		close(done)
		<-ended
		debug.SetGCPercent(usualPercent)
	}
}

// gcPercent is how much of what is in use, in percent, may be allocated before
// the next collection; in tens, so that it is not set all the time.
func gcPercent(live uint64) int {
	return max(heapShare, int(heapRoom*100/max(live, 8<<20))/10*10)
}
