package content

// HTML is markup that is safe to put into a page as it is. It has one door:
// only package markdown makes values of it, from sanitized output. (A test in
// cmd/lectern holds that rule.)
type HTML struct{ markup string }

// SafeHTML wraps markup that the caller has sanitized.
func SafeHTML(markup string) HTML { return HTML{markup} }

// String returns the markup.
func (h HTML) String() string { return h.markup }
