package main

import (
	"log/slog"

	"github.com/spf13/cobra"
)

// newLogger returns a logger to standard error: information by default, all
// with --verbose.
func newLogger(cmd *cobra.Command) *slog.Logger {
	level := slog.LevelInfo
	if v, err := cmd.Flags().GetBool("verbose"); err == nil && v {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
}
