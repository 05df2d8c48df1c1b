package server

import (
	"bytes"
	"io"
	"net/http"
	"testing"

	brotlilib "github.com/andybalholm/brotli"
	gziplib "github.com/klauspost/compress/gzip"
)

// unpacked reads a body as a browser would.
func unpacked(t testing.TB, res *http.Response) io.Reader {
	t.Helper()
	switch res.Header.Get("Content-Encoding") {
	case "br":
		return brotlilib.NewReader(res.Body)
	case "gzip":
		data, err := io.ReadAll(res.Body)
		if err != nil || len(data) == 0 {
			return bytes.NewReader(data)
		}
		r, err := gziplib.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("gzip: %v", err)
		}
		return r
	}
	return res.Body
}
