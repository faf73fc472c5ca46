// Package unit is what rules read: one script with its tree, its facts and its inventory, as prerequisites of their analyzers.
package unit

import (
	"errors"
	"go/token"
	"reflect"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/source"
	"github.com/exolint/exolint/scanner/syntax"
)

// A Unit is one script under analysis. The driver makes it and supplies it as the result of [Input].
type Unit struct {
	Source   *source.File
	Syntax   *syntax.File
	Fset     *token.FileSet
	Project  project.View      // what other files define; never nil
	Options  inventory.Options // job type and the like, from the configuration
	Rewrite  rewrite.Options   // how what is found is to be written instead, from the configuration
	AsOf     time.Time         // the day on which retirements are judged; zero: the day of their table
	Findings []Finding         // what rules reported, in order
}

// A Finding is a diagnostic with what go/analysis has no place for.
type Finding struct {
	analysis.Diagnostic                    // Category selects a variant of the rule
	Rule                *analysis.Analyzer // set by [Report]
	Deadline            string             // key of the retirement table, such as "exo-credential"; "": none
	Advice              string             // the line or lines that should stand there instead; "": none
	Trail               []facts.Step       // how a credential came here, oldest first
	Secrets             []syntax.Node      // nodes of the script whose text must never be shown
}

// Input supplies the [*Unit]. The driver sets its result; it cannot run by itself.
var Input = &analysis.Analyzer{
	Name:       "input",
	Doc:        "supplies the script under analysis",
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the input") },
	ResultType: reflect.TypeFor[*Unit](),
}

// Facts computes the script's facts.
var Facts = &analysis.Analyzer{
	Name:     "facts",
	Doc:      "computes values, bindings and provenance",
	Requires: []*analysis.Analyzer{Input},
	Run: func(pass *analysis.Pass) (any, error) {
		u := Of(pass)
		return facts.Compute(u.Syntax, u.Project), nil
	},
	ResultType: reflect.TypeFor[*facts.Info](),
}

// Inventory lists the script's sign-ins, mail sends, tenant settings and secrets.
var Inventory = &analysis.Analyzer{
	Name:     "inventory",
	Doc:      "lists sign-ins, mail sends, tenant settings and secrets",
	Requires: []*analysis.Analyzer{Input, Facts},
	Run: func(pass *analysis.Pass) (any, error) {
		return inventory.Of(FactsOf(pass), Of(pass).Options), nil
	},
	ResultType: reflect.TypeFor[*inventory.Inventory](),
}

// Of returns the script under analysis. The pass's analyzer must require [Input].
func Of(pass *analysis.Pass) *Unit { return pass.ResultOf[Input].(*Unit) }

// FactsOf returns the script's facts. The pass's analyzer must require [Facts].
func FactsOf(pass *analysis.Pass) *facts.Info { return pass.ResultOf[Facts].(*facts.Info) }

// InventoryOf returns the script's inventory. The pass's analyzer must require [Inventory].
func InventoryOf(pass *analysis.Pass) *inventory.Inventory {
	return pass.ResultOf[Inventory].(*inventory.Inventory)
}

// Report reports f as a finding of the pass's rule. The analyzer must require [Input].
func Report(pass *analysis.Pass, f Finding) {
	f.Rule = pass.Analyzer
	u := Of(pass)
	u.Findings = append(u.Findings, f)
}

// Holds reports whether n stands in the script under analysis, and not in another file or in the text of an executed string.
func Holds(pass *analysis.Pass, n syntax.Node) bool {
	tok := Of(pass).Syntax.Tok
	start := token.Pos(tok.Base())
	return n != nil && start <= n.Pos() && n.Pos() <= n.End() && n.End() <= start+token.Pos(tok.Size())
}

// Steps returns the steps that stand in the script under analysis.
func Steps(pass *analysis.Pass, trail []facts.Step) []facts.Step {
	var own []facts.Step
	for _, s := range trail {
		if Holds(pass, s.At) {
			own = append(own, s)
		}
	}
	return own
}

// HoldsCall reports whether n, which belongs to a call, stands in the script under analysis or in another one of the run.
func HoldsCall(pass *analysis.Pass, call *facts.Call, n syntax.Node) bool {
	return Holds(pass, n) || n != nil && Of(pass).Fset.File(n.Pos()) == call.File.Tok
}
