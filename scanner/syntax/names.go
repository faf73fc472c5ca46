package syntax

import "strings"

// String returns PowerShell's name of the kind, such as "DoubleQuoted".
func (k StringKind) String() string {
	switch k {
	case SingleQuoted:
		return "SingleQuoted"
	case SingleQuotedHereString:
		return "SingleQuotedHereString"
	case DoubleQuoted:
		return "DoubleQuoted"
	case DoubleQuotedHereString:
		return "DoubleQuotedHereString"
	default:
		return "BareWord"
	}
}

// String returns PowerShell's name of the stream, such as "Output".
func (s Stream) String() string {
	switch s {
	case StreamOutput:
		return "Output"
	case StreamError:
		return "Error"
	case StreamWarning:
		return "Warning"
	case StreamVerbose:
		return "Verbose"
	case StreamDebug:
		return "Debug"
	case StreamInformation:
		return "Information"
	default:
		return "All"
	}
}

// String returns PowerShell's names of the flags, separated by ", " and in the order of their values; "None" for none.
func (f SwitchFlags) String() string {
	if f == 0 {
		return "None"
	}
	var names []string
	for i, name := range [...]string{"File", "Regex", "Wildcard", "Exact", "CaseSensitive", "Parallel"} {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// FullName returns the name as PowerShell writes it, such as "System.Collections.Generic.List[string]" or "int[,]":
// without spaces, an assembly at the end after a comma.
func (t *TypeName) FullName() string {
	if t.Element == nil && t.Arguments == nil && t.Assembly == "" {
		return t.Name
	}
	return string(t.appendName(nil, true))
}

// appendName appends the name of the type; that of an array's element type never says its assembly.
func (t *TypeName) appendName(dst []byte, assembly bool) []byte {
	var ranks []int // outermost first
	inner := t
	for ; inner.Element != nil; inner = inner.Element {
		ranks = append(ranks, inner.Rank)
	}
	dst = append(dst, inner.Name...)
	if inner.Arguments != nil {
		dst = inner.appendArguments(dst, assembly && len(ranks) == 0)
	}
	for i := len(ranks) - 1; i >= 0; i-- {
		dst = append(dst, '[')
		for range ranks[i] - 1 {
			dst = append(dst, ',')
		}
		dst = append(dst, ']')
	}
	if assembly && inner.Assembly != "" {
		dst = append(dst, ',')
		dst = append(dst, inner.Assembly...)
	}
	return dst
}

func (t *TypeName) appendArguments(dst []byte, assembly bool) []byte {
	dst = append(dst, '[')
	for i, a := range t.Arguments {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = a.appendName(dst, assembly)
	}
	return append(dst, ']')
}
