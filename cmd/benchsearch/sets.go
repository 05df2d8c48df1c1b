package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// readKazQAD writes the passages of KazQAD's reading comprehension file as
// articles into to, and returns the questions judged on them. Its corpus of
// 800,000 passages is not part of it: judgments of others are left out.
func readKazQAD(from, to string) ([]query, error) {
	passages, err := find(from, "kazqad-reading-comprehension-*-validation.jsonl")
	if err != nil {
		return nil, err
	}
	questions, err := find(from, "kazqad-topics-*-validation.tsv")
	if err != nil {
		return nil, err
	}
	judgments, err := find(from, "kazqad-qrels-*-validation.tsv")
	if err != nil {
		return nil, err
	}
	there := map[string]bool{}
	err = eachLine(passages, func(line string) error {
		var p struct{ ID, Title, Context string }
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			return err
		}
		_, id, ok := strings.Cut(p.ID, "#") // "question#passage"
		if !ok || !plainName(id) {
			return fmt.Errorf("id %q: want question#passage", p.ID)
		}
		if there[id] {
			return nil
		}
		there[id] = true
		return writeArticle(to, id+".md", p.Title, "kk", p.Context)
	})
	if err != nil {
		return nil, err
	}
	right := map[string]map[string]int{}
	err = eachLine(judgments, func(line string) error {
		fields := strings.Fields(line)
		if len(fields) != 4 {
			return fmt.Errorf("want question, 0, passage and grade: %q", line)
		}
		grade, err := strconv.Atoi(fields[3])
		if err != nil || grade < 1 || !there[fields[2]] {
			return err
		}
		if right[fields[0]] == nil {
			right[fields[0]] = map[string]int{}
		}
		right[fields[0]][fields[2]+".md"] = grade
		return nil
	})
	if err != nil {
		return nil, err
	}
	var queries []query
	err = eachLine(questions, func(line string) error {
		id, text, ok := strings.Cut(line, "\t")
		if ok && len(right[id]) > 0 {
			queries = append(queries, query{Class: "question", Text: text, Right: right[id]})
		}
		return nil
	})
	return queries, err
}

// readARCD writes ARCD's paragraphs as articles into to, and returns its
// questions, each with the paragraph it was asked about.
func readARCD(from, to string) ([]query, error) {
	name, err := find(from, "arcd*.json")
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var set struct {
		Data []struct {
			Title      string
			Paragraphs []struct {
				Context string
				QAs     []struct{ Question string }
			}
		}
	}
	if err := json.Unmarshal(data, &set); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var queries []query
	for i, article := range set.Data {
		for j, p := range article.Paragraphs {
			file := fmt.Sprintf("%d-%d.md", i+1, j+1)
			if err := writeArticle(to, file, article.Title, "ar", p.Context); err != nil {
				return nil, err
			}
			for _, q := range p.QAs {
				queries = append(queries, known("question", strings.Join(strings.Fields(q.Question), " "), file))
			}
		}
	}
	return queries, nil
}

// readHeadlines copies the texts of a folder's files/ into to, and returns its
// headlines.
func readHeadlines(from, to string) ([]query, error) {
	files := filepath.Join(from, "files")
	if err := os.CopyFS(to, os.DirFS(files)); err != nil {
		return nil, err
	}
	var queries []query
	err := eachLine(filepath.Join(from, "derived-headlines.tsv"), func(line string) error {
		headline, file, ok := strings.Cut(line, "\t")
		if !ok {
			return fmt.Errorf("want headline and file: %q", line)
		}
		queries = append(queries, known("headline", headline, file))
		return nil
	})
	return queries, err
}

// plainName reports whether an id of a set is safe as a file name.
func plainName(id string) bool {
	return id != "" && id == filepath.Base(id) && filepath.IsLocal(id) && !strings.HasPrefix(id, ".")
}
