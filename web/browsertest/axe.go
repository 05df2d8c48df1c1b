package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axePath is where "make test" puts axe-core, from the repository's root.
const axePath = "node_modules/axe-core/axe.min.js"

// A Violation is something that keeps readers out.
type Violation struct {
	ID     string `json:"id"`     // axe's rule, "color-contrast"
	Impact string `json:"impact"` // minor, moderate, serious, critical
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

func (v Violation) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s (%s): %s", v.ID, v.Impact, v.Help)
	for i, n := range v.Nodes {
		if i == 5 {
			fmt.Fprintf(&out, "\n    and %d more", len(v.Nodes)-i)
			break
		}
		fmt.Fprintf(&out, "\n    %.200s\n      %s", n.HTML, strings.ReplaceAll(n.Summary, "\n", "\n      "))
	}
	return out.String()
}

// Axe returns what axe-core finds on the page by some of its rules, or, when none
// are named, by all of WCAG 2.2 A and AA and its best practices.
func (tab *Tab) Axe(rules ...string) []Violation {
	tab.t.Helper()
	source := findAxe(tab.t)
	options := map[string]any{"resultTypes": []string{"violations"}}
	if len(rules) > 0 {
		options["runOnly"] = rules
	}
	with, err := json.Marshal(options)
	if err != nil {
		tab.t.Fatalf("axe's options: %v", err)
	}
	var found struct {
		Violations []Violation `json:"violations"`
	}
	tab.do("running axe", func(ctx context.Context) error {
		// A world of its own: the page's policy and its Trusted Types do not
		// reach there, and the page never sees axe.
		frames, err := chromedp.Call(ctx, page.GetFrameTree, cdp.Empty{})
		if err != nil {
			return err
		}
		world, err := chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{
			FrameID: frames.FrameTree.Frame.ID, WorldName: "axe",
		})
		if err != nil {
			return err
		}
		in := func(script string) (json.RawMessage, error) {
			yes := true
			res, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{
				Expression: script, ContextID: world.ExecutionContextID, AwaitPromise: &yes, ReturnByValue: &yes,
			})
			if err != nil {
				return nil, err
			}
			if res.ExceptionDetails != nil {
				return nil, errors.New(exception(res.ExceptionDetails))
			}
			return json.RawMessage(res.Result.Value), nil
		}
		// The world of a page stays: half a megabyte of axe is read once.
		there, err := in(`typeof axe === "object"`)
		if err != nil {
			return err
		}
		if string(there) != "true" {
			if _, err := in(source + "\n;0"); err != nil {
				return err
			}
		}
		data, err := in(`axe.run(document, ` + string(with) + `).then((r) => ({ violations: r.violations }))`)
		if err != nil {
			return err
		}
		return json.Unmarshal(data, &found)
	})
	return found.Violations
}

// Accessible fails the test with what axe-core finds, by all rules or by some.
func (tab *Tab) Accessible(rules ...string) {
	tab.t.Helper()
	for _, v := range tab.Axe(rules...) {
		tab.t.Errorf("%s: %v", tab.at(), v)
	}
}

// findAxe reads axe-core, found upward from the test's folder.
func findAxe(t T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatalf("%v", err)
	}
	for {
		if data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(axePath))); err == nil {
			return string(data)
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatalf("%s is missing: run \"make test\", which installs it", axePath)
		}
		dir = up
	}
}
