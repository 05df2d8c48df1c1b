package jsontext_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"lectern/content/jsontext"
)

// plain is a value as encoding/json gives it.
func plain(v jsontext.Value) any {
	switch {
	case v.Members() != nil:
		out := map[string]any{}
		for name, member := range v.Members() {
			out[name] = plain(member)
		}
		return out
	case v.Items() != nil:
		out := []any{}
		for _, item := range v.Items() {
			out = append(out, plain(item))
		}
		return out
	case v.IsText():
		return v.Text()
	case v.IsNull():
		return nil
	case v.Bool():
		return true
	case v.Number() != 0:
		return v.Number()
	}
	return "zero or false"
}

// zeros replaces what plain cannot tell apart.
func zeros(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			v[name] = zeros(member)
		}
	case []any:
		for i := range v {
			v[i] = zeros(v[i])
		}
	case bool:
		if !v {
			return "zero or false"
		}
	case float64:
		if v == 0 {
			return "zero or false"
		}
	}
	return v
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`null`, `true`, ` false `, `0`, `-0`, `-12.5e+3`, `01`, `1.`, `.5`, `1e`, `1e999`, `+1`, `""`, `"`, `"\u00e9\n\/"`, `"\ud83d\ude00"`,
		`"\ud83dx"`, `"\ud83d\u0041"`, `"\ude00"`, `"\x"`, `"\u12"`, "\"\x01\"", "\"\xff\"", `[]`, `[1,2]`, `[1,]`, `[,1]`, `[`, `{}`,
		`{"a":1,"a":{"b":[null]}}`, `{"a"}`, `{a:1}`, `{"a":1,}`, `1 2`, ``, "\ufeff1", `"ель"`,
		strings.Repeat("[", 500) + strings.Repeat("]", 500),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var want any
		wantErr := json.Unmarshal(data, &want)
		got, err := jsontext.Parse(data)
		if strings.Count(string(data), "[")+strings.Count(string(data), "{") >= 999 {
			return // nested deeper than one of the two reads
		}
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("Parse(%q): got error %v, want %v", data, err, wantErr)
		}
		if got, want := plain(got), zeros(want); err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("Parse(%q): got %#v, want %#v", data, got, want)
		}
	})
}

func TestDeep(t *testing.T) {
	for _, deep := range []int{100_000, 10_000_000} {
		if _, err := jsontext.Parse([]byte(strings.Repeat(`[`, deep))); err == nil {
			t.Errorf("%d brackets: got no error", deep)
		}
	}
}

func TestWrongKind(t *testing.T) {
	v, err := jsontext.Parse([]byte(`{"text": "1", "half": 0.5, "huge": 1e300, "list": [1], "no": false}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Get("text").Int(); got != 0 {
		t.Errorf("text as a number: got %d, want 0", got)
	}
	for _, name := range []string{"half", "huge", "no", "missing"} {
		if got := v.Get(name).Int(); got != 0 {
			t.Errorf("%s as a whole number: got %d, want 0", name, got)
		}
	}
	if got := v.Get("list").Items()[0].Int(); got != 1 {
		t.Errorf("item: got %d, want 1", got)
	}
	if v.Get("list").Get("x").Text() != "" || v.Text() != "" || v.Items() != nil || v.Bool() || v.IsNull() || !v.Get("missing").IsNull() {
		t.Error("a value is what it is not")
	}
}

func FuzzAppendText(f *testing.F) {
	for _, s := range []string{"", "ель", `a"b\c`, "\x00\x1f\x7f\n", "\xff", "😀\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		if err := json.Unmarshal(jsontext.AppendText(nil, s), &got); err != nil {
			t.Fatalf("AppendText(%q): %v", s, err)
		}
		if want := strings.ToValidUTF8(s, "\ufffd"); len(want) == len(s) && got != want {
			t.Errorf("AppendText(%q): got %q", s, got)
		}
	})
}
