package library

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"lectern/content"
	"lectern/content/language"
)

// configLimit is the size of a lectern.yaml that is read: a hundred times that
// of a large one.
const configLimit = 1 << 20

// readConfig reads lectern.yaml, or lectern.yml. Without one the configuration
// is the zero value.
func readConfig(fsys fs.FS) (Config, []content.Problem) {
	for _, name := range []string{"lectern.yaml", "lectern.yml"} {
		data, err := readLimited(fsys, name, configLimit)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return Config{}, []content.Problem{unreadable(name, err)}
		}
		text, more := decoded(name, data)
		config, problems := parseConfig(name, text)
		problems = append(problems, more...)
		if _, err := fs.Stat(fsys, "lectern.yml"); err == nil && name == "lectern.yaml" {
			problems = append(problems, content.Problem{
				File: "lectern.yml", Kind: "bad-config", Message: "it is not read, as there is a lectern.yaml too", Hint: "keep one of them",
			})
		}
		return config, problems
	}
	return Config{}, nil
}

// ReadConfig reads the configuration of a folder, for what must be known before
// the folder is loaded. What is wrong with it is told by Load.
func ReadConfig(fsys fs.FS) Config {
	config, _ := readConfig(fsys)
	return config
}

// A configReader collects the configuration and what is wrong with it.
type configReader struct {
	file     string
	config   Config
	problems []content.Problem
}

// parseConfig reads the bytes of a configuration file. What is wrong is told
// with its line and column; the rest is used.
func parseConfig(file string, data []byte) (Config, []content.Problem) {
	r := &configReader{file: file}
	body, err := parseYAML(data)
	if err != nil {
		line, column, message := yamlError(err)
		r.problems = append(r.problems, content.Problem{
			File: file, Line: line, Column: column, Kind: "bad-config",
			Message: "the configuration is not YAML: " + message, Hint: "none of it is used",
		})
		return r.config, r.problems
	}
	if body == nil || body.Type() == ast.NullType {
		return r.config, nil
	}
	pairs, ok := mapping(body)
	if !ok {
		r.wrong(body, "the configuration is not a list of keys with values", `write lines such as "title: My library"`)
		return r.config, r.problems
	}
	seen := map[string]bool{}
	for _, pair := range pairs {
		key := configKey(pair.Key.String())
		if seen[key] {
			r.wrong(pair.Key, fmt.Sprintf("the key %q is written twice", pair.Key.String()), "the last one is used")
		}
		seen[key] = true
		if pair.Value.Type() != ast.NullType {
			r.read(key, pair)
		} else if key == "partners" {
			r.config.Partners = []string{}
			r.wrong(pair.Key, `"partners" has no value, so nobody may embed`, `write "*" for everyone, or [] for nobody`)
		} else if key == "accent" {
			r.wrong(pair.Key, `"accent" has no value`, `a colour needs quotes, like "#b3261e"`)
		}
	}
	return r.config, r.problems
}

// configKey lets a key be written in any case, with - or _.
func configKey(key string) string {
	key = strings.ToLower(unquote(key))
	return strings.NewReplacer("-", "", "_", "").Replace(key)
}

var configKeys = []string{
	"title", "description", "base_url", "languages", "default_language",
	"exclude", "accent", "screenshots", "partners", "gone", "timezone", "future", "cards", "indexnow", "authors", "topics",
}

func (r *configReader) read(key string, pair *ast.MappingValueNode) {
	switch key {
	case "title":
		r.config.Title = r.text(pair.Value)
	case "description":
		r.config.Description = r.text(pair.Value)
	case "baseurl":
		r.config.BaseURL = r.baseURL(pair.Value)
	case "languages":
		for _, node := range r.list(pair.Value) {
			if lang, ok := r.lang(node); ok && !slices.Contains(r.config.Languages, lang) {
				r.config.Languages = append(r.config.Languages, lang)
			}
		}
	case "defaultlanguage", "default":
		r.config.Default, _ = r.lang(pair.Value)
	case "exclude", "excludes":
		for _, node := range r.list(pair.Value) {
			if s, ok := r.scalar(node); ok {
				if why := wrongPattern(s); why != "" {
					r.wrong(node, fmt.Sprintf("the pattern %q %s", s, why), "patterns are written as in .gitignore")
				}
				r.config.Exclude = append(r.config.Exclude, s)
			}
		}
	case "accent":
		r.config.Accent = r.accent(pair.Value)
	case "screenshots":
		r.config.Screenshots = r.screenshots(pair.Value)
	case "partners":
		// One that is misspelled must not open the door to everyone.
		r.config.Partners = []string{}
		for _, node := range r.list(pair.Value) {
			if origin, ok := r.partner(node); ok {
				r.config.Partners = append(r.config.Partners, origin)
			}
		}
	case "cards":
		r.config.NoCards = r.off(pair.Value)
	case "timezone":
		r.config.Timezone = r.timezone(pair.Value)
	case "future":
		r.config.Future = r.on(pair.Value)
	case "indexnow":
		r.config.IndexNow = r.indexNow(pair.Value)
	case "gone":
		for _, node := range r.list(pair.Value) {
			if path, ok := r.gone(node); ok && !slices.Contains(r.config.Gone, path) {
				r.config.Gone = append(r.config.Gone, path)
			}
		}
		slices.Sort(r.config.Gone)
	case "authors":
		r.config.Authors = r.names(pair.Value)
	case "topics":
		r.config.Topics = r.names(pair.Value)
	default:
		hint := "known keys: " + strings.Join(configKeys, ", ")
		if near, ok := nearest(unquote(pair.Key.String()), configKeys); ok {
			hint = fmt.Sprintf("did you mean %q?", near)
		} else if near, ok := within(key); ok {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		r.wrong(pair.Key, fmt.Sprintf("unknown key %q", unquote(pair.Key.String())), hint)
	}
}

// within returns the key that a longer one holds: "partner_origins" holds
// "partners" but for the plural.
func within(key string) (string, bool) {
	for _, known := range configKeys {
		if strings.Contains(key, strings.TrimSuffix(configKey(known), "s")) {
			return known, true
		}
	}
	return "", false
}

func (r *configReader) wrong(node ast.Node, message, hint string) {
	p := content.Problem{File: r.file, Kind: "bad-config", Message: message, Hint: hint}
	if tok := node.GetToken(); tok != nil && tok.Position != nil {
		p.Line, p.Column = tok.Position.Line, tok.Position.Column
	}
	r.problems = append(r.problems, p)
}

// text reads a string, or strings by language.
func (r *configReader) text(node ast.Node) Text {
	pairs, ok := mapping(node)
	if !ok {
		if s, ok := r.scalar(node); ok {
			return Text{"": s}
		}
		return nil
	}
	text := Text{}
	for _, pair := range pairs {
		s, ok := r.scalar(pair.Value)
		if !ok {
			continue
		}
		tag := unquote(pair.Key.String())
		lang, ok := language.Parse(tag)
		switch {
		case ok:
			text[lang] = s
		case tag == "default" || tag == "*":
			text[""] = s
		default:
			r.wrong(pair.Key, fmt.Sprintf("%q is not a language", tag), "write a language tag such as ru, uz-Cyrl, en")
		}
	}
	return text
}

// names reads names by key: a key with one name, or with names by language.
func (r *configReader) names(node ast.Node) map[string]Text {
	pairs, ok := mapping(node)
	if !ok {
		r.wrong(node, "not a list of keys with names", `write lines such as "economy: {ru: Экономика, en: Economy}"`)
		return nil
	}
	names := map[string]Text{}
	for _, pair := range pairs {
		if text := r.text(pair.Value); len(text) > 0 {
			names[unquote(pair.Key.String())] = text
		}
	}
	return names
}

func (r *configReader) lang(node ast.Node) (content.Lang, bool) {
	s, ok := r.scalar(node)
	if !ok {
		return "", false
	}
	lang, ok := language.Parse(s)
	if !ok {
		r.wrong(node, fmt.Sprintf("%q is not a language", s), "write a language tag such as ru, uz-Cyrl, en")
	}
	return lang, ok
}

func (r *configReader) baseURL(node ast.Node) string {
	s, ok := r.scalar(node)
	if !ok {
		return ""
	}
	base, err := ParseBaseURL(s)
	if err != nil {
		r.wrong(node, fmt.Sprintf("%q is not the address of a site: %v", s, err), `write it like "https://news.example/"`)
	}
	return base
}

// accent reads a colour as #rgb or #rrggbb, and writes it the long way.
func (r *configReader) accent(node ast.Node) string {
	s, ok := r.scalar(node)
	if !ok {
		return ""
	}
	hex := strings.ToLower(strings.TrimPrefix(s, "#"))
	if strings.Trim(hex, "0123456789abcdef") == "" {
		switch len(hex) {
		case 3:
			return "#" + string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		case 6:
			return "#" + hex
		}
	}
	r.wrong(node, fmt.Sprintf("%q is not a colour", s), `write it in quotes, like "#b3261e"`)
	return ""
}

// indexNow reads a key of the IndexNow protocol: it becomes the name of a file.
func (r *configReader) indexNow(node ast.Node) string {
	s, ok := r.scalar(node)
	if !ok {
		return ""
	}
	plain := strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == ""
	if !plain || len(s) < 8 || len(s) > 128 {
		r.wrong(node, fmt.Sprintf("%q is not a key of IndexNow", short(s)), `write 8 to 128 letters a to z, digits and "-", in quotes`)
		return ""
	}
	return s
}

// list reads a list, or one value as a list of one.
func (r *configReader) list(node ast.Node) []ast.Node {
	if seq, ok := node.(*ast.SequenceNode); ok {
		return seq.Values
	}
	return []ast.Node{node}
}

func (r *configReader) scalar(node ast.Node) (string, bool) {
	if s, ok := scalar(node); ok {
		return s, true
	}
	r.wrong(node, "a text is expected here", "write it after the colon, in quotes")
	return "", false
}

// parseYAML returns the value of the first document. The parser is another's:
// should it panic on some input, that input is not YAML.
func parseYAML(data []byte) (node ast.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the reader of YAML failed: %v", r)
		}
	}()
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, err
	}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			return doc.Body, nil
		}
	}
	return nil, nil
}

// yamlError takes the position and the message out of an error of the parser.
func yamlError(err error) (line, column int, message string) {
	var located interface {
		GetMessage() string
		GetToken() *token.Token
	}
	if errors.As(err, &located) {
		if tok := located.GetToken(); tok != nil && tok.Position != nil {
			line, column = tok.Position.Line, tok.Position.Column
		}
		return line, column, located.GetMessage()
	}
	message, _, _ = strings.Cut(err.Error(), "\n")
	return 0, 0, message
}

func mapping(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// scalar returns the text of a plain value as it is written: "no" stays "no".
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.TagNode:
		return scalar(n.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	}
	return "", false
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}
