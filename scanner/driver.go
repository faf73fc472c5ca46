package scanner

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/unit"
)

// A plan is the analyzers of the rules and all that they require, each after what it requires.
type plan []*analysis.Analyzer

// newPlan orders the analyzers.
func newPlan(analyzers []*analysis.Analyzer) (plan, error) {
	if err := analysis.Validate(analyzers); err != nil {
		return nil, err
	}
	var p plan
	planned := map[*analysis.Analyzer]bool{unit.Input: true}
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if planned[a] {
			return
		}
		planned[a] = true
		for _, required := range a.Requires {
			visit(required)
		}
		p = append(p, a)
	}
	for _, a := range analyzers {
		visit(a)
	}
	return p, nil
}

// A fileRun runs analyzers over one script.
type fileRun struct {
	unit    *unit.Unit
	results map[*analysis.Analyzer]any
	wanted  func(*analysis.Analyzer) bool // whether a rule's analyzer is to run
	failed  func(*analysis.Analyzer, *failure)
	rethrow bool // let panics pass

	pkg   *types.Package // of the passes, which must have one
	sizes types.Sizes
}

// A failure is why an analyzer has no result.
type failure struct {
	err   error
	stack string // of a panic; "" where there was none
}

// run runs the plan. It stops where the context is cancelled.
func (d *fileRun) run(ctx context.Context, p plan) error {
	d.results = map[*analysis.Analyzer]any{unit.Input: d.unit}
	d.pkg, d.sizes = types.NewPackage(d.unit.Source.Path, "ps"), types.SizesFor("gc", "amd64")
	for _, a := range p {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !d.wanted(a) || !d.ready(a) || d.isIdle(a) {
			continue
		}
		result, failure := d.exec(a)
		if failure != nil {
			d.failed(a, failure)
			continue
		}
		d.results[a] = result
	}
	return nil
}

// ready reports whether all that a requires has a result.
func (d *fileRun) ready(a *analysis.Analyzer) bool {
	for _, required := range a.Requires {
		if _, ok := d.results[required]; !ok {
			return false
		}
	}
	return true
}

// isIdle reports whether an analyzer has nothing to judge: it judges the inventory, which is empty.
func (d *fileRun) isIdle(a *analysis.Analyzer) bool {
	inv, ok := d.results[unit.Inventory].(*inventory.Inventory)
	return ok && inv.IsEmpty() && slices.Contains(a.Requires, unit.Inventory)
}

// exec runs one analyzer.
func (d *fileRun) exec(a *analysis.Analyzer) (result any, failed *failure) {
	if !d.rethrow {
		defer func() {
			if v := recover(); v != nil {
				result, failed = nil, &failure{err: panicError(v), stack: string(debug.Stack())}
			}
		}()
	}
	result, err := a.Run(d.pass(a))
	switch {
	case err != nil:
		return nil, &failure{err: err}
	case reflect.TypeOf(result) != a.ResultType:
		return nil, &failure{err: fmt.Errorf("the result is a %T, not a %v", result, a.ResultType)}
	}
	return result, nil
}

// panicError says what an analyzer panicked with. Only the runtime's own words are kept: others may hold a script's text.
func panicError(v any) error {
	if err, ok := v.(runtime.Error); ok {
		return fmt.Errorf("a panic: %w", err)
	}
	return fmt.Errorf("a panic with a %T", v)
}

// pass makes what an analyzer works with. Scripts have no types, packages or facts, but a pass must have a package.
func (d *fileRun) pass(a *analysis.Analyzer) *analysis.Pass {
	path := d.unit.Source.Path
	results := make(map[*analysis.Analyzer]any, len(a.Requires))
	for _, required := range a.Requires {
		results[required] = d.results[required]
	}
	return &analysis.Pass{
		Analyzer:   a,
		Fset:       d.unit.Fset,
		OtherFiles: []string{path},
		Pkg:        d.pkg,
		TypesInfo:  new(types.Info),
		TypesSizes: d.sizes,
		ResultOf:   results,
		Report: func(diagnostic analysis.Diagnostic) {
			d.unit.Findings = append(d.unit.Findings, unit.Finding{Diagnostic: diagnostic, Rule: a})
		},
		ReadFile: func(name string) ([]byte, error) {
			if name != path {
				return nil, errors.New("a rule reads no file but its own")
			}
			return []byte(d.unit.Source.Raw), nil
		},
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportObjectFact:  func(types.Object, analysis.Fact) { panic("scripts have no objects to attach facts to") },
		ExportPackageFact: func(analysis.Fact) { panic("scripts have no packages to attach facts to") },
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
	}
}

// inFile reports whether a range lies in the script.
func inFile(f *token.File, pos, end token.Pos) bool {
	start := token.Pos(f.Base())
	return start <= pos && pos <= end && end <= start+token.Pos(f.Size())
}
