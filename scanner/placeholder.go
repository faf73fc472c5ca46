package scanner

// Attributes of files on Windows whose content is elsewhere: in the cloud, or on a tape. Reading one fetches it, which takes
// long and fills the disk.
const (
	attributeOffline      = 0x1000
	attributeRecallOnOpen = 0x40000
	attributeRecallOnData = 0x400000
)

// isRecalled reports whether the content of a file with these attributes would have to be fetched.
func isRecalled(attributes uint32) bool {
	return attributes&(attributeOffline|attributeRecallOnOpen|attributeRecallOnData) != 0
}

// elsewhere is the trouble with such a file. One that is named itself is read all the same.
func elsewhere() *trouble {
	return &trouble{id: "file-elsewhere", reason: "its content is not on this machine", remedy: "make it available offline, or name the file itself"}
}
