package cli

import (
	"bytes"
	"strings"
	"testing"
)

// TestCompletionIsComplete wants every command, every flag and every value that a flag can have in the script of each shell.
func TestCompletionIsComplete(t *testing.T) {
	t.Parallel()
	model, err := newCompletion()
	if err != nil {
		t.Fatal(err)
	}
	if len(model.Commands) < 6 {
		t.Fatalf("the model has only %d commands", len(model.Commands))
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		t.Run(shell, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := model.write(&b, shell); err != nil {
				t.Fatal(err)
			}
			script := b.String()
			for _, command := range model.Commands {
				wantWord(t, script, command.Name)
				for _, flag := range command.Flags {
					wantWord(t, script, flag.Name)
					for _, word := range flag.Words {
						wantWord(t, script, word)
					}
				}
				for _, word := range command.Words {
					wantWord(t, script, word)
				}
			}
		})
	}
}

func wantWord(t *testing.T, script, word string) {
	t.Helper()
	if word == "" || !strings.Contains(script, word) {
		t.Errorf("the script lacks %q", word)
	}
}

// TestCompletionQuotes wants the texts of help to be safe in the strings of each shell.
func TestCompletionQuotes(t *testing.T) {
	t.Parallel()
	model := &completion{Commands: []completedCommand{{Name: "scan", Help: "it's, it\u2019s [in] brackets: here"}}}
	for shell, want := range map[string]string{
		"zsh":        `scan:'it'\''s, it’s (in) brackets\: here'`,
		"fish":       `-d 'it\'s, it’s [in] brackets: here'`,
		"powershell": `Help  = 'it''s, it’’s [in] brackets: here'`,
	} {
		t.Run(shell, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := model.write(&b, shell); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), want) {
				t.Errorf("the script lacks %s:\n%s", want, b.String())
			}
		})
	}
}
