package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"
)

// limits bounds what one client, or all of them, can take of the server.
type limits struct {
	header      time.Duration // for the head of a request, from the first byte or the connection's start
	read        time.Duration // for all of a request
	write       time.Duration // for a reply; for each chunk of a file (see sendChunk)
	idle        time.Duration // between two requests of a connection
	event       time.Duration // for one event of the live stream
	heartbeat   time.Duration // between two signs of life of the live stream
	shutdown    time.Duration // for open requests when the server stops
	headerBytes int           // head of a request
	clients     int           // pages on the live stream
	cache       int64         // bytes of bodies kept in memory
	compressors int           // bodies compressed at a time
}

func standardLimits() limits {
	return limits{
		header:      5 * time.Second,
		read:        10 * time.Second,
		write:       60 * time.Second,
		idle:        120 * time.Second,
		event:       10 * time.Second,
		heartbeat:   20 * time.Second,
		shutdown:    5 * time.Second,
		headerBytes: 32 << 10,
		clients:     64,
		cache:       keepBodies,
		compressors: runtime.GOMAXPROCS(0),
	}
}

// Serve accepts connections on l until ctx ends, then lets open requests
// finish for 5 seconds and returns nil. Event streams end at once. The server
// is closed afterwards.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: s.limits.header,
		ReadTimeout:       s.limits.read,
		WriteTimeout:      s.limits.write,
		IdleTimeout:       s.limits.idle,
		MaxHeaderBytes:    s.limits.headerBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	defer s.Close()
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	if s.live != nil {
		s.live.close()
	}
	stop, cancel := context.WithTimeout(context.Background(), s.limits.shutdown)
	defer cancel()
	err := srv.Shutdown(stop)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.Warn("stopping with requests still open", "after", s.limits.shutdown)
		err = srv.Close()
	}
	if err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}
