package facts

import (
	"iter"
	"strconv"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// Kind says what a [Value] is known to be.
type Kind uint8

// The kinds of values. Unknown is the zero value: nothing is claimed.
const (
	Unknown    Kind = iota
	Null            // $null
	Bool            // $true or $false
	Number          // an integer
	String          // text, of which all or parts are known
	Array           // a list whose length is known
	Table           // a hashtable
	Object          // a .NET object whose type is known
	Secure          // a SecureString
	Credential      // a PSCredential or a NetworkCredential
	Block           // a script block
	Type            // a [type] as a value
)

// A Value is what is known of what an expression holds when it is evaluated. Values are immutable.
type Value struct {
	Kind Kind

	Truth     bool       // of a Bool
	Int       int64      // of a Number
	Fragments []Fragment // of a String: its text in pieces, never empty for a known text ("" is one piece)
	Elements  []Value    // of an Array
	Table     *Hash      // of a Table; never nil there
	Object    *Construct // of an Object, never nil there; of a Credential that is made in the script
	Source    *Source    // of a Secure or a Credential, and of a String that is a secret's; nil: not known
	Block     *syntax.ScriptBlock
	TypeName  string // of a Type, an Object, a Secure or a Credential: as written, without brackets; may be ""

	// Alternatives are the two or more values of which it is one, where an assignment is conditional; at most eight.
	// Kind is then the kind that they share, or Unknown, and the other fields are empty.
	Alternatives []Value

	// Origin is the expression that the value was written with: a literal, a call, a parameter's default. A string put
	// together from pieces has the whole expression as its origin. Nil where nothing is known.
	Origin syntax.Node

	// Trail tells how the value came from Origin to where it was asked for, oldest first; empty where it stands in place.
	Trail []Step

	// Why names what makes the value unknown, such as "script parameter" or "environment variable APP_SECRET"; "" if none.
	Why string
}

// A Fragment is a piece of a string.
type Fragment struct {
	Text  string // known text; "" where not known
	Known bool
	Why   string // what the unknown piece is, such as "$tenant"
}

// A Step is a station on a value's way.
type Step struct {
	At   syntax.Node
	Note string // such as "assigned to $cred"; never holds the value
}

// A Hash is what is known of a hashtable.
type Hash struct {
	Entries []Entry // in order of their keys' first appearance
	Open    bool    // there may be entries that are not listed

	used *int // how much of the array behind Entries is in use; see [Hash.with]
}

// An Entry is a key of a hashtable with its value.
type Entry struct {
	Key     string      // as written
	KeyNode syntax.Node // where the key stands
	Expr    syntax.Node // the value's expression; nil where it is not an expression
	Value   Value
	Maybe   bool // the entry is set on some paths only
}

// A Construct is the making of a .NET object: New-Object Type(args), [Type]::new(args), or a cast.
type Construct struct {
	Node       syntax.Node // the whole expression
	TypeName   string      // as written, without brackets; of a COM object its program id, such as "CDO.Message"
	COM        bool        // New-Object -ComObject
	Arguments  []Argument
	Properties []Property // set on the object afterwards, or by -Property

	Invocations []*Invocation // of the object's methods, in source order
	Variable    string        // that the object is assigned to; "" for none
	Outer       syntax.Node   // the executed string that Node stands in; nil: none
}

// Property returns the property of that name, in any letter case; the one set last where it is set more than once.
func (c *Construct) Property(name string) (Property, bool) {
	for i := len(c.Properties) - 1; i >= 0; i-- {
		if syntax.EqualFold(c.Properties[i].Name, name) {
			return c.Properties[i], true
		}
	}
	return Property{}, false
}

// At returns the node of the script to underline for n, a node that belongs to the object: n itself, or the executed string.
func (c *Construct) At(n syntax.Node) syntax.Node {
	if c.Outer != nil {
		return c.Outer
	}
	return n
}

// An Invocation is a call of a method.
type Invocation struct {
	Node      *syntax.InvokeMemberExpression
	Name      string // of the method
	Type      string // of a static method's type, or of the object where it is known; as written, without brackets; else ""
	Arguments []Argument
	Target    *Construct  // the object; nil: not known, or the method is static
	Outer     syntax.Node // the executed string that Node stands in; nil: none
}

// At returns the node of the script to underline for n, a node that belongs to the invocation: n itself, or the executed string.
func (v *Invocation) At(n syntax.Node) syntax.Node {
	if v.Outer != nil {
		return v.Outer
	}
	return n
}

// An Argument is a positional argument of a constructor or a method.
type Argument struct {
	Expr  syntax.Node
	Value Value
}

// A Property is a property that is set on an object.
type Property struct {
	Name  string
	Node  syntax.Node // the assignment, or the table's key
	Expr  syntax.Node // what is assigned
	Value Value
}

// A SourceKind says where a secret comes from.
type SourceKind uint8

// Where a secret can come from.
const (
	SourceUnknown           SourceKind = iota
	SourceLiteral                      // written in the script
	SourceParameter                    // a parameter of the script or of a function that nobody in sight calls
	SourcePrompt                       // Get-Credential, Read-Host, $Host.UI.PromptForCredential
	SourceClixml                       // Import-Clixml
	SourceEncryptedFile                // a file, through ConvertTo-SecureString without -AsPlainText
	SourceClearFile                    // a file that holds it in clear
	SourceAutomationAsset              // Get-AutomationPSCredential and the like
	SourceKeyVault                     // Get-AzKeyVaultSecret
	SourceSecretManagement             // Get-Secret
	SourceCredentialManager            // Get-StoredCredential
	SourceEnvironment                  // $env:NAME
	SourceCISecret                     // a secret of a CI system
	SourceGenerated                    // made at random while the script runs
	SourceAccessToken                  // a token, not a password
)

// A Source says where a password, a SecureString or a credential comes from.
type Source struct {
	Kind     SourceKind
	Node     syntax.Node // the literal, the call or the parameter that it comes from; nil: not known
	Name     string      // of the parameter, variable, asset or vault entry, where it is known; never the secret
	Member   string      // of a file, the property of what it holds that was asked for last; "" where there is none
	UserName Value       // of a credential
	Password *Value      // of a credential or a SecureString, the value that it was made from; nil: not known
	Trail    []Step      // from Node to where it was asked for, oldest first
}

// Text returns the text of a String that is known in full, or of a Number or a Bool as PowerShell writes it.
func (v Value) Text() (text string, ok bool) {
	switch v.Kind {
	case Number:
		return strconv.FormatInt(v.Int, 10), true
	case Bool:
		if v.Truth {
			return "True", true
		}
		return "False", true
	case String:
		return v.joined()
	}
	return "", false
}

// joined returns the text of a String whose every piece is known.
func (v Value) joined() (string, bool) {
	if v.Alternatives != nil {
		return "", false
	}
	if len(v.Fragments) == 1 {
		return v.Fragments[0].Text, v.Fragments[0].Known
	}
	var b strings.Builder
	for _, f := range v.Fragments {
		if !f.Known {
			return "", false
		}
		b.WriteString(f.Text)
	}
	return b.String(), true
}

// Texts yields the texts that the value can be: its own, or those of its alternatives that are known in full.
func (v Value) Texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for one := range v.Each() {
			if text, ok := one.Text(); ok && !yield(text) {
				return
			}
		}
	}
}

// Each yields the values of which it is one: its alternatives, or itself where it has none.
func (v Value) Each() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		if v.Alternatives == nil {
			yield(v)
			return
		}
		for _, a := range v.Alternatives {
			if !yield(a) {
				return
			}
		}
	}
}

// Prefix returns the text that a String is known to begin with; whole is true where that is all of it.
func (v Value) Prefix() (text string, whole bool) {
	if v.Kind != String {
		return v.Text()
	}
	var b strings.Builder
	for _, f := range v.Fragments {
		if !f.Known {
			return b.String(), false
		}
		b.WriteString(f.Text)
	}
	return b.String(), len(v.Fragments) > 0
}

// Entry returns the entry with the key, in any letter case; the last one where there are several.
func (h *Hash) Entry(key string) (Entry, bool) {
	for i := len(h.Entries) - 1; i >= 0; i-- {
		if syntax.EqualFold(h.Entries[i].Key, key) {
			return h.Entries[i], true
		}
	}
	return Entry{}, false
}
