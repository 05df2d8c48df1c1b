package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lectern/content/language"
	"lectern/content/library"
)

func newNewCommand() *cobra.Command {
	var lang, dir string
	cmd := &cobra.Command{
		Use:   "new TITLE",
		Short: "Start an article",
		Long: `New writes a file with front matter (title, date, language) ready to be
filled, and says where. The language is guessed from the title when --lang is
left out.`,
		Example: `  lectern new "Дороги области"
  lectern new "Toshkentda yangi bekat" --lang uz --dir articles`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			title := args[0]
			tag, ok := language.Parse(lang)
			switch {
			case lang != "" && !ok:
				return usageError{fmt.Errorf("--lang %q is not a language tag such as ru, uz or uz-Cyrl", lang)}
			case lang == "":
				tag, _ = language.Detect(title)
			}
			if strings.TrimSpace(title) == "" {
				return usageError{errors.New("new: the title is empty")}
			}
			name, data := library.Scaffold(title, tag, time.Now())
			path := filepath.Join(dir, name)
			if err := writeNew(path, data); err != nil {
				return err
			}
			_, err := fmt.Fprintln(cmd.OutOrStdout(), path)
			return err
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "", "language of the article")
	cmd.Flags().StringVar(&dir, "dir", ".", "folder to write into")
	return cmd
}

// writeNew writes a file that must not exist yet.
func writeNew(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already; nothing was written", path)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
