$first = [securestring]::new()
'Ab1-21st'.ToCharArray().ForEach({ $first.AppendChar($_) })  # want "SecureString" at "'Ab1-21st'"
$text = 'Ab1-22nd'  # want "SecureString" at "'Ab1-22nd'"
$second = New-Object System.Security.SecureString
for ($i = 0; $i -lt $text.Length; $i++) { $second.AppendChar($text[$i]) }
$decoded = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('QWIxLTQwdGg='))  # want "SecureString" at "[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('QWIxLTQwdGg='))"
$third = ConvertTo-SecureString $decoded -AsPlainText -Force
