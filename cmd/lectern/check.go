package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"lectern/content"
	"lectern/content/library"
)

func newCheckCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "List every problem in the content",
		Long: `Check reads every file and lists what is wrong in it, as
"file:line:column: message (hint)": broken links and anchors, missing images,
dead links, equal addresses, missing titles, unreadable dates, mistyped keys,
headings that skip a level, images without a description.

The exit status is 1 when there are any. Drafts are checked too.`,
		Example: `  lectern check articles
  lectern check articles --json | jq -r .file | sort | uniq -c`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := openSource(args)
			if err != nil {
				return err
			}
			now, err := clock()
			if err != nil {
				return err
			}
			loader := library.NewLoader(library.Options{FS: src.fs, Base: "/", Now: now, Drafts: true})
			lib, err := loader.Load(cmd.Context())
			if err != nil {
				return fmt.Errorf("read the articles: %w", err)
			}
			if err := printProblems(cmd, lib.Problems, asJSON); err != nil {
				return err
			}
			if !asJSON {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s, %s\n", count(len(lib.Articles), "article"), count(len(lib.Problems), "problem"))
			}
			if len(lib.Problems) > 0 {
				return errProblems
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	return cmd
}

func printProblems(cmd *cobra.Command, problems []content.Problem, asJSON bool) error {
	encoder := json.NewEncoder(cmd.OutOrStdout())
	encoder.SetEscapeHTML(false)
	for _, p := range problems {
		if asJSON {
			if err := encoder.Encode(p); err != nil {
				return err
			}
			continue
		}
		if _, err := fmt.Fprintln(cmd.OutOrStdout(), p); err != nil {
			return err
		}
	}
	return nil
}
