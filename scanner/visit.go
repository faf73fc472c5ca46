package scanner

import (
	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/unit"
)

// A Script is a script that was analyzed, with what is known of it.
type Script struct {
	File      *report.File
	Findings  []report.Finding // in the order in which they were found; suppressed ones too
	Facts     *facts.Info
	Inventory *inventory.Inventory
	Settings  config.Settings // that hold for it
}

// visit shows a script to whoever asked for it.
func (s *scan) visit(run *fileRun, res *result, settings config.Settings) {
	info, _ := run.results[unit.Facts].(*facts.Info)
	inv, _ := run.results[unit.Inventory].(*inventory.Inventory)
	if s.Visit == nil || info == nil || inv == nil {
		return
	}
	s.Visit(Script{File: res.file, Findings: res.findings, Facts: info, Inventory: inv, Settings: settings})
}
