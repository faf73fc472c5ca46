// Package source turns the bytes of a script into text, and text back into the same bytes.
//
// [Decode] finds out the encoding, [File.Position] and [File.Line] answer where an offset of the text stands, and
// [File.Encode] writes changed text in the encoding that the file has. All offsets are byte offsets into [File.Text].
package source

import "go/token"

// A File is a script as bytes and as text. It must not be changed.
type File struct {
	Path string   // slash-separated, as shown to people
	Raw  string   // its bytes as read; of plain UTF-8, Text is a part of it
	Text string   // valid UTF-8 without byte-order mark, newlines as written; U+FFFD for what cannot be decoded
	Enc  Encoding // how Text is written in Raw

	// RoundTrips says that Encode(Text) is Raw. Where it is false, changing the file could damage it.
	RoundTrips bool

	page  CodePage // of Enc where that is none of Unicode's
	lines lineTable
}

// Options say what [Decode] accepts. The zero value accepts files of any size and reads what is not Unicode as Windows-1252.
type Options struct {
	MaxSize  int64    // in bytes; 0: no limit
	CodePage CodePage // of files that are neither marked nor valid UTF-8; the zero value is Windows-1252
}

// Decode turns raw into text. The encoding is that of the byte-order mark; without one, UTF-16 where the pattern of zero
// bytes leaves no doubt, else UTF-8 where all of raw is valid, else the code page of o. The file does not keep raw.
//
// The error wraps [ErrTooLarge] or [ErrBinary] and names path.
func Decode(path string, raw []byte, o Options) (*File, error) {
	if o.MaxSize > 0 && int64(len(raw)) > o.MaxSize {
		return nil, &Error{Path: path, Size: int64(len(raw)), Max: o.MaxSize, Err: ErrTooLarge}
	}
	f := &File{Path: path, Raw: string(raw), page: o.CodePage}
	f.Enc, f.Text = f.page.decode(raw, f.Raw)
	f.lines = newLineTable(f.Text)
	if !f.Enc.BOM && isBinary(f.lines.controls, len(f.Text)) {
		return nil, &Error{Path: path, Size: int64(len(raw)), Err: ErrBinary}
	}
	f.RoundTrips = f.roundTrips()
	return f, nil
}

// Encode returns text as bytes in the file's encoding, with its byte-order mark where it has one. The error says which
// character the encoding lacks.
func (f *File) Encode(text string) ([]byte, error) {
	raw, err := f.page.encode(f.Enc, text)
	if err != nil {
		err.Path = f.Path
		return nil, err
	}
	return raw, nil
}

func (f *File) roundTrips() bool {
	if f.Enc == (Encoding{Name: UTF8}) {
		return true
	}
	raw, err := f.Encode(f.Text)
	return err == nil && string(raw) == f.Raw
}

// Add registers the file with fset and returns its positions: one for each byte of Text. Lines in it end as [File.Position] says.
func (f *File) Add(fset *token.FileSet) *token.File {
	tf := fset.AddFile(f.Path, -1, len(f.Text))
	f.SetLines(tf)
	return tf
}

// SetLines tells tf, which is as long as Text, where the lines of Text begin.
func (f *File) SetLines(tf *token.File) {
	starts := f.lines.starts
	if len(starts) > 1 && starts[len(starts)-1] == len(f.Text) {
		starts = starts[:len(starts)-1] // a token.File has no line that begins at its end
	}
	tf.SetLines(starts)
}
