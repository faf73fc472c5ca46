<#
    Scripts of this kind show what the scanner finds.
    All credentials below are fake.
#>
$first = ConvertTo-SecureString 'Ab1-57th' -AsPlainText -Force  # want note:"" at "'Ab1-57th'"
