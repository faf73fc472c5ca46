package ruletest

import "testing"

func TestReadWants(t *testing.T) {
	t.Parallel()
	src := "Get-Date # want \"first\" EXO1001:\"second\" at \"-Credential $c\"\n" +
		"Get-Date # want -1 EXO2001:note:\"third\"\n" +
		"$text = @'\n# want \"not a comment\"\n'@\n"
	wants, err := readWants(src)
	if err != nil {
		t.Fatal(err)
	}
	if len(wants) != 3 {
		t.Fatalf("got %d wants, want 3", len(wants))
	}
	if w := wants[1]; w.line != 1 || w.rule != "EXO1001" || w.message.String() != "second" || w.at != "-Credential $c" {
		t.Errorf("second want: %+v", w)
	}
	if w := wants[2]; w.line != 1 || w.rule != "EXO2001" || w.severity != "note" {
		t.Errorf("third want: %+v", w)
	}
}

func TestReadWantsErrors(t *testing.T) {
	t.Parallel()
	for name, src := range map[string]string{
		"no pattern":     "Get-Date # want EXO1001\n",
		"broken pattern": "Get-Date # want \"(\"\n",
		"no text":        "Get-Date # want \"a\" at b\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := readWants(src); err == nil {
				t.Error("no error")
			}
		})
	}
}
