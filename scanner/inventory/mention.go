package inventory

import (
	"math/bits"
	"sync"
)

// mentionable are the words that builder.mentions can be asked for, in lower-case ASCII.
var mentionable = [...]string{
	"acquiretokenby", "appendchar", "authenticate", "azuread", "cdo/configuration", "changepassword", "clientcredential",
	"directoryentry", "domainorworkgroup", "exchangeservice", "grant", "grant_type", "graph.microsoft", "importpfx", "login.windows.net",
	"microsoftonline", "msgraph", "networkcredential", "onlinecredential", "passwordcredential", "promptfor", "pscredential",
	"readkey", "readline", "schedul", "schtasks", "setenvironmentvariable", "setpassword", "showdialog", "smtpclient",
	"telegram", "usercredential", "webcredential", "x509certificate", "xoauth2",
}

// A mentionSet is a set of mentionable words, as bits.
type mentionSet uint64

// A mentionFinder finds the mentionable words in a text, in one pass.
type mentionFinder struct {
	letter [256]uint8          // 1 to 26 for a letter, in either case; else 0
	begins [32 << 5]mentionSet // by the first two letters
}

// mentions returns the finder, which never changes.
var mentions = sync.OnceValue(func() *mentionFinder {
	f := new(mentionFinder)
	for c := range uint8(26) {
		f.letter['a'+c], f.letter['A'+c] = c+1, c+1
	}
	for i, word := range mentionable {
		f.begins[f.start(word[0], word[1])] |= 1 << i
	}
	return f
})

// start returns where the words are that begin with two bytes.
func (f *mentionFinder) start(a, b byte) int { return int(f.letter[a])<<5 | int(f.letter[b]) }

// find returns the words that stand in text, in any letter case.
func (f *mentionFinder) find(text string) mentionSet {
	var found mentionSet
	for i := 1; i < len(text); i++ {
		for rest := f.begins[f.start(text[i-1], text[i])] &^ found; rest != 0; rest &= rest - 1 {
			n := bits.TrailingZeros64(uint64(rest))
			if hasPrefixFold(text[i-1:], mentionable[n]) {
				found |= 1 << n
			}
		}
	}
	return found
}

// hasPrefixFold reports whether text begins with the word, which is in lower-case ASCII, in any letter case.
func hasPrefixFold(text, word string) bool {
	if len(text) < len(word) {
		return false
	}
	for i := range len(word) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
