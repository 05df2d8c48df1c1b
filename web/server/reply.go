package server

import (
	"io"
	"net/http"
	"os"
	"strconv"
	"time"
)

// sendChunk is how much of a body must get through within the write timeout:
// 128 KB in a minute is 17 kbit/s, slower than any line a page can be read on.
const sendChunk = 128 << 10

// A reply is a response writer that counts what it sent.
type reply struct {
	http.ResponseWriter
	timeout time.Duration // for each chunk of a body
	status  int           // 0 before the header is sent
	bytes   int64
}

// Unwrap is for http.ResponseController.
func (w *reply) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *reply) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *reply) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// extend gives the next chunk its own time: one deadline for the whole of a
// large file would cut off readers on slow lines.
func (w *reply) extend() {
	// Recorders in tests know no deadlines; nothing is lost there.
	http.NewResponseController(w.ResponseWriter).SetWriteDeadline(time.Now().Add(w.timeout))
}

// send sends a body from memory.
func (w *reply) send(body []byte) error {
	for len(body) > 0 {
		n := min(len(body), sendChunk)
		w.extend()
		if _, err := w.Write(body[:n]); err != nil {
			return err
		}
		body = body[n:]
	}
	return nil
}

// sendFile sends a part of a file. The writer below copies inside the kernel
// where it can.
func (w *reply) sendFile(f *os.File, start, length int64) error {
	if _, err := f.Seek(start, io.SeekStart); err != nil {
		return err
	}
	for length > 0 {
		w.extend()
		n, err := io.CopyN(w.ResponseWriter, f, min(length, sendChunk))
		w.bytes += n
		if err != nil {
			return err
		}
		length -= n
	}
	return nil
}

// text answers with a status and its name in plain text.
func (s *Server) text(w *reply, r *http.Request, status int) {
	h := w.Header()
	if h.Get("Cache-Control") != "no-store" {
		h.Set("Cache-Control", "no-cache")
	}
	s.body(w, r, status, "text/plain; charset=utf-8", []byte(http.StatusText(status)+"\n"))
}

// body answers with a short body.
func (s *Server) body(w *reply, r *http.Request, status int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		s.sent(r, w.send(body))
	}
}
