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

	"lectern/content"
	"lectern/content/language"
	"lectern/content/library"
)

func newNewCommand() *cobra.Command {
	var lang, dir string
	cmd := &cobra.Command{
		Use:   "new TITLE",
		Short: "Start an article",
		Long: `New writes a file with front matter (title, date, language) ready to be
filled, and says where. When --lang is left out, the language is guessed from the
title; a title in Latin letters may say too little, and then none is written.
A title that would get an address the site keeps for itself ("search", "2020")
gets a number behind it.`,
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
				tag = guessed(title)
			}
			if strings.TrimSpace(title) == "" {
				return usageError{errors.New("new: the title is empty")}
			}
			name, data := library.Scaffold(title, tag, time.Now())
			if stem := strings.TrimSuffix(name, ".md"); library.Reserved(name) {
				name = stem + "-2.md"
				fmt.Fprintf(cmd.ErrOrStderr(), "lectern: %q is the name of a page or a file of every site: the article is called %q\n", stem, stem+"-2")
			}
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

// guessed is the language of a title. In Latin letters dozens of languages look
// alike, so only a sure answer counts; other scripts have one that is by far
// the likeliest, and letters of their own for the rest.
func guessed(title string) content.Lang {
	if lang, ok := language.Detect(title); ok {
		return lang
	}
	if lang, _ := language.Hint(title); language.ScriptOf(lang) != "Latn" {
		return lang
	}
	return ""
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
	return fill(f, data)
}

// fill writes a new file and closes it. When the disk is full the file goes: half
// an article is worse than none.
func fill(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
