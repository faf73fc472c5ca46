package source

import (
	"bytes"
	"testing"
)

func BenchmarkDecode(b *testing.B) {
	line := []byte("    $mailbox = Get-Mailbox -Identity $name -ErrorAction Stop # one of many\r\n")
	ascii := bytes.Repeat(line, 2000)
	accented := bytes.ReplaceAll(ascii, []byte("many"), []byte("vielen Postfächern"))
	for _, bc := range []struct {
		name string
		raw  []byte
	}{
		{"ASCII", ascii},
		{"UTF-8", accented},
		{"UTF-16LE", append([]byte("\xff\xfe"), wide(2, little)(string(accented))...)},
		{"Windows-1252", bytes.ReplaceAll(accented, []byte("ä"), []byte("\xe4"))},
	} {
		b.Run(bc.name, func(b *testing.B) {
			b.SetBytes(int64(len(bc.raw)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode("a.ps1", bc.raw, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
