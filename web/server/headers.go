package server

import (
	"net/http"
	"path"
	"strings"
)

// fallbackPolicy is for a site without a usable lectern.json: everything from
// the site itself, no inline script or style.
const fallbackPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
	"worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; " +
	"require-trusted-types-for 'script'; trusted-types lectern"

// permissions names what pages may not use, and what the reading tools need:
// copying a link, the screen staying on while reading aloud. Sharing is ours by
// default; naming it makes browsers without it warn of an unknown feature.
const permissions = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
	"magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=(), " +
	"clipboard-read=(), clipboard-write=(self), fullscreen=(self), screen-wake-lock=(self)"

// setHeaders sets what every reply carries.
func setHeaders(h http.Header, policy string) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Permissions-Policy", permissions)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// resourcePolicy says who may use a file inside other pages. Images and media
// may be shown anywhere: readers of feeds in a browser show them on their own
// origin. The rest is for our own pages.
func resourcePolicy(contentType string) string {
	for _, kind := range []string{"image/", "audio/", "video/"} {
		if strings.HasPrefix(contentType, kind) {
			return "cross-origin"
		}
	}
	return "same-origin"
}

// cacheControl lets a name with a content hash be kept for a year and has
// everything else asked for again.
func cacheControl(name string) string {
	if (strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, "library/")) && hasHash(path.Base(name)) {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// hasHash reports whether a file name is like "app.1f2e3d4c.wasm": eight or
// more lower case hex digits between the first and the last dot.
func hasHash(base string) bool {
	parts := strings.Split(base, ".")
	for _, part := range parts[1:max(1, len(parts)-1)] {
		if len(part) >= 8 && strings.Trim(part, "0123456789abcdef") == "" {
			return true
		}
	}
	return false
}
