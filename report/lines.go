package report

// lineSpan returns the span of line n of the file, counted from 1, without its line ending; an empty span at the
// beginning if there is no such line or the file was not read.
func lineSpan(f *File, n int) Span {
	if f == nil || f.Source == nil || n < 1 || n > f.Source.Lines() {
		return Span{File: f}
	}
	line := f.Source.Line(n)
	start := lineStart(f, n)
	return Span{File: f, Start: start, End: start + len(line)}
}

// lineStart returns the offset at which line n begins.
func lineStart(f *File, n int) int {
	// A file answers on which line an offset stands, and not where a line begins.
	lo, hi := 0, len(f.Source.Text)
	for lo < hi {
		mid := (lo + hi) / 2
		if f.Source.Position(mid).Line < n {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
