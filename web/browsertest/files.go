package browsertest

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/chromedp"
)

// Choose puts files into a file field, as the browser's dialog does.
func (tab *Tab) Choose(selector string, files ...string) {
	tab.t.Helper()
	tab.do("choosing "+strings.Join(files, ", "), func(ctx context.Context) error {
		return chromedp.Do(ctx, chromedp.SetUploadFiles(chromedp.CSS(selector), files))
	})
}

// Sync has the browser send the page's service worker a periodic sync event,
// which it else sends installed sites once or twice a day.
func (tab *Tab) Sync(tag string) {
	tab.t.Helper()
	tab.do("sending the sync event "+tag, func(ctx context.Context) error {
		here, err := url.Parse(Eval[string](tab, "location.origin"))
		if err != nil {
			return err
		}
		found := make(chan serviceworker.RegistrationID, 16)
		err = chromedp.Listen(ctx, func(ev any) {
			updated, ok := ev.(*serviceworker.EventWorkerRegistrationUpdated)
			if !ok {
				return
			}
			for _, r := range updated.Registrations {
				if strings.HasPrefix(r.ScopeURL, here.String()+"/") {
					select {
					case found <- r.RegistrationID:
					default:
					}
				}
			}
		})
		if err != nil {
			return err
		}
		// Enabling tells of all workers; not if it is done already.
		for _, command := range []cdp.Command[cdp.Empty, cdp.Empty]{serviceworker.Disable, serviceworker.Enable} {
			if _, err := chromedp.Call(ctx, command, cdp.Empty{}); err != nil {
				return err
			}
		}
		select {
		case id := <-found:
			_, err := chromedp.Call(ctx, serviceworker.DispatchPeriodicSyncEvent, serviceworker.DispatchPeriodicSyncEventParams{Origin: here.String() + "/", RegistrationID: id, Tag: tag})
			return err
		case <-ctx.Done():
			return fmt.Errorf("the page has no service worker: %w", ctx.Err())
		}
	})
}
