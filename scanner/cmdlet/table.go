package cmdlet

import (
	"iter"
	"strconv"
	"strings"
)

// rows yields the rows of a table without its first line, which names the columns.
func rows(table string) iter.Seq[string] {
	return func(yield func(string) bool) {
		_, body, _ := strings.Cut(table, "\n")
		for row := range strings.Lines(body) {
			if !yield(strings.TrimSuffix(row, "\n")) {
				return
			}
		}
	}
}

// parseCmdlet reads a row of the table of cmdlets.
func parseCmdlet(row string) *Cmdlet {
	f := strings.Split(row, "\t")
	c := &Cmdlet{Name: f[0], Module: f[1], Default: -1, Source: f[4], AsOf: f[5]}
	for text := range strings.FieldsSeq(f[2]) {
		c.Parameters = append(c.Parameters, parseParameter(text))
	}
	single := !strings.Contains(f[3], ";")
	for text := range strings.SplitSeq(f[3], ";") {
		c.addSet(text, single)
	}
	return c
}

// parseParameter reads "name:type" or "name:type:alias,alias".
func parseParameter(text string) Parameter {
	name, rest, _ := strings.Cut(text, ":")
	typ, list, found := strings.Cut(rest, ":")
	p := Parameter{Name: name, Type: typ}
	if found {
		p.Aliases = strings.Split(list, ",")
	}
	return p
}

// addSet reads "name=members", where name ends with * for the default set. The name "" stands for all sets, and so does
// the only set of a cmdlet.
func (c *Cmdlet) addSet(text string, single bool) {
	name, list, _ := strings.Cut(text, "=")
	base, isDefault := strings.CutSuffix(name, "*")
	set := len(c.Sets)
	if single || name == "" {
		set = AllSets
	}
	if single || name != "" {
		c.Sets = append(c.Sets, base)
	}
	if isDefault {
		c.Default = set
	}
	for member := range strings.SplitSeq(list, ",") {
		c.addMembers(set, member)
	}
}

// addMembers reads "n", "n-m", "n!", "n@p" or "n!@p": parameters of a set, ! mandatory, @ by position.
func (c *Cmdlet) addMembers(set int, text string) {
	indices, at, positional := strings.Cut(text, "@")
	indices, mandatory := strings.CutSuffix(indices, "!")
	place := Place{Set: set, Position: -1, Mandatory: mandatory}
	if positional {
		place.Position = number(at)
	}
	first, last, isRange := strings.Cut(indices, "-")
	if !isRange {
		last = first
	}
	for i := number(first); i <= number(last) && i < len(c.Parameters); i++ {
		c.Parameters[i].Places = append(c.Parameters[i].Places, place)
	}
}

// number reads a number of a table. The tables are part of the program, and a test reads all of them.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
