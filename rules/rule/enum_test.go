package rule

import (
	"encoding"
	"fmt"
	"testing"
)

func TestEnumText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		value encoding.TextMarshaler
		back  encoding.TextUnmarshaler
		want  string
	}{
		{"note", Note, new(Severity), "note"},
		{"warning", Warning, new(Severity), "warning"},
		{"error", Error, new(Severity), "error"},
		{"low", Low, new(Confidence), "low"},
		{"medium", Medium, new(Confidence), "medium"},
		{"high", High, new(Confidence), "high"},
		{"display", Display, new(Safety), "display"},
		{"unsafe", Unsafe, new(Safety), "unsafe"},
		{"safe", Safe, new(Safety), "safe"},
		{"obsolete", Obsolete, new(DeadlineState), "obsolete"},
		{"retired", Retired, new(DeadlineState), "retired"},
		{"dated", Dated, new(DeadlineState), "dated"},
		{"announced", Announced, new(DeadlineState), "announced"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			text, err := tc.value.MarshalText()
			if err != nil || string(text) != tc.want || fmt.Sprint(tc.value) != tc.want {
				t.Errorf("MarshalText = %q, %v; String = %v; want %q", text, err, tc.value, tc.want)
			}
			if err := tc.back.UnmarshalText([]byte(tc.want)); err != nil {
				t.Error(err)
			}
			if got, err := tc.back.(encoding.TextMarshaler).MarshalText(); err != nil || string(got) != tc.want {
				t.Errorf("read back as %q, %v", got, err)
			}
		})
	}
}

func TestEnumErrors(t *testing.T) {
	t.Parallel()
	if _, err := Severity(0).MarshalText(); err == nil {
		t.Error("the zero severity has a name")
	}
	if got := Severity(9).String(); got != "none" {
		t.Errorf("String of an unknown severity = %q", got)
	}
	_, err := ParseSeverity("fatal")
	want := `unknown severity "fatal"; use one of note, warning, error`
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %q", err, want)
	}
	if s, err := ParseSeverity("ERROR"); s != Error || err != nil {
		t.Errorf("ParseSeverity of capitals = %v, %v", s, err)
	}
	if !(Note < Warning && Warning < Error && Low < High && Display < Unsafe && Unsafe < Safe) {
		t.Error("the values are not in order")
	}
}
