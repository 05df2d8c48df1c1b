package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// EvalFrame returns the value of an expression in the frame of the page whose
// address holds a text. It is evaluated in a world of its own: the frame's
// document is the page's, its variables are not, and neither its sandbox nor its
// policy binds it. The browser must keep frames in the process of their page.
func EvalFrame[V any](tab *Tab, address, expression string) V {
	tab.t.Helper()
	var value V
	tab.do("evaluating in the frame "+address+": "+expression, func(ctx context.Context) error {
		data, err := evalFrame(ctx, address, expression)
		if err != nil {
			return err
		}
		return json.Unmarshal(data, &value)
	})
	return value
}

// WaitFrame is Wait in a frame.
func (tab *Tab) WaitFrame(what, address, expression string) {
	tab.t.Helper()
	var last string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(tab.ctx, patience)
		data, err := evalFrame(ctx, address, "!!("+expression+")")
		cancel()
		if err == nil && string(data) == "true" {
			return
		}
		last = fmt.Sprintf("it is %s, %v", data, err)
	}
	tab.t.Fatalf("waited %v for %s in the frame %s: %s\n  %s%s", patience, what, address, last, expression, tab.story())
}

func evalFrame(ctx context.Context, address, expression string) (json.RawMessage, error) {
	tree, err := chromedp.Call(ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	frame := findFrame(tree.FrameTree.ChildFrames, address)
	if frame == nil {
		return nil, errors.New("the page has no such frame")
	}
	world, err := chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: frame.ID, WorldName: "test"})
	if err != nil {
		return nil, err
	}
	yes := true
	res, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{
		Expression: expression, ContextID: world.ExecutionContextID, AwaitPromise: &yes, ReturnByValue: &yes,
	})
	if err != nil {
		return nil, err
	}
	if res.ExceptionDetails != nil {
		return nil, errors.New(exception(res.ExceptionDetails))
	}
	return json.RawMessage(res.Result.Value), nil
}

func findFrame(trees []*page.FrameTree, address string) *cdp.Frame {
	for _, tree := range trees {
		if strings.Contains(tree.Frame.URL+tree.Frame.URLFragment, address) {
			return tree.Frame
		}
		if found := findFrame(tree.ChildFrames, address); found != nil {
			return found
		}
	}
	return nil
}

// Busy returns for how many milliseconds the page's main thread has worked since
// the first call, frames in its process included.
func (tab *Tab) Busy() float64 {
	tab.t.Helper()
	busy := 0.0
	tab.do("reading how busy the page was", func(ctx context.Context) error {
		if _, err := chromedp.Call(ctx, performance.Enable, performance.EnableParams{}); err != nil {
			return err
		}
		got, err := chromedp.Call(ctx, performance.GetMetrics, cdp.Empty{})
		if err != nil {
			return err
		}
		for _, m := range got.Metrics {
			if m.Name == "TaskDuration" {
				busy = 1000 * m.Value
			}
		}
		return nil
	})
	return busy
}
