package syntax

// longestName is the length of "configuration", the longest keyword or operator.
const longestName = 13

// foldInto writes s in lower case into buf and returns that, empty if s is too long or not ASCII.
func foldInto(buf *[longestName]byte, s string) []byte {
	if len(s) > longestName {
		return nil
	}
	for i := range len(s) {
		if s[i] >= ascii {
			return nil
		}
		buf[i] = lower(s[i])
	}
	return buf[:len(s)]
}

// keywordNamed returns the keyword s, in any letter case, or KindUnknown.
func keywordNamed(s string) Kind {
	var buf [longestName]byte
	switch string(foldInto(&buf, s)) {
	case "assembly":
		return KindAssembly
	case "base":
		return KindBase
	case "begin":
		return KindBegin
	case "break":
		return KindBreak
	case "catch":
		return KindCatch
	case "class":
		return KindClass
	case "clean":
		return KindClean
	case "command":
		return KindCommand
	case "configuration":
		return KindConfiguration
	case "continue":
		return KindContinue
	case "data":
		return KindData
	case "default":
		return KindDefault
	case "define":
		return KindDefine
	case "do":
		return KindDo
	case "dynamicparam":
		return KindDynamicparam
	case "else":
		return KindElse
	case "elseif":
		return KindElseIf
	case "end":
		return KindEnd
	case "enum":
		return KindEnum
	case "exit":
		return KindExit
	case "filter":
		return KindFilter
	case "finally":
		return KindFinally
	case "for":
		return KindFor
	case "foreach":
		return KindForeach
	case "from":
		return KindFrom
	case "function":
		return KindFunction
	case "hidden":
		return KindHidden
	case "if":
		return KindIf
	case "in":
		return KindIn
	case "inlinescript":
		return KindInlineScript
	case "interface":
		return KindInterface
	case "module":
		return KindModule
	case "namespace":
		return KindNamespace
	case "parallel":
		return KindParallel
	case "param":
		return KindParam
	case "private":
		return KindPrivate
	case "process":
		return KindProcess
	case "public":
		return KindPublic
	case "return":
		return KindReturn
	case "sequence":
		return KindSequence
	case "static":
		return KindStatic
	case "switch":
		return KindSwitch
	case "throw":
		return KindThrow
	case "trap":
		return KindTrap
	case "try":
		return KindTry
	case "type":
		return KindType
	case "until":
		return KindUntil
	case "using":
		return KindUsing
	case "var":
		return KindVar
	case "while":
		return KindWhile
	case "workflow":
		return KindWorkflow
	}
	return KindUnknown
}

// operatorNamed returns the operator whose name after the dash is s, in any letter case, or KindUnknown.
func operatorNamed(s string) Kind {
	var buf [longestName]byte
	switch string(foldInto(&buf, s)) {
	case "bnot":
		return KindBnot
	case "not":
		return KindNot
	case "eq", "ieq":
		return KindIeq
	case "ceq":
		return KindCeq
	case "ne", "ine":
		return KindIne
	case "cne":
		return KindCne
	case "ge", "ige":
		return KindIge
	case "cge":
		return KindCge
	case "gt", "igt":
		return KindIgt
	case "cgt":
		return KindCgt
	case "lt", "ilt":
		return KindIlt
	case "clt":
		return KindClt
	case "le", "ile":
		return KindIle
	case "cle":
		return KindCle
	case "like", "ilike":
		return KindIlike
	case "clike":
		return KindClike
	case "notlike", "inotlike":
		return KindInotlike
	case "cnotlike":
		return KindCnotlike
	case "match", "imatch":
		return KindImatch
	case "cmatch":
		return KindCmatch
	case "notmatch", "inotmatch":
		return KindInotmatch
	case "cnotmatch":
		return KindCnotmatch
	case "replace", "ireplace":
		return KindIreplace
	case "creplace":
		return KindCreplace
	case "contains", "icontains":
		return KindIcontains
	case "ccontains":
		return KindCcontains
	case "notcontains", "inotcontains":
		return KindInotcontains
	case "cnotcontains":
		return KindCnotcontains
	case "in", "iin":
		return KindIin
	case "cin":
		return KindCin
	case "notin", "inotin":
		return KindInotin
	case "cnotin":
		return KindCnotin
	case "split", "isplit":
		return KindIsplit
	case "csplit":
		return KindCsplit
	case "isnot":
		return KindIsNot
	case "is":
		return KindIs
	case "as":
		return KindAs
	case "f":
		return KindFormat
	case "and":
		return KindAnd
	case "band":
		return KindBand
	case "or":
		return KindOr
	case "bor":
		return KindBor
	case "xor":
		return KindXor
	case "bxor":
		return KindBxor
	case "join":
		return KindJoin
	case "shl":
		return KindShl
	case "shr":
		return KindShr
	}
	return KindUnknown
}
