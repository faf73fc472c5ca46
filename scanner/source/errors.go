package source

import (
	"errors"
	"fmt"
)

// Why a file cannot be decoded.
var (
	ErrTooLarge = errors.New("file is too large")
	ErrBinary   = errors.New("file is binary, not a script")
)

// An Error says why a file cannot be decoded.
type Error struct {
	Path string
	Size int64 // of the file in bytes
	Max  int64 // the limit that Size exceeds; 0 where size is not the reason
	Err  error // ErrTooLarge or ErrBinary
}

// Error names the file and the reason.
func (e *Error) Error() string {
	if e.Max > 0 {
		return fmt.Sprintf("%s: %v (%d bytes; the limit is %d)", e.Path, e.Err, e.Size, e.Max)
	}
	return fmt.Sprintf("%s: %v", e.Path, e.Err)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// An EncodeError says that an encoding lacks a character of the text.
type EncodeError struct {
	Path     string
	Encoding string
	Offset   int  // of the character in the text
	Rune     rune // the character
}

// Error names the file, the character and the encoding.
func (e *EncodeError) Error() string {
	return fmt.Sprintf("%s: offset %d: %U cannot be written in %s; save the file as UTF-8 first", e.Path, e.Offset, e.Rune, e.Encoding)
}
