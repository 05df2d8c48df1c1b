package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lectern/content/importer"
	"lectern/content/library"
)

func newImportCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Turn text, HTML and Markdown files into articles",
		Long: `Import writes an article in Markdown with front matter for each file of plain
text, HTML or foreign Markdown. The words stay as they are; what had to be
guessed (title, language, date) is listed for you to look at. Images beside the
file are copied beside the article. Existing files are never overwritten.`,
		Example: `  lectern import letter.txt page.html --out articles`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var failed error
			for _, file := range args {
				if err := importFile(cmd, file, out); err != nil {
					fmt.Fprintf(cmd.ErrOrStderr(), "lectern: %v\n", err)
					failed = errProblems
				}
			}
			return failed
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", ".", "folder to write into")
	return cmd
}

func importFile(cmd *cobra.Command, file, out string) error {
	data, err := readHandedIn(file)
	if err != nil {
		return fmt.Errorf("import %s: %w", file, err)
	}
	result, err := importer.Import(filepath.Base(file), data)
	if err != nil {
		return fmt.Errorf("import %s: %w", file, err)
	}
	path, err := writeNumbered(filepath.Join(out, result.Name), result.Data)
	if err != nil {
		return fmt.Errorf("import %s: %w", file, err)
	}
	fmt.Fprintln(cmd.OutOrStdout(), path)
	for _, guess := range result.Guesses {
		fmt.Fprintf(cmd.ErrOrStderr(), "  %s\n", guess)
	}
	for _, image := range result.Images {
		said, err := copyImage(filepath.Dir(file), filepath.Dir(path), filepath.FromSlash(image))
		if err != nil {
			said = fmt.Sprintf("the image %s is not copied: %v", image, err)
		}
		if said != "" {
			fmt.Fprintf(cmd.ErrOrStderr(), "  %s\n", said)
		}
	}
	return nil
}

// readHandedIn reads a file that is to be imported. A folder, a pipe or a device
// is told instead of being waited for.
func readHandedIn(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, withoutPath(err)
	case info.IsDir():
		return nil, errors.New("it is a folder (name the files in it)")
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("it is %s (save what it gives into a file, and import that)", library.FileKind(info.Mode()))
	case info.Size() > importer.MaxFile:
		return nil, importer.TooLarge(info.Size())
	}
	data, err := os.ReadFile(file)
	return data, withoutPath(err)
}

// withoutPath takes the operation and the path out of an error of a file, where
// the message names the file already.
func withoutPath(err error) error {
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		return failed.Err
	}
	return err
}

// copyImage copies a file from one folder to the same place in another, and
// says what it did. Neither folder is left, whatever links lead to; a file that
// is there already is not overwritten.
func copyImage(from, to, name string) (said string, err error) {
	source, err := os.OpenRoot(from)
	if err != nil {
		return "", err
	}
	defer source.Close()
	if info, err := source.Stat(name); err == nil && !info.Mode().IsRegular() {
		return "", fmt.Errorf("it is %s", library.FileKind(info.Mode()))
	}
	data, err := source.ReadFile(name)
	if err != nil {
		return "", err
	}
	target, err := os.OpenRoot(to)
	if err != nil {
		return "", err
	}
	defer target.Close()
	if there, err := target.ReadFile(name); err == nil {
		if bytes.Equal(there, data) {
			return "", nil
		}
		return "", errors.New("there is another file of that name")
	}
	if err := target.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return "", err
	}
	return "copied: " + filepath.Join(to, name), target.WriteFile(name, data, 0o644)
}

// writeNumbered writes a new file, as name-2.md, name-3.md and so on when
// others have the name or the site keeps it for itself. It returns the path it wrote.
func writeNumbered(path string, data []byte) (string, error) {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for n := 2; ; n++ {
		if !library.Reserved(filepath.Base(path)) {
			_, err := os.Lstat(path)
			if errors.Is(err, os.ErrNotExist) {
				return path, writeNew(path, data)
			}
			if err != nil {
				return "", err
			}
		}
		path = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
}
