package syntax

import "testing"

func TestNumbers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ src, want string }{
		{"0", "Int32 0"},
		{"007", "Int32 7"},
		{"2147483647", "Int32 2147483647"},
		{"2147483648", "Int64 2147483648"},
		{"9223372036854775808", "Decimal 9223372036854775808"},
		{"79228162514264337593543950336", "Double 7.922816251426434E+28"},
		{"9223372036854775807pb", "Double 1.0384593717069654E+34"},

		{"1kb", "Int32 1024"},
		{"4gb", "Int64 4294967296"},
		{"1MB", "Int32 1048576"},
		{"2tb", "Int64 2199023255552"},
		{"1PB", "Int64 1125899906842624"},

		{"1y", "SByte 1"},
		{"255uy", "Byte 255"},
		{"1s", "Int16 1"},
		{"65535us", "UInt16 65535"},
		{"1L", "Int64 1"},
		{"1u", "UInt32 1"},
		{"4294967296u", "UInt64 4294967296"},
		{"18446744073709551615ul", "UInt64 18446744073709551615"},
		{"99999999999999999999n", "BigInteger 99999999999999999999"},
		{"1.10d", "Decimal 1.10"},
		{"1d", "Decimal 1"},
		{"1.5dkb", "Decimal 1536.0"},
		{"0.0dpb", "Decimal 0"},
		{"1e3d", "Decimal 1000"},
		{"1e-3d", "Decimal 0.001"},
		{"9.9999999999999999999999999995d", "Decimal 10.000000000000000000000000000"},

		{"0xFF", "Int32 255"},
		{"0xffffffff", "Int32 -1"},
		{"0x0ffffffff", "Int64 4294967295"},
		{"0xFFFFFFFFFFFFFFFF", "Int64 -1"},
		{"0xffu", "UInt32 255"},
		{"0xffy", "SByte -1"},
		{"0x", "Int32 0"},
		{"0b101", "Int32 5"},
		{"0b11111111", "Int32 -1"},
		{"0b11111111uy", "Byte 255"},

		{"1.5", "Double 1.5"},
		{"1.", "Double 1"},
		{".5e1", "Double 5"},
		{"1e-4", "Double 0.0001"},
		{"1e-5", "Double 1E-05"},
		{"1e16", "Double 10000000000000000"},
		{"1e20", "Double 1E+20"},
		{"1e400", "Double Infinity"},
		{"1e–2", "Double 0.01"},
		{"1.5l", "Int64 2"},

		// No numbers, or none that fit their type.
		{"128y", ""},
		{"1uu", ""},
		{"1lu", ""},
		{"0b", ""},
		{"0b2", ""},
		{"1e", ""},
		{"1k", ""},
		{"1x", ""},
	} {
		t.Run(tc.src, func(t *testing.T) {
			t.Parallel()
			l := testLexer(tc.src, expressionMode)
			c := l.next().number
			got := ""
			if c.IsValid() {
				got = c.Type() + " " + c.String()
			}
			if got != tc.want {
				t.Errorf("%s = %q, want %q", tc.src, got, tc.want)
			}
		})
	}
}

func TestSignedNumbers(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]string{
		"-1": "-1", "+1": "1", "—1": "-1", "-0xff": "-255", "-0.0": "-0", "-2147483648": "-2147483648", "-1.50d": "-1.50",
	} {
		t.Run(src, func(t *testing.T) {
			t.Parallel()
			l := testLexer(src, expressionMode)
			l.allowSignedNumbers = true
			if got := l.next().number.String(); got != want {
				t.Errorf("%s = %q, want %q", src, got, want)
			}
		})
	}
}

func TestConstantInt(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		src  string
		want int64
		ok   bool
	}{
		{"5", 5, true},
		{"0xffy", -1, true},
		{"9223372036854775807ul", 9223372036854775807, true},
		{"9223372036854775808ul", -9223372036854775808, false},
		{"7n", 7, true},
		{"1.5", 0, false},
		{"1d", 0, false},
	} {
		t.Run(tc.src, func(t *testing.T) {
			t.Parallel()
			got, ok := testLexer(tc.src, expressionMode).next().number.Int()
			if ok != tc.ok || ok && got != tc.want {
				t.Errorf("Int of %s = %d, %t, want %d, %t", tc.src, got, ok, tc.want, tc.ok)
			}
		})
	}
}

func TestConstantTrue(t *testing.T) {
	t.Parallel()
	if c := constantTrue(); c.Type() != "Boolean" || c.String() != "True" {
		t.Errorf("constantTrue = %s %s", c.Type(), c)
	}
}
