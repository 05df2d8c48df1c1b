//go:build bare

package main

import (
	"context"
	"errors"

	"lectern/app/browser"
	"lectern/content"
)

type engine struct{}

func newEngine(func(ctx context.Context, name string) ([]byte, error), *browser.Window) (engine, error) {
	return engine{}, nil
}

func (engine) warm(context.Context, content.Lang) error { return nil }

func (engine) ask(context.Context, string, content.Lang, int, bool) (Answer, error) {
	return Answer{}, errors.New("built without the engine")
}
