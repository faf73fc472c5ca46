package syntax

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// A Constant is the value of a number, or the boolean true. The zero Constant is no value.
type Constant struct {
	big  *big.Int // of a BigInteger; of a Decimal, without its point
	bits uint64   // of any other; of a Decimal, how many digits follow its point
	kind constantKind
}

// A constantKind is the type of a constant.
type constantKind uint8

const (
	noConstant constantKind = iota
	sbyteConstant
	byteConstant
	int16Constant
	uint16Constant
	int32Constant
	uint32Constant
	int64Constant
	uint64Constant
	doubleConstant
	decimalConstant
	bigConstant
	booleanConstant
)

// constantTypes holds .NET's names of the types.
var constantTypes = [...]string{
	noConstant: "", sbyteConstant: "SByte", byteConstant: "Byte", int16Constant: "Int16", uint16Constant: "UInt16",
	int32Constant: "Int32", uint32Constant: "UInt32", int64Constant: "Int64", uint64Constant: "UInt64",
	doubleConstant: "Double", decimalConstant: "Decimal", bigConstant: "BigInteger", booleanConstant: "Boolean",
}

// constantTrue returns the boolean true.
func constantTrue() Constant { return Constant{kind: booleanConstant, bits: 1} }

// constantInt returns n as an Int32, or as an Int64 if it is too large for that.
func constantInt(n int64) Constant {
	kind := int32Constant
	if n < math.MinInt32 || n > math.MaxInt32 {
		kind = int64Constant
	}
	return Constant{kind: kind, bits: uint64(n)}
}

func constantDouble(f float64) Constant {
	return Constant{kind: doubleConstant, bits: math.Float64bits(f)}
}

// IsValid reports whether c has a value.
func (c Constant) IsValid() bool { return c.kind != noConstant }

// Type returns .NET's name of the constant's type, such as "Int32"; "" for no value.
func (c Constant) Type() string { return constantTypes[c.kind] }

// Int returns the value of an integer; false for another type and for what an int64 cannot hold.
func (c Constant) Int() (int64, bool) {
	switch c.kind {
	case sbyteConstant, byteConstant, int16Constant, uint16Constant, int32Constant, uint32Constant, int64Constant:
		return int64(c.bits), true
	case uint64Constant:
		return int64(c.bits), c.bits <= math.MaxInt64
	case bigConstant:
		return c.big.Int64(), c.big.IsInt64()
	}
	return 0, false
}

// String returns the constant as .NET prints it in the invariant culture; "" for no value.
func (c Constant) String() string {
	switch c.kind {
	case noConstant:
		return ""
	case booleanConstant:
		return "True"
	case uint64Constant:
		return strconv.FormatUint(c.bits, 10)
	case doubleConstant:
		return formatDouble(math.Float64frombits(c.bits))
	case decimalConstant:
		return formatDecimal(c.big, int(c.bits))
	case bigConstant:
		return c.big.String()
	}
	return strconv.FormatInt(int64(c.bits), 10)
}

// formatDouble prints the shortest digits that read back as f, in scientific notation from 1E+17 and below 0.0001.
func formatDouble(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	const firstScientific, lastScientific = 17, -5
	text := strconv.FormatFloat(f, 'E', -1, 64)
	_, exponent, _ := strings.Cut(text, "E")
	if e, err := strconv.Atoi(exponent); err == nil && e < firstScientific && e > lastScientific {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return text
}

// formatDecimal prints n with a point before its last scale digits.
func formatDecimal(n *big.Int, scale int) string {
	digits := new(big.Int).Abs(n).String()
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	if scale > 0 {
		point := len(digits) - scale
		digits = digits[:point] + "." + digits[point:]
	}
	if n.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// value returns what the numeral stands for; false if that does not fit its type.
func (n *numeral) value() (Constant, bool) {
	switch {
	case n.real && n.suffix == suffixDecimal:
		return n.decimal()
	case n.real:
		return n.double()
	}
	if v, ok := n.integer(); ok {
		return n.fit(v)
	}
	return Constant{}, false
}

// integer returns the value of a numeral without a point or an exponent.
func (n *numeral) integer() (*big.Int, bool) {
	v, ok := new(big.Int), true
	switch digits := strings.TrimLeft(n.digits, "+-"); n.base {
	case 16:
		v, ok = n.hexadecimal(digits)
	case 2:
		v, ok = n.binary(digits)
	default:
		v, ok = v.SetString(digits, 10)
	}
	if !ok {
		return nil, false
	}
	if strings.HasPrefix(n.digits, "-") {
		v.Neg(v)
	}
	return v.Mul(v, big.NewInt(n.multiplier)), true
}

// hexadecimal returns the value of hexadecimal digits. A number that fills its type has a sign, unless it is unsigned.
func (n *numeral) hexadecimal(digits string) (*big.Int, bool) {
	const bitsOfDigit = 4
	padded := "0" + digits
	if n.suffix&suffixUnsigned == 0 && len(digits) == n.signedHexDigits(len(padded)) {
		padded = digits
	}
	v, ok := new(big.Int).SetString(padded, 16)
	if !ok {
		return nil, false
	}
	if padded[0] > '7' {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(len(padded)*bitsOfDigit)))
	}
	if len(padded) == hexDigitsOfLong && n.suffix&^suffixUnsigned == 0 {
		n.suffix |= suffixLong
	}
	return v, true
}

const hexDigitsOfLong, bitsOfLong = 16, 64

// signedHexDigits returns how many hexadecimal digits a number has that is written with its sign,
// if padded is their number with a zero before them.
func (n *numeral) signedHexDigits(padded int) int {
	switch {
	case n.suffix == suffixByte:
		return 2
	case n.suffix == suffixShort:
		return 4
	case n.suffix == suffixLong:
		return hexDigitsOfLong
	case padded < hexDigitsOfLong:
		return 8
	}
	return hexDigitsOfLong
}

// binary returns the value of binary digits. A number that fills a type has a sign, unless it is unsigned.
func (n *numeral) binary(digits string) (*big.Int, bool) {
	if digits == "" {
		return new(big.Int), n.suffix&suffixUnsigned != 0
	}
	v, ok := new(big.Int).SetString(digits, 2)
	if !ok {
		return nil, false
	}
	if n.suffix&suffixUnsigned == 0 && digits[0] == '1' && hasSignBit(len(digits)) {
		const bitsOfByte = 8
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(len(digits)+bitsOfByte-1)/bitsOfByte*bitsOfByte))
	}
	if len(digits) == bitsOfLong && n.suffix&^suffixUnsigned == 0 {
		n.suffix |= suffixLong
	}
	return v, true
}

// hasSignBit reports whether the first of so many binary digits is a sign.
func hasSignBit(digits int) bool {
	switch digits {
	case 8, 16, 32, bitsOfLong, 96:
		return true
	}
	return digits >= 128 && digits%8 == 0
}

// fit returns v in the type that the numeral asks for or, if it asks for none, in the first that holds it.
func (n *numeral) fit(v *big.Int) (Constant, bool) {
	switch n.suffix {
	case suffixByte:
		return fitSigned(v, sbyteConstant, 8)
	case suffixUnsigned | suffixByte:
		return fitUnsigned(v, byteConstant, 8)
	case suffixShort:
		return fitSigned(v, int16Constant, 16)
	case suffixUnsigned | suffixShort:
		return fitUnsigned(v, uint16Constant, 16)
	case suffixLong:
		return fitSigned(v, int64Constant, 64)
	case suffixUnsigned | suffixLong:
		return fitUnsigned(v, uint64Constant, 64)
	case suffixUnsigned:
		if c, ok := fitUnsigned(v, uint32Constant, 32); ok {
			return c, true
		}
		return fitUnsigned(v, uint64Constant, 64)
	case suffixDecimal:
		return fitDecimal(v)
	case suffixBig:
		return Constant{kind: bigConstant, big: v}, true
	}
	if v.IsInt64() {
		return constantInt(v.Int64()), true
	}
	if n.base != 10 {
		return Constant{}, false
	}
	if c, ok := fitDecimal(v); ok {
		return c, true
	}
	if f := truncatedFloat(v); !math.IsInf(f, 0) {
		return constantDouble(f), true
	}
	return Constant{}, false
}

func fitSigned(v *big.Int, kind constantKind, bits int) (Constant, bool) {
	if !v.IsInt64() {
		return Constant{}, false
	}
	n := v.Int64()
	if shift := 64 - bits; n<<shift>>shift != n {
		return Constant{}, false
	}
	return Constant{kind: kind, bits: uint64(n)}, true
}

func fitUnsigned(v *big.Int, kind constantKind, bits int) (Constant, bool) {
	if v.Sign() < 0 || v.BitLen() > bits {
		return Constant{}, false
	}
	return Constant{kind: kind, bits: v.Uint64()}, true
}

// decimalBits is how many bits a Decimal has for its digits.
const decimalBits = 96

func fitDecimal(v *big.Int) (Constant, bool) {
	if v.BitLen() > decimalBits {
		return Constant{}, false
	}
	return Constant{kind: decimalConstant, big: v}, true
}

// truncatedFloat returns v as .NET converts it: as many of its bits as a float64 holds, not rounded.
func truncatedFloat(v *big.Int) float64 {
	const precision = 53
	abs := new(big.Int).Abs(v)
	shift := max(abs.BitLen()-precision, 0)
	f := math.Ldexp(float64(abs.Rsh(abs, uint(shift)).Uint64()), shift)
	if v.Sign() < 0 {
		return -f
	}
	return f
}

// double returns the value of a numeral with a point or an exponent.
func (n *numeral) double() (Constant, bool) {
	f, err := strconv.ParseFloat(n.digits, 64)
	if err != nil && !math.IsInf(f, 0) {
		return Constant{}, false
	}
	f *= float64(n.multiplier)
	if n.suffix == 0 {
		return constantDouble(f), true
	}
	if math.IsInf(f, 0) {
		return Constant{}, false
	}
	v, _ := big.NewFloat(math.RoundToEven(f)).Int(nil)
	return n.fit(v)
}

// decimal returns the value of a numeral with a point or an exponent and the suffix d.
func (n *numeral) decimal() (Constant, bool) {
	v, scale, ok := parseDecimal(n.digits)
	if !ok {
		return Constant{}, false
	}
	if v.Sign() == 0 && n.multiplier > math.MaxUint32 {
		scale = 0 // .NET keeps the zeros behind the point only where it can multiply in 64 bits
	}
	v, scale = roundDecimal(v.Mul(v, big.NewInt(n.multiplier)), scale)
	if v.BitLen() > decimalBits {
		return Constant{}, false
	}
	return Constant{kind: decimalConstant, big: v, bits: uint64(scale)}, true
}

// maxDecimalScale is how many digits of a Decimal can follow its point.
const maxDecimalScale = 28

// parseDecimal returns the digits of a number and how many of them follow the point, as far as a Decimal can hold them.
func parseDecimal(text string) (v *big.Int, scale int, ok bool) {
	mantissa, power, _ := strings.Cut(strings.ToLower(text), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	v, ok = new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		return nil, 0, false
	}
	exponent := 0
	if power != "" {
		e, err := strconv.Atoi(power)
		if err != nil {
			return nil, 0, false
		}
		exponent = e
	}
	scale = len(fraction) - exponent
	const farBeyond = 2 * maxDecimalScale
	switch {
	case v.Sign() == 0:
		return v, min(max(scale, 0), maxDecimalScale), true
	case scale < -farBeyond:
		return nil, 0, false
	case scale > len(whole)+len(fraction)+farBeyond:
		return new(big.Int), maxDecimalScale, true
	case scale < 0:
		v.Mul(v, powerOfTen(-scale))
		scale = 0
	}
	v, scale = roundDecimal(v, scale)
	return v, scale, v.BitLen() <= decimalBits
}

// roundDecimal takes digits from the end until a Decimal can hold the number, and rounds half to even.
func roundDecimal(v *big.Int, scale int) (*big.Int, int) {
	for drop := max(scale-maxDecimalScale, 0); drop <= scale; drop++ {
		rounded := divideToEven(v, powerOfTen(drop))
		if rounded.BitLen() <= decimalBits {
			return rounded, scale - drop
		}
	}
	return v, scale
}

func divideToEven(v, by *big.Int) *big.Int {
	quotient, rest := new(big.Int).QuoRem(v, by, new(big.Int))
	twice := new(big.Int).Lsh(rest.Abs(rest), 1)
	if c := twice.Cmp(by); c > 0 || c == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(int64(v.Sign())))
	}
	return quotient
}

func powerOfTen(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}
