package library

import (
	"strings"
	"testing"
)

func TestCleanSVG(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`
	tests := map[string]struct{ in, want string }{
		"kept": {
			`<?xml version="1.0"?><!DOCTYPE svg><!-- note --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0" style="fill:#fff"/><text>a &amp; b</text></svg>`,
			open + ` viewBox="0 0 1 1"><path d="M0 0" style="fill:#fff"></path><text>a &amp; b</text></svg>`,
		},
		"script":                 {`<svg><script>alert(1)</script><g/></svg>`, open + `><g></g></svg>`},
		"foreign object":         {`<svg><foreignObject><body onload="x"/></foreignObject></svg>`, open + `></svg>`},
		"handlers":               {`<svg onload="x" ONCLICK="y"><g onmouseover="z"/></svg>`, open + `><g></g></svg>`},
		"links":                  {`<svg><a href="javascript:x"><g/></a></svg>`, open + `><g></g></svg>`},
		"outside references":     {`<svg><image href="https://a.example/x.png"/><use xlink:href="b.svg#x"/></svg>`, open + `><image></image><use></use></svg>`},
		"inside references":      {`<svg><use xlink:href="#x"/><image href="data:image/png;base64,AA=="/></svg>`, open + `><use xlink:href="#x"></use><image href="data:image/png;base64,AA=="></image></svg>`},
		"a drawing in a drawing": {`<svg><image href="data:image/svg+xml;base64,AA=="/></svg>`, open + `><image></image></svg>`},
		"animated links":         {`<svg><a><animate attributeName="href" to="javascript:x"/><animate attributeName="x" to="1"/></a></svg>`, open + `><animate attributeName="x" to="1"></animate></svg>`},
		"set":                    {`<svg><set attributeName="onload" to="x"/></svg>`, open + `></svg>`},
		"imports":                {`<svg><style>@import url(https://a.example/x.css); a{}</style></svg>`, open + `><style></style></svg>`},
		"addresses in styles":    {`<svg><g style="fill:url(https://a.example)"/><g fill="url(#a)"/></svg>`, open + `><g></g><g fill="url(#a)"></g></svg>`},
		"escapes in styles":      {`<svg><g style="fill:\75rl(x)"/></svg>`, open + `><g></g></svg>`},
		"editors' elements":      {`<svg xmlns:sodipodi="s"><sodipodi:namedview><g/></sodipodi:namedview><g sodipodi:role="x"/></svg>`, open + `><g></g></svg>`},
		"prefixed":               {`<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:g/></svg:svg>`, open + `><g></g></svg>`},
		"other vocabularies":     {`<svg><h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script><iframe src="x"/></svg>`, open + `></svg>`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, _, err := cleanSVG([]byte(test.in))
			if err != nil || string(got) != test.want {
				t.Errorf("input: %s\n got: %s (%v)\nwant: %s", test.in, got, err, test.want)
			}
		})
	}
}

func TestRefusedSVG(t *testing.T) {
	for _, in := range []string{
		"", "text", "<svg>", "<svg></g></svg>", "<html/>", "<svg/><svg/>", "<svg>&ent;</svg>", `<svg a="1" b></svg>`,
		`<?xml version="1.0" encoding="UTF-16"?><svg/>`, "<svg>" + strings.Repeat("<g>", 200) + strings.Repeat("</g>", 200) + "</svg>",
	} {
		if got, _, err := cleanSVG([]byte(in)); err == nil {
			t.Errorf("%.60q becomes %.60q, want an error", in, got)
		}
	}
}

func TestSVGSize(t *testing.T) {
	tests := []struct {
		attributes    string
		width, height int
	}{
		{`width="30" height="20px"`, 30, 20},
		{`viewBox="0 0 30.4 20.5"`, 30, 21},
		{`viewBox="0,0,30,20" width="60"`, 60, 40},
		{`viewBox="0 0 30 20" width="100%" height="100%"`, 30, 20},
		{`width="10mm" height="5mm"`, 0, 0},
		{`width="-1" height="NaN" viewBox="0 0 1e99 Inf"`, 0, 0},
		{``, 0, 0},
	}
	for _, test := range tests {
		_, pic, err := cleanSVG([]byte("<svg " + test.attributes + "/>"))
		if err != nil || pic.width != test.width || pic.height != test.height {
			t.Errorf("size of <svg %s/> = %d x %d (%v), want %d x %d", test.attributes, pic.width, pic.height, err, test.width, test.height)
		}
	}
}

func FuzzSVG(f *testing.F) {
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg"><g onload="x"><a href="#x">b</a></g></svg>`))
	f.Add([]byte(`<svg><style>a{}</style><![CDATA[x]]></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		clean, _, err := cleanSVG(data)
		if err != nil {
			return
		}
		again, _, err := cleanSVG(clean)
		if err != nil || string(again) != string(clean) {
			t.Errorf("cleaned twice: %q (%v)\ncleaned once: %q", again, err, clean)
		}
		if strings.Contains(strings.ToLower(string(clean)), "<script") {
			t.Errorf("a script is left: %q", clean)
		}
	})
}
