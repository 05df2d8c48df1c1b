// Lectern turns a folder of Markdown articles into a reading site.
//
// Usage:
//
//	lectern serve [DIR]          build a folder and serve it, watching for changes
//	lectern build [DIR]          write a static site
//	lectern check [DIR]          list every problem in the content
//	lectern new TITLE            start an article
//	lectern import FILE...       turn text, HTML and Markdown files into articles
//	lectern search QUERY         search a built site
//	lectern version              print the version
//
// Without DIR the built-in library is used. "lectern help COMMAND" tells more.
//
// Exit status: 0 fine; 1 problems in the content, or the job could not be done;
// 2 wrong use.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // zones for lectern.yaml, where the system has none

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

const (
	exitFine  = 0
	exitWrong = 1 // problems in the content, or the job could not be done
	exitUsage = 2
)

// errProblems ends a command whose findings have been printed already.
var errProblems = errors.New("problems in the content")

// A usageError is a command line that cannot be carried out as written.
type usageError struct{ error }

// run carries out one command line and returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitWrong
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "lectern: %v\nRun \"lectern help\" for usage.\n", err)
		return exitUsage
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(stderr, "lectern: interrupted")
		return exitWrong
	}
	fmt.Fprintf(stderr, "lectern: %v\n", err)
	return exitWrong
}

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "lectern",
		Short: "Turn a folder of Markdown articles into a reading site",
		Long: `Lectern turns a folder of Markdown articles into a reading site: finished pages
that open at once, with search, outline and reading settings around them.

Commands that take DIR work on the built-in library when DIR is left out.`,
		Example: `  lectern serve articles
  lectern build articles --out dist --base-url https://news.example/`,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{unknownCommand(cmd, args[0])}
			}
			return cmd.Help()
		},
		Args: cobra.ArbitraryArgs,
	}
	var verbose bool
	root.PersistentFlags().BoolVarP(&verbose, "verbose", "v", false, "log what is being done")
	root.SuggestionsMinimumDistance = 2 // letters that a name may differ in
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		newServeCommand(),
		newBuildCommand(),
		newCheckCommand(),
		newNewCommand(),
		newImportCommand(),
		newSearchCommand(),
		newVersionCommand(),
	)
	for _, c := range root.Commands() {
		c.Args = usageArgs(c.Args)
	}
	return root
}

// unknownCommand names the commands that look like name.
func unknownCommand(root *cobra.Command, name string) error {
	if near := root.SuggestionsFor(name); len(near) > 0 {
		return fmt.Errorf("unknown command %q, did you mean %q?", name, near[0])
	}
	return fmt.Errorf("unknown command %q", name)
}

// usageArgs makes a wrong number of arguments a usage error.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%s: %w", cmd.Name(), err)}
		}
		return nil
	}
}
