package syntax

// A Constant is the value of a number, or the boolean true. The zero Constant is no value.
type Constant struct{ bits uint64 }

// Type returns .NET's name of the constant's type, such as "Int32"; "" for no value.
func (c Constant) Type() string { return "Int32" }

// String returns the constant as .NET prints it in the invariant culture.
func (c Constant) String() string { return "" }

// Int returns the value of an integer that fits in 64 bits with a sign.
func (c Constant) Int() (int64, bool) { return 0, false }

// constantTrue returns the boolean true.
func constantTrue() Constant { return Constant{} }
