$o | Add-Member -MemberType AliasProperty -Name Password -Value Content
$o | Add-Member -Type ScriptProperty -Name Password -Value { $this.Word }
$o | Add-Member AliasProperty Password Content
$o | Add-Member -Name Password -Value Content -MemberType $kind
$o | Add-Member -MemberType NoteProperty -Name Password -Value 'Ab1-62nd'   # want "Password" at "'Ab1-62nd'"
$o | Add-Member -Type NoteP -Name Password -Value 'Ab1-63rd'                # want "" at "'Ab1-63rd'"
$o | Add-Member NoteProperty Password 'Ab1-64th'                           # want "" at "'Ab1-64th'"
$o | Add-Member -MemberType NoteProperty Password 'Ab1-65th'               # want "" at "'Ab1-65th'"
$o | Add-Member Password 'Ab1-66th'                                        # want "" at "'Ab1-66th'"
$o | Add-Member -NotePropertyN Password -NotePropertyV 'Ab1-67th'          # want "" at "'Ab1-67th'"
