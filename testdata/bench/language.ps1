#Requires -Version 7.4
#Requires -Modules ExchangeOnlineManagement, Microsoft.Graph.Authentication

<#
.SYNOPSIS
    Nightly housekeeping of a Microsoft 365 tenant.

.DESCRIPTION
    Reads the tenant's inventory, compares it with the records of the personnel department, tidies up what has been left
    behind and reports by mail. Every change is written to a journal first, so that a run can be taken back.

.PARAMETER Organization
    The initial domain of the tenant, such as contoso.onmicrosoft.example.

.PARAMETER ReportPath
    The folder for reports. It is made where it does not exist.

.EXAMPLE
    ./language.ps1 -Organization contoso.onmicrosoft.example -WhatIf

.NOTES
    Runs in Azure Automation with a managed identity, or on a server with a certificate.
#>
using namespace System.Collections.Generic
using namespace System.Net
using namespace System.Text.RegularExpressions

[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Identity')]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, Position = 0, HelpMessage = 'The initial domain of the tenant')]
    [ValidatePattern('^[a-z0-9]+\.onmicrosoft\.\w+$')]
    [string] $Organization,

    [Parameter(ParameterSetName = 'Certificate', Mandatory)]
    [Alias('Thumbprint', 'CertThumb')]
    [ValidateScript({ $_ -match '^[0-9A-F]{40}$' }, ErrorMessage = '"{0}" is no thumbprint')]
    [string] $CertificateThumbprint,

    [Parameter(ParameterSetName = 'Certificate', Mandatory)]
    [guid] $AppId,

    [ValidateNotNullOrEmpty()]
    [string] $ReportPath = (Join-Path $PSScriptRoot "reports/$(Get-Date -Format 'yyyy-MM')"),

    [ValidateSet('Quiet', 'Normal', 'Detailed')]
    [string] $Verbosity = 'Normal',

    [ValidateRange(1, 365)]
    [int] $InactiveDays = 90,

    [string[]] $Skip = @(),

    [switch] $Force
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$InformationPreference = $Verbosity -eq 'Quiet' ? 'SilentlyContinue' : 'Continue'
$script:started = [datetime]::UtcNow
$script:journal = [List[object]]::new()
$script:counters = @{ Read = 0; Changed = 0; Skipped = 0; Failed = 0 }

data Text {
    @{
        Greeting = 'Good morning'
        Closing  = 'This message was written by a script. Answers are read by people.'
        Columns  = 'Name', 'Address', 'Last sign-in', 'Owner'
    }
}

$limits = [ordered]@{
    Mailbox    = 49.5GB
    Archive    = 1.5TB
    Attachment = 25MB
    Item       = 0x2000
    Retry      = 5
    BackOff    = 1.5
    Mask       = 0b10100000 -band 0xff
    Total      = 1e6
    Price      = 12.50d
    Serial     = 9223372036854775807
}

enum Level {
    Debug
    Information
    Warning
    Failure = 10
}

[Flags()]
enum Scope : byte {
    None     = 0
    Users    = 1
    Groups   = 2
    Devices  = 4
    Mail     = 8
    Everything = 15
}

class Record {
    [string] $Id
    [string] $Name
    [Level] $Level = [Level]::Information
    [datetime] $When = [datetime]::UtcNow
    hidden [hashtable] $Details = @{}
    static [int] $Count

    Record() {
        [Record]::Count++
    }

    Record([string] $name) {
        $this.Name = $name
        $this.Id = '{0:yyyyMMdd}-{1:d5}' -f $this.When, [Record]::Count++
    }

    [void] Add([string] $key, [object] $value) {
        if ($this.Details.ContainsKey($key)) {
            $this.Details[$key] = @($this.Details[$key]) + $value
            return
        }
        $this.Details.$key = $value
    }

    [string] ToString() {
        return "$($this.When.ToString('o')) [$($this.Level)] $($this.Name)"
    }

    static [Record] Parse([string] $line) {
        $parts = $line -split '\s+', 3
        $record = [Record]::new($parts[2])
        $record.When = [datetime]::Parse($parts[0], [cultureinfo]::InvariantCulture)
        return $record
    }
}

class Change : Record, System.IComparable {
    [object] $Before
    [object] $After
    [ValidateSet('Add', 'Set', 'Remove')] [string] $Action = 'Set'

    Change([string] $name, [object] $before, [object] $after) : base($name) {
        $this.Before = $before
        $this.After = $after
    }

    [bool] IsEmpty() { return $null -eq $this.Before -and $null -eq $this.After -or $this.Before -ceq $this.After }

    [int] CompareTo([object] $other) {
        if ($other -isnot [Change]) { throw [System.ArgumentException]::new("cannot compare with $($other.GetType().Name)") }
        return $this.When.CompareTo(([Change]$other).When)
    }
}

function Write-Journal {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [AllowEmptyString()]
        [string] $Message,
        [Level] $Level = 'Information',
        [System.Management.Automation.ErrorRecord] $Cause
    )
    begin {
        $color = @{ Debug = 'DarkGray'; Information = 'White'; Warning = 'Yellow'; Failure = 'Red' }
    }
    process {
        $record = [Record]::new($Message)
        $record.Level = $Level
        if ($Cause) { $record.Add('Cause', $Cause.Exception?.Message ?? 'unknown') }
        $script:journal.Add($record)
        switch ($Level) {
            Debug { Write-Debug $Message; break }
            Warning { Write-Warning $Message; break }
            { $_ -ge [Level]::Failure } { Write-Host $record -ForegroundColor $color["$_"] }
            default { Write-Information -MessageData "$record" -Tags $_, 'journal' 6>&1 | Out-Null }
        }
    }
    end {
        if ($script:journal.Count % 100 -eq 0) { Save-Journal -Confirm:$false }
    }
    clean { $color = $null }
}

function Save-Journal {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Path = "$ReportPath/journal.jsonl")

    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { $null = New-Item $Path -ItemType File -Force }
    if (!$PSCmdlet.ShouldProcess($Path, 'append')) { return }
    $script:journal | ForEach-Object { $_ | ConvertTo-Json -Compress -Depth 4 } >> $Path 2>> "$Path.err"
    $script:journal.Clear()
}

filter ConvertTo-Row {
    $row = [ordered]@{ Number = ++$script:counters.Read }
    foreach ($property in $_.PSObject.Properties.Where({ $_.MemberType -match 'Property$' }, 'Default')) {
        $row[$property.Name] = $property.Value -is [array] ? $property.Value -join '; ' : $property.Value
    }
    [pscustomobject]$row
}

function Invoke-WithRetry {
    param(
        [Parameter(Mandatory)] [scriptblock] $Action,
        [int] $Attempts = $limits.Retry,
        [timespan] $Delay = '00:00:02',
        [type[]] $Transient = @([WebException], [System.TimeoutException], [System.IO.IOException])
    )
    $attempt = 0
    :again do {
        $attempt++
        try {
            return & $Action @args
        }
        catch [System.UnauthorizedAccessException], [System.Security.SecurityException] {
            Write-Journal "access was denied: $_" -Level Failure -Cause $_
            throw
        }
        catch {
            $type = $_.Exception.GetType()
            if ($attempt -ge $Attempts -or -not $Transient.Where{ $type -eq $_ -or $type.IsSubclassOf($_) }.Count) { throw }
            $seconds = [math]::Min($Delay.TotalSeconds * [math]::Pow($limits.BackOff, $attempt), 60)
            Write-Journal ("attempt {0} of {1} failed; next in {2:n1} s" -f $attempt, $Attempts, $seconds) -Level Warning
            Start-Sleep -Milliseconds ([int]($seconds * 1000))
            continue again
        }
        finally {
            $Delay += [timespan]::FromSeconds(1)
        }
    } while ($attempt -lt $Attempts)
}

function Connect-Tenant {
    [CmdletBinding()]
    param([switch] $Exchange, [switch] $Graph, [switch] $Teams)

    $common = @{ ErrorAction = 'Stop'; WarningAction = 'SilentlyContinue' }
    if ($PSCmdlet.ParameterSetName -eq 'Certificate' -or $CertificateThumbprint) {
        $sign = @{ AppId = "$AppId"; CertificateThumbprint = $CertificateThumbprint }
    }
    else {
        $sign = @{ ManagedIdentity = $true }
    }
    if ($Exchange) { Connect-ExchangeOnline @common @sign -Organization $Organization -ShowBanner:$false -SkipLoadingFormatData }
    if ($Graph) {
        Connect-MgGraph @common -Identity:($null -eq $AppId) -NoWelcome &&
            Write-Journal 'connected to Graph' ||
            Write-Journal 'no connection to Graph' -Level Warning
    }
    if ($Teams) { Connect-MicrosoftTeams -Identity -TenantId $env:TENANT_ID | Out-Null }
}

#region mailboxes

<#
.SYNOPSIS
    Changes the values of a mailbox and writes down what they were before.

.PARAMETER PrimarySmtpAddress
    The name of the mailbox.

.PARAMETER Values
    Names and new values of the properties to change.

.PARAMETER PassThru
    Returns the changes as objects.

.EXAMPLE
    Update-TenantMailbox -PrimarySmtpAddress 'example' -Values @{ Alias = 'new' } -WhatIf
#>
function Update-TenantMailbox {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param(
        [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $PrimarySmtpAddress,
        [hashtable] $Values = @{ Alias = $null; 'RecipientTypeDetails' = 'unknown' },
        [switch] $PassThru
    )
    process {
        # The mailbox is read again, as minutes may have passed since the list was made.
        $current = Get-EXOMailbox -ResultSize Unlimited -Properties CustomAttribute1,WhenCreated | Where-Object PrimarySmtpAddress -EQ $PrimarySmtpAddress | Select-Object -First 1
        $changes = foreach ($name in $Values.Keys | Sort-Object) {
            $before, $after = $current.$name, $Values[$name]
            if ("$before" -cne "$after") { [Change]::new($name, $before, $after) }
        }
        if (-not $changes) { return }
        $summary = ($changes | ForEach-Object { '{0}: "{1}" -> "{2}"' -f $_.Name, $_.Before, $_.After }) -join [Environment]::NewLine
        # From here on something is changed.
        if ($Force -or $PSCmdlet.ShouldProcess($PrimarySmtpAddress, "change $($changes.Count) of its values as follows`n$summary")) {
            $arguments = @{ Identity = $PrimarySmtpAddress; ErrorAction = 'Stop' } + $Values
            Set-Mailbox @arguments -Confirm:$false 3>$null
            $script:counters.Changed += $changes.Count
            Write-Journal -Message $summary
        }
        if ($PassThru) { , $changes }
    }
}

<#
.SYNOPSIS
    Compares the mailboxes with the records of the personnel department.

.EXAMPLE
    Compare-MailboxWithRecords -Csv ./records.csv | Where-Object Difference -NE 'only in records'
#>
function Compare-MailboxWithRecords {
    param(
        [Parameter(Mandatory)] [ValidateScript({ Test-Path $_ })] [string] $Csv,
        [string] $JoinOn = 'PrimarySmtpAddress'
    )
    # The table has a row for each person and mailbox; the first one counts.
    $theirs = Import-Csv $Csv -Delimiter ';' | Group-Object -Property $JoinOn -AsHashTable -AsString
    $ours = @(Get-EXOMailbox -ResultSize Unlimited -Properties CustomAttribute1,WhenCreated)
    $seen = [HashSet[string]]::new()
    :rows foreach ($mailbox in $ours) {
        $id = [string]$mailbox.$JoinOn
        if (-not $seen.Add($id)) { continue rows }
        $record = ($theirs ?? @{})[$id]
        if (-not $record) {
            [pscustomobject]@{ Id = $id; Difference = 'only in tenant'; Detail = $mailbox.Alias }
            continue
        }
        # What people see comes first, what only the service needs comes last.
        foreach ($property in 'Alias', 'DisplayName', 'RecipientTypeDetails') {
            $left, $right = "$($mailbox.$property)".Normalize(), "$($record[0].$property)".Normalize()
            if ([string]::Equals($left, $right, 'OrdinalIgnoreCase')) { continue }
            if ($left -as [double] -and $right -as [double] -and [math]::Abs([double]$left - [double]$right) -lt 1e-6) { continue rows }
            [pscustomobject]@{ Id = $id; Difference = $property; Detail = "the tenant says '$left', the records of the personnel department say '$right'" }
        }
    }
    $theirs.Keys | Where-Object { $_ -and -not $seen.Contains($_) } | ForEach-Object {
        [pscustomobject]@{ Id = $_; Difference = 'only in records'; Detail = $theirs[$_][0].Alias }
    }
}

# Counts the mailboxes by their properties.
# The numbers go into the monthly report for the management. Median and span are those of the day of the year on which a mailbox
# was last changed: they show whether the work is spread over the year.
function Get-MailboxStatistics {
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param([string[]] $By = @('DisplayName', 'RecipientTypeDetails'), [int] $Top = 5)

    $data = Get-EXOMailbox -ResultSize Unlimited -Properties CustomAttribute1,WhenCreated
    $result = [ordered]@{ Total = ($data | Measure-Object).Count; Read = Get-Date }
    # Counting by several properties reads the list only once.
    $index = 0
    while ($index -lt $By.Count) {
        $field = $By[$index++]
        $result["By$field"] = $data |
            Group-Object $field -NoElement |
            Sort-Object Count -Descending |
            Select-Object -First $Top |
            ForEach-Object { "$($_.Name ? $_.Name : '(none)') = $($_.Count)" }
    }
    $numbers = $data.WhenMailboxCreated | ForEach-Object { ($_ -as [datetime])?.DayOfYear } | Where-Object { $_ }
    if ($numbers) {
        $sorted = [int[]]($numbers | Sort-Object)
        $middle = $sorted.Count -shr 1
        $result.Median = $sorted.Count % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2
        $result.Span = $sorted[-1] - $sorted[0]
        $result.Even = (1..$sorted.Count).Where{ -not ($_ -band 1) }.Count
    }
    $result
}

<#
.SYNOPSIS
    Tells the owner of a mailbox that it will be removed.

.DESCRIPTION
    The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.

.PARAMETER Mailbox
    The mailbox in question.

.PARAMETER From
    The address that the message comes from.

.PARAMETER Owner
    The address of the owner.

.EXAMPLE
    Get-TenantMailbox | Where-Object Old | Send-MailboxNotice -Owner 'desk@contoso.example'
#>
function Send-MailboxNotice {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $Mailbox,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(90)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the mailbox "$($Mailbox.Alias)" has been found to be shared and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($Mailbox.DisplayName) { "Its DisplayName is $($Mailbox.DisplayName)." } else { 'It has no DisplayName.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your mailbox $($Mailbox.PrimarySmtpAddress)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($Mailbox.PrimarySmtpAddress) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Looks for mailboxes whose names say that they were meant for a short time.

.DESCRIPTION
    The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
    the findings of two runs without keeping names.

.PARAMETER Pattern
    A regular expression.

.PARAMETER Quick
    Ends with the first page that has a hit.

.EXAMPLE
    Find-ForwardingMailbox -Pattern '^(old|new)-' -Quick
#>
function Find-ForwardingMailbox {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-EXOMailbox -ResultSize Unlimited -Properties CustomAttribute1,WhenCreated | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.Alias) $($_.DisplayName)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'Alias'
                Length = $hit."DisplayName".Length
                Words  = -split $hit.Alias
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.PrimarySmtpAddress)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 0x40)
}

# Gives mailboxes to another owner.
# Either one owner takes all of them, or a map says who takes which. Patterns in the map are those of -like. A deputy can be named
# where the file owners.psd1 lies beside the script.
function Set-MailboxOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $PrimarySmtpAddress
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $PrimarySmtpAddress -like $pair.Key
                $selected.ForEach({ Set-Mailbox -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the mailboxes; give both or none of them.' -f 'deputy', 'owner') }
    }
}

# What the old scripts wrote into the registry, and what stands there still.
$registry = 'HKCU:\Software\Contoso\Housekeeping'
if ($IsWindows -and (Test-Path $registry)) {
    Get-ItemProperty $registry | Select-Object * -ExcludeProperty PS* | Out-Null
    reg.exe query "HKCU\Software\Contoso" /s 2>&1 | Select-String -Pattern 'REG_SZ\s+(?<value>.*)$' -AllMatches |
        ForEach-Object { $_.Matches[0].Groups['value'].Value.Trim() }
}

#endregion

#region groups

<#
.SYNOPSIS
    Changes the values of a group and writes down what they were before.

.DESCRIPTION
    Only what differs is changed. The comparison minds upper and lower case, as DisplayName is shown to people. Nothing is changed where
    -WhatIf is given; the summary is shown nevertheless.

.PARAMETER Id
    The name of the group.

.PARAMETER Values
    Names and new values of the properties to change.

.PARAMETER PassThru
    Returns the changes as objects.

.EXAMPLE
    Update-TenantGroup -Id 'example' -Values @{ DisplayName = 'new' } -WhatIf
#>
function Update-TenantGroup {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param(
        [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $Id,
        [hashtable] $Values = @{ DisplayName = $null; 'Visibility' = 'unknown' },
        [switch] $PassThru
    )
    process {
        # The group is read again, as minutes may have passed since the list was made.
        $current = Get-MgGroup -All -Filter "groupTypes/any(c:c eq 'Unified')" | Where-Object Id -EQ $Id | Select-Object -First 1
        $changes = foreach ($name in $Values.Keys | Sort-Object) {
            $before, $after = $current.$name, $Values[$name]
            if ("$before" -cne "$after") { [Change]::new($name, $before, $after) }
        }
        if (-not $changes) { return }
        $summary = ($changes | ForEach-Object { '{0}: "{1}" -> "{2}"' -f $_.Name, $_.Before, $_.After }) -join [Environment]::NewLine
        # From here on something is changed.
        if ($Force -or $PSCmdlet.ShouldProcess($Id, "change $($changes.Count) of its values as follows`n$summary")) {
            $arguments = @{ Identity = $Id; ErrorAction = 'Stop' } + $Values
            Update-MgGroup @arguments -Confirm:$false 3>$null
            $script:counters.Changed += $changes.Count
            Write-Journal -Message $summary
        }
        if ($PassThru) { , $changes }
    }
}

# Says whether a group is ownerless.
# A group is taken for ownerless when nothing has happened to it for a while and its name does not follow the rules of the house.
function Test-OwnerlessGroup([object] $Group, [int] $Days = 365) {
    # Without a date nothing can be said.
    if (!$Group -or !$Group.CreatedDateTime) { return $false }
    $age = New-TimeSpan -Start $Group.CreatedDateTime -End ([datetime]::Now)
    $old = $age.TotalDays -gt $Days -and $Group.Mail -notlike 'svc-*'
    # Names begin with the short name of the site: three upper-case letters and a dash.
    $named = $Group.DisplayName -cmatch '^(?<site>[A-Z]{3})-(?<rest>.+)$'
    switch -Regex ($Group.Visibility) {
        '^(true|enabled|active)$' { return $old }
        '^\s*$'                   { return $old -or !$named }
        'legacy|old|test\d+'      { return $true }
        default                   { Write-Debug "the group has '$_' as its Visibility, which says nothing about its age"; break }
    }
    $named ? ($Matches['site'] -in 'BER', 'HAM', 'MUC' -and $old) : $old
}

<#
.SYNOPSIS
    Writes a report of all groups, in one file for each format.

.DESCRIPTION
    The files are named after the day, so that a second run on the same day replaces the first. The page in HTML has no scripts and
    loads nothing from elsewhere; it can be sent by mail.

.PARAMETER Folder
    Where the files go; the folder must exist.

.PARAMETER As
    The formats to write.
#>
function Export-GroupReport {
    param(
        [string] $Folder = $ReportPath,
        [ValidateSet('Csv', 'Html', 'Json')] [string[]] $As = @('Csv', 'Html')
    )
    $rows = Get-MgGroup -All -Filter "groupTypes/any(c:c eq 'Unified')" |
        Sort-Object -Property @{ Expression = 'CreatedDateTime'; Descending = $true }, DisplayName |
        Select-Object -Property Id, DisplayName, Mail, @{ Name = 'Age'; Expression = { ((Get-Date) - $_.CreatedDateTime).Days } }
    # ---------------------------------------------------------------------------------
    #  One file a format
    # ---------------------------------------------------------------------------------
    foreach ($format in $As) {
        $file = Join-Path $Folder ('group-{0:yyyy-MM-dd}.{1}' -f (Get-Date), $format.ToLower())
        switch -Exact ($format) {
            'Csv' { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding utf8BOM -Delimiter ';' }
            'Json' { $rows | ConvertTo-Json -Depth 3 | Set-Content $file }
            'Html' {
                $table = $rows | ConvertTo-Html -Fragment -As Table
                @"
<!doctype html>
<title>Group of $Organization</title>
<h1>$($rows.Count) groups, $([math]::Round(100 * ($rows.Where{ $_.Age -gt 30 }).Count / [math]::Max($rows.Count, 1), 1)) % old</h1>
<p class="note">Read at $(Get-Date -Format u) by $env:COMPUTERNAME; costs `$0.</p>
$($table -replace '<td>(-?\d+)</td>', '<td class="number">$1</td>' -join "`r`n")
"@ | Out-File -FilePath $file -Encoding utf8
            }
        }
        Get-Item -LiteralPath $file
    }
}

<#
.SYNOPSIS
    Tells the owner of a group that it will be removed.

.DESCRIPTION
    The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.

.PARAMETER Group
    The group in question.

.PARAMETER From
    The address that the message comes from.

.EXAMPLE
    Get-TenantGroup | Where-Object Old | Send-GroupNotice -Owner 'desk@contoso.example'
#>
function Send-GroupNotice {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $Group,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(14)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the group "$($Group.DisplayName)" has been found to be ownerless and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($Group.Mail) { "Its Mail is $($Group.Mail)." } else { 'It has no Mail.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your group $($Group.Id)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($Group.Id) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Looks for groups whose names say that they were meant for a short time.

.DESCRIPTION
    The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
    the findings of two runs without keeping names.

.PARAMETER Quick
    Ends with the first page that has a hit.
#>
function Find-PublicGroup {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-MgGroup -All -Filter "groupTypes/any(c:c eq 'Unified')" | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.DisplayName) $($_.Mail)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'DisplayName'
                Length = $hit."Mail".Length
                Words  = -split $hit.DisplayName
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.Id)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 2048)
}

<#
.SYNOPSIS
    Gives groups to another owner.

.DESCRIPTION
    Either one owner takes all of them, or a map says who takes which. Patterns in the map are those of -like. A deputy can be named
    where the file owners.psd1 lies beside the script.

.PARAMETER Owner
    Who takes all groups.

.PARAMETER Id
    The names of the groups.

.EXAMPLE
    Set-GroupOwner -Map @{ 'BER-*' = 'anna@contoso.example' } BER-1 BER-2
#>
function Set-GroupOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $Id
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $Id -like $pair.Key
                $selected.ForEach({ Update-MgGroup -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the groups; give both or none of them.' -f 'deputy', 'owner') }
    }
}

#endregion

#region users

<#
.SYNOPSIS
    Writes a report of all users, in one file for each format.

.DESCRIPTION
    The files are named after the day, so that a second run on the same day replaces the first. The page in HTML has no scripts and
    loads nothing from elsewhere; it can be sent by mail.

.PARAMETER Folder
    Where the files go; the folder must exist.

.EXAMPLE
    Export-UserReport -As Csv, Json -Folder ./reports
#>
function Export-UserReport {
    param(
        [string] $Folder = $ReportPath,
        [ValidateSet('Csv', 'Html', 'Json')] [string[]] $As = @('Csv', 'Html')
    )
    $rows = Get-MgUser -All -Property Id,UserPrincipalName,AccountEnabled,SignInActivity |
        Sort-Object -Property @{ Expression = 'JobTitle'; Descending = $true }, GivenName |
        Select-Object -Property UserPrincipalName, GivenName, Surname, @{ Name = 'Age'; Expression = { ((Get-Date) - $_.JobTitle).Days } }
    # ---------------------------------------------------------------------------------
    #  One file a format
    # ---------------------------------------------------------------------------------
    foreach ($format in $As) {
        $file = Join-Path $Folder ('user-{0:yyyy-MM-dd}.{1}' -f (Get-Date), $format.ToLower())
        switch -Exact ($format) {
            'Csv' { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding utf8BOM -Delimiter ';' }
            'Json' { $rows | ConvertTo-Json -Depth 3 | Set-Content $file }
            'Html' {
                $table = $rows | ConvertTo-Html -Fragment -As Table
                @"
<!doctype html>
<title>User of $Organization</title>
<h1>$($rows.Count) users, $([math]::Round(100 * ($rows.Where{ $_.Age -gt 180 }).Count / [math]::Max($rows.Count, 1), 1)) % old</h1>
<p class="note">Read at $(Get-Date -Format u) by $env:COMPUTERNAME; costs `$0.</p>
$($table -replace '<td>(-?\d+)</td>', '<td class="number">$1</td>' -join "`r`n")
"@ | Out-File -FilePath $file -Encoding utf8
            }
        }
        Get-Item -LiteralPath $file
    }
}

<#
.SYNOPSIS
    Compares the users with the records of the personnel department.

.PARAMETER Csv
    The exported table.

.PARAMETER JoinOn
    The column by which rows belong together.

.EXAMPLE
    Compare-UserWithRecords -Csv ./records.csv | Where-Object Difference -NE 'only in records'
#>
function Compare-UserWithRecords {
    param(
        [Parameter(Mandatory)] [ValidateScript({ Test-Path $_ })] [string] $Csv,
        [string] $JoinOn = 'UserPrincipalName'
    )
    # The table has a row for each person and user; the first one counts.
    $theirs = Import-Csv $Csv -Delimiter ';' | Group-Object -Property $JoinOn -AsHashTable -AsString
    $ours = @(Get-MgUser -All -Property Id,UserPrincipalName,AccountEnabled,SignInActivity)
    $seen = [HashSet[string]]::new()
    :rows foreach ($user in $ours) {
        $id = [string]$user.$JoinOn
        if (-not $seen.Add($id)) { continue rows }
        $record = ($theirs ?? @{})[$id]
        if (-not $record) {
            [pscustomobject]@{ Id = $id; Difference = 'only in tenant'; Detail = $user.GivenName }
            continue
        }
        # What people see comes first, what only the service needs comes last.
        foreach ($property in 'GivenName', 'Surname', 'Department') {
            $left, $right = "$($user.$property)".Normalize(), "$($record[0].$property)".Normalize()
            if ([string]::Equals($left, $right, 'OrdinalIgnoreCase')) { continue }
            if ($left -as [double] -and $right -as [double] -and [math]::Abs([double]$left - [double]$right) -lt 1e-6) { continue rows }
            [pscustomobject]@{ Id = $id; Difference = $property; Detail = "the tenant says '$left', the records of the personnel department say '$right'" }
        }
    }
    $theirs.Keys | Where-Object { $_ -and -not $seen.Contains($_) } | ForEach-Object {
        [pscustomobject]@{ Id = $_; Difference = 'only in records'; Detail = $theirs[$_][0].GivenName }
    }
}

# Counts the users by their properties.
# The numbers go into the monthly report for the management. Median and span are those of the day of the year on which a user
# was last changed: they show whether the work is spread over the year.
function Get-UserStatistics {
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param([string[]] $By = @('Surname', 'Department'), [int] $Top = 5)

    $data = Get-MgUser -All -Property Id,UserPrincipalName,AccountEnabled,SignInActivity
    $result = [ordered]@{ Total = ($data | Measure-Object).Count; Read = Get-Date }
    # Counting by several properties reads the list only once.
    $index = 0
    while ($index -lt $By.Count) {
        $field = $By[$index++]
        $result["By$field"] = $data |
            Group-Object $field -NoElement |
            Sort-Object Count -Descending |
            Select-Object -First $Top |
            ForEach-Object { "$($_.Name ? $_.Name : '(none)') = $($_.Count)" }
    }
    $numbers = $data.JobTitle | ForEach-Object { ($_ -as [datetime])?.DayOfYear } | Where-Object { $_ }
    if ($numbers) {
        $sorted = [int[]]($numbers | Sort-Object)
        $middle = $sorted.Count -shr 1
        $result.Median = $sorted.Count % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2
        $result.Span = $sorted[-1] - $sorted[0]
        $result.Even = (1..$sorted.Count).Where{ -not ($_ -band 1) }.Count
    }
    $result
}

<#
.SYNOPSIS
    Tells the owner of a user that it will be removed.

.DESCRIPTION
    The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.

.PARAMETER From
    The address that the message comes from.

.PARAMETER Owner
    The address of the owner.

.EXAMPLE
    Get-TenantUser | Where-Object Old | Send-UserNotice -Owner 'desk@contoso.example'
#>
function Send-UserNotice {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $User,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(14)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the user "$($User.GivenName)" has been found to be inactive and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($User.Surname) { "Its Surname is $($User.Surname)." } else { 'It has no Surname.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your user $($User.UserPrincipalName)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($User.UserPrincipalName) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Looks for users whose names say that they were meant for a short time.

.DESCRIPTION
    The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
    the findings of two runs without keeping names.

.PARAMETER Quick
    Ends with the first page that has a hit.

.EXAMPLE
    Find-UnlicensedUser -Pattern '^(old|new)-' -Quick
#>
function Find-UnlicensedUser {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-MgUser -All -Property Id,UserPrincipalName,AccountEnabled,SignInActivity | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.GivenName) $($_.Surname)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'GivenName'
                Length = $hit."Surname".Length
                Words  = -split $hit.GivenName
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.UserPrincipalName)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 2048)
}

# Measures how long the service takes to answer.
# The times are in milliseconds. More than half of the calls above one and a half seconds is worth a line in the event log of the
# machine, where the monitoring looks for it.
function Measure-UserCall {
    param([int] $Times = 3)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $samples = for ($round = $Times; $round -gt 0; --$round) {
        $start = $watch.ElapsedTicks
        [void]$(Get-MgUser -All -Property Id,UserPrincipalName,AccountEnabled,SignInActivity | Select-Object -First 1)
        ($watch.ElapsedTicks - $start) / [System.Diagnostics.Stopwatch]::Frequency * 1000
    }
    $text = $samples | ForEach-Object { $_.ToString('n2') }
    "user: $($text -join ' / ') ms" -replace '\.', ',' | Write-Verbose -Verbose 4>&1
    # The first call is slow as it signs in; the others count.
    $slow = $samples -gt 1.5e3
    $code = switch ($slow.Count) { 0 { 'ok' } { $_ -le $Times / 2 } { 'slow' } default { 'bad' } }
    if ($IsWindows) {
        eventcreate.exe --% /T INFORMATION /ID 100 /L APPLICATION /D "measured user calls"
    }
    else { logger -t exo -p user.info "user=$code" 2> /dev/null }
    return , @($code, $samples[-1])
}

#endregion

#region devices

# Lists the devices of the tenant with what the reports need of them.
# Reads all devices once and keeps them in a dictionary, as the service answers slowly to single questions. A device whose ApproximateLastSignInDateTime lies
# before the limit is marked as old. Names that are not known are written to the journal and left out of the answer.
function Get-TenantDevice
{
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(ValueFromPipeline)] [string[]] $DeviceId,
        [ValidateRange(0, 3650)] [int] $OlderThan = 7,
        [switch] $IncludeSkipped
    )
    begin {
        # One question for all of them: the service allows few questions a minute, but long answers.
        $all = Invoke-WithRetry { Get-MgDevice -All }
        $byKey = [Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
        $all.ForEach{ $byKey["$($_.DeviceId)"] = $_ }
        $limit = (Get-Date).AddDays(-$OlderThan)
    }
    process {
        foreach ($one in $DeviceId ?? $byKey.Keys) {
            if ($one -in $Skip -and -not $IncludeSkipped) {
                $script:counters.Skipped++
                continue
            }
            $device = $byKey[$one]
            if ($null -eq $device) { Write-Journal "there is no device named '$one'; it may have been renamed or removed since the list was written" -Level Warning; continue }
            [pscustomobject]@{
                DeviceId = $device.DeviceId
                DisplayName = $device.DisplayName
                OperatingSystem = $device.OperatingSystem
                ApproximateLastSignInDateTime = $device.ApproximateLastSignInDateTime -as [datetime]
                Old = $device.ApproximateLastSignInDateTime -lt $limit
                Links = "https://admin.example/device/$([uri]::EscapeDataString($one))?tab=OperatingSystemVersion&view=full"
            }
        }
    }
    end { Write-Verbose "$($byKey.Count) devices have been read since $started, $($script:counters.Skipped) of them have been left out" }
}

<#
.SYNOPSIS
    Changes the values of a device and writes down what they were before.

.DESCRIPTION
    Only what differs is changed. The comparison minds upper and lower case, as DisplayName is shown to people. Nothing is changed where
    -WhatIf is given; the summary is shown nevertheless.

.PARAMETER DeviceId
    The name of the device.

.EXAMPLE
    Update-TenantDevice -DeviceId 'example' -Values @{ DisplayName = 'new' } -WhatIf
#>
function Update-TenantDevice {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param(
        [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $DeviceId,
        [hashtable] $Values = @{ DisplayName = $null; 'OperatingSystemVersion' = 'unknown' },
        [switch] $PassThru
    )
    process {
        # The device is read again, as minutes may have passed since the list was made.
        $current = Get-MgDevice -All | Where-Object DeviceId -EQ $DeviceId | Select-Object -First 1
        $changes = foreach ($name in $Values.Keys | Sort-Object) {
            $before, $after = $current.$name, $Values[$name]
            if ("$before" -cne "$after") { [Change]::new($name, $before, $after) }
        }
        if (-not $changes) { return }
        $summary = ($changes | ForEach-Object { '{0}: "{1}" -> "{2}"' -f $_.Name, $_.Before, $_.After }) -join [Environment]::NewLine
        # From here on something is changed.
        if ($Force -or $PSCmdlet.ShouldProcess($DeviceId, "change $($changes.Count) of its values as follows`n$summary")) {
            $arguments = @{ Identity = $DeviceId; ErrorAction = 'Stop' } + $Values
            Update-MgDevice @arguments -Confirm:$false 3>$null
            $script:counters.Changed += $changes.Count
            Write-Journal -Message $summary
        }
        if ($PassThru) { , $changes }
    }
}

<#
.SYNOPSIS
    Removes the unmanaged devices that a list names.

.DESCRIPTION
    The list has one name a line; lines that begin with a number sign are comments. What cannot be removed is reported at the end,
    and does not keep the others from being removed. The limit protects from a list that has grown by mistake.

.PARAMETER ListPath
    The list to read.

.PARAMETER Limit
    How many devices may be removed in one run.

.EXAMPLE
    Remove-UnmanagedDevice -ListPath ./lists/device.txt -Limit 20 -WhatIf
#>
function Remove-UnmanagedDevice {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $ListPath, [int] $Limit = 100)

    # Counted here, shown at the end.
    $removed, $failed = 0, @()
    trap [System.IO.IOException] {
        Write-Journal "the list ${ListPath} cannot be read, so no device has been removed: $_" -Level Failure
        break
    }
    $names = [System.IO.File]::ReadAllLines((Resolve-Path $ListPath).Path) -notmatch '^\s*(#|$)'
    for ($i = 0; $i -lt $names.Length -and $removed -lt $Limit; $i++) {
        $name = $names[$i].Trim().Trim("'", '"')
        Write-Progress -Activity 'Removing devices' -Status $name -PercentComplete (100 * $i / $names.Length)
        if ($name -notin (Get-TenantDevice).DeviceId) { continue }
        try {
            if ($PSCmdlet.ShouldProcess($name, 'remove unmanaged device')) {
                Update-MgDevice -Identity $name -OperatingSystemVersion:$false -ErrorAction Stop
                $removed++
            }
        } catch {
            $failed += [pscustomobject]@{ Name = $name; Reason = $_.Exception.InnerException?.Message ?? "$_"; Line = $_.InvocationInfo.ScriptLineNumber }
        }
    }
    Write-Progress -Activity 'Removing devices' -Completed
    if ($failed.Count -gt 0) {
        $failed | Format-Table -AutoSize | Out-String -Width 200 | Write-Journal -Level Warning
    }
    [pscustomobject]@{ Removed = $removed; Failed = $failed.Count; Rest = $names.Count - $removed - $failed.Count }
}

# Compares the devices with the records of the personnel department.
# The records are a table with semicolons between the columns, exported every night at three. Upper and lower case, and the many
# ways to write an umlaut, make no difference.
function Compare-DeviceWithRecords {
    param(
        [Parameter(Mandatory)] [ValidateScript({ Test-Path $_ })] [string] $Csv,
        [string] $JoinOn = 'DeviceId'
    )
    # The table has a row for each person and device; the first one counts.
    $theirs = Import-Csv $Csv -Delimiter ';' | Group-Object -Property $JoinOn -AsHashTable -AsString
    $ours = @(Get-MgDevice -All)
    $seen = [HashSet[string]]::new()
    :rows foreach ($device in $ours) {
        $id = [string]$device.$JoinOn
        if (-not $seen.Add($id)) { continue rows }
        $record = ($theirs ?? @{})[$id]
        if (-not $record) {
            [pscustomobject]@{ Id = $id; Difference = 'only in tenant'; Detail = $device.DisplayName }
            continue
        }
        # What people see comes first, what only the service needs comes last.
        foreach ($property in 'DisplayName', 'OperatingSystem', 'OperatingSystemVersion') {
            $left, $right = "$($device.$property)".Normalize(), "$($record[0].$property)".Normalize()
            if ([string]::Equals($left, $right, 'OrdinalIgnoreCase')) { continue }
            if ($left -as [double] -and $right -as [double] -and [math]::Abs([double]$left - [double]$right) -lt 1e-6) { continue rows }
            [pscustomobject]@{ Id = $id; Difference = $property; Detail = "the tenant says '$left', the records of the personnel department say '$right'" }
        }
    }
    $theirs.Keys | Where-Object { $_ -and -not $seen.Contains($_) } | ForEach-Object {
        [pscustomobject]@{ Id = $_; Difference = 'only in records'; Detail = $theirs[$_][0].DisplayName }
    }
}

# Tells the owner of a device that it will be removed.
# The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.
function Send-DeviceNotice {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $Device,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(90)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the device "$($Device.DisplayName)" has been found to be stale and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($Device.OperatingSystem) { "Its OperatingSystem is $($Device.OperatingSystem)." } else { 'It has no OperatingSystem.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your device $($Device.DeviceId)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($Device.DeviceId) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Gives devices to another owner.

.DESCRIPTION
    Either one owner takes all of them, or a map says who takes which. Patterns in the map are those of -like. A deputy can be named
    where the file owners.psd1 lies beside the script.

.EXAMPLE
    Set-DeviceOwner -Map @{ 'BER-*' = 'anna@contoso.example' } BER-1 BER-2
#>
function Set-DeviceOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $DeviceId
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $DeviceId -like $pair.Key
                $selected.ForEach({ Update-MgDevice -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the devices; give both or none of them.' -f 'deputy', 'owner') }
    }
}

$bits = 0
foreach ($flag in [Scope].GetEnumValues()) { $bits = $bits -bor [int]$flag; $shifted = $bits -shl 2 -bxor -bnot $bits }
$table = @(
    , @('Windows', 10, 0, 19045)
    , @('macOS', 14, 5)
    @('iOS'; 17; 4)
)
$version = [version]"$($table[0][1..3] -join '.')"
[int[,]] $grid = [int[,]]::new(3, 3); $grid[0, 1] = $grid[1, 0] + 1
${strange name!} = $table.ForEach({ $_[0] })[-1], ${env:ProgramFiles(x86)}

#endregion

#region licences

<#
.SYNOPSIS
    Removes the overbooked licences that a list names.

.DESCRIPTION
    The list has one name a line; lines that begin with a number sign are comments. What cannot be removed is reported at the end,
    and does not keep the others from being removed. The limit protects from a list that has grown by mistake.

.PARAMETER Limit
    How many licences may be removed in one run.

.EXAMPLE
    Remove-OverbookedLicense -ListPath ./lists/license.txt -Limit 20 -WhatIf
#>
function Remove-OverbookedLicense {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $ListPath, [int] $Limit = 25)

    # Counted here, shown at the end.
    $removed, $failed = 0, @()
    trap [System.IO.IOException] {
        Write-Journal "the list ${ListPath} cannot be read, so no license has been removed: $_" -Level Failure
        break
    }
    $names = [System.IO.File]::ReadAllLines((Resolve-Path $ListPath).Path) -notmatch '^\s*(#|$)'
    for ($i = 0; $i -lt $names.Length -and $removed -lt $Limit; $i++) {
        $name = $names[$i].Trim().Trim("'", '"')
        Write-Progress -Activity 'Removing licences' -Status $name -PercentComplete (100 * $i / $names.Length)
        if ($name -notin (Get-TenantLicense).SkuPartNumber) { continue }
        try {
            if ($PSCmdlet.ShouldProcess($name, 'remove overbooked license')) {
                Set-MgUserLicense -Identity $name -PrepaidUnits:$false -ErrorAction Stop
                $removed++
            }
        } catch {
            $failed += [pscustomobject]@{ Name = $name; Reason = $_.Exception.InnerException?.Message ?? "$_"; Line = $_.InvocationInfo.ScriptLineNumber }
        }
    }
    Write-Progress -Activity 'Removing licences' -Completed
    if ($failed.Count -gt 0) {
        $failed | Format-Table -AutoSize | Out-String -Width 200 | Write-Journal -Level Warning
    }
    [pscustomobject]@{ Removed = $removed; Failed = $failed.Count; Rest = $names.Count - $removed - $failed.Count }
}

# Compares the licences with the records of the personnel department.
# The records are a table with semicolons between the columns, exported every night at three. Upper and lower case, and the many
# ways to write an umlaut, make no difference.
function Compare-LicenseWithRecords {
    param(
        [Parameter(Mandatory)] [ValidateScript({ Test-Path $_ })] [string] $Csv,
        [string] $JoinOn = 'SkuPartNumber'
    )
    # The table has a row for each person and license; the first one counts.
    $theirs = Import-Csv $Csv -Delimiter ';' | Group-Object -Property $JoinOn -AsHashTable -AsString
    $ours = @(Get-MgSubscribedSku -All)
    $seen = [HashSet[string]]::new()
    :rows foreach ($license in $ours) {
        $id = [string]$license.$JoinOn
        if (-not $seen.Add($id)) { continue rows }
        $record = ($theirs ?? @{})[$id]
        if (-not $record) {
            [pscustomobject]@{ Id = $id; Difference = 'only in tenant'; Detail = $license.SkuId }
            continue
        }
        # What people see comes first, what only the service needs comes last.
        foreach ($property in 'SkuId', 'ConsumedUnits', 'PrepaidUnits') {
            $left, $right = "$($license.$property)".Normalize(), "$($record[0].$property)".Normalize()
            if ([string]::Equals($left, $right, 'OrdinalIgnoreCase')) { continue }
            if ($left -as [double] -and $right -as [double] -and [math]::Abs([double]$left - [double]$right) -lt 1e-6) { continue rows }
            [pscustomobject]@{ Id = $id; Difference = $property; Detail = "the tenant says '$left', the records of the personnel department say '$right'" }
        }
    }
    $theirs.Keys | Where-Object { $_ -and -not $seen.Contains($_) } | ForEach-Object {
        [pscustomobject]@{ Id = $_; Difference = 'only in records'; Detail = $theirs[$_][0].SkuId }
    }
}

# Tells the owner of a license that it will be removed.
# The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.
function Send-LicenseNotice
{
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $License,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(365)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the license "$($License.SkuId)" has been found to be unused and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($License.ConsumedUnits) { "Its ConsumedUnits is $($License.ConsumedUnits)." } else { 'It has no ConsumedUnits.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your license $($License.SkuPartNumber)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($License.SkuPartNumber) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Takes back the last change of a license that stands in the journal.

.PARAMETER Path
    The journal to read.

.PARAMETER Since
    Changes before that day are left alone.
#>
function Restore-LicenseFromJournal {
    param([string] $Path = "$ReportPath\journal.jsonl", [datetime] $Since = [datetime]::Today)

    switch -File $Path -Wildcard {
        '*"Name":"SkuId"*' { $wanted = $_ | ConvertFrom-Json }
        '*suspended*'          { continue }
        '#*'              { break }
        default           { $wanted = $null }
    }
    if ($wanted.When -lt $Since) { return }
    $undo = {
        param($Change)
        $values = @{ Identity = $Change.Id; SkuId = $Change.Before }
        Set-MgUserLicense @values
    }.GetNewClosure()
    . $undo $wanted
    & $undo -Change $wanted *> "$env:TEMP/restore-license.log"
    # In a job, so that a service which does not answer cannot hold up the run.
    $job = Start-ThreadJob -ScriptBlock { Start-Sleep 1; $using:wanted.Id } -ThrottleLimit 4
    $null = $job | Wait-Job -Timeout 30
    Receive-Job $job -AutoRemoveJob -Wait 2>&1 | Tee-Object -Variable output
    return $output
}

<#
.SYNOPSIS
    Gives licences to another owner.

.DESCRIPTION
    Either one owner takes all of them, or a map says who takes which. Patterns in the map are those of -like. A deputy can be named
    where the file owners.psd1 lies beside the script.

.PARAMETER SkuPartNumber
    The names of the licences.

.EXAMPLE
    Set-LicenseOwner -Map @{ 'BER-*' = 'anna@contoso.example' } BER-1 BER-2
#>
function Set-LicenseOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $SkuPartNumber
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $SkuPartNumber -like $pair.Key
                $selected.ForEach({ Set-MgUserLicense -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the licences; give both or none of them.' -f 'deputy', 'owner') }
    }
}

<#
.SYNOPSIS
    Measures how long the service takes to answer.

.DESCRIPTION
    The times are in milliseconds. More than half of the calls above one and a half seconds is worth a line in the event log of the
    machine, where the monitoring looks for it.

.EXAMPLE
    Measure-LicenseCall -Times 10 -Verbose
#>
function Measure-LicenseCall {
    param([int] $Times = 3)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $samples = for ($round = $Times; $round -gt 0; --$round) {
        $start = $watch.ElapsedTicks
        [void]$(Get-MgSubscribedSku -All | Select-Object -First 1)
        ($watch.ElapsedTicks - $start) / [System.Diagnostics.Stopwatch]::Frequency * 1000
    }
    $text = $samples | ForEach-Object { $_.ToString('n2') }
    "license: $($text -join ' / ') ms" -replace '\.', ',' | Write-Verbose -Verbose 4>&1
    # The first call is slow as it signs in; the others count.
    $slow = $samples -gt 1.5e3
    $code = switch ($slow.Count) { 0 { 'ok' } { $_ -le $Times / 2 } { 'slow' } default { 'bad' } }
    if ($IsWindows) {
        eventcreate.exe --% /T INFORMATION /ID 100 /L APPLICATION /D "measured license calls"
    }
    else { logger -t exo -p user.info "license=$code" 2> /dev/null }
    return , @($code, $samples[-1])
}

#endregion

#region sites

# Lists the sites of the tenant with what the reports need of them.
# Reads all sites once and keeps them in a dictionary, as the service answers slowly to single questions. A site whose SharingCapability lies
# before the limit is marked as old. Names that are not known are written to the journal and left out of the answer.
function Get-TenantSite {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(ValueFromPipeline)] [string[]] $Url,
        [ValidateRange(0, 3650)] [int] $OlderThan = 30,
        [switch] $IncludeSkipped
    )
    begin {
        # One question for all of them: the service allows few questions a minute, but long answers.
        $all = Invoke-WithRetry { Get-SPOSite -Limit All -IncludePersonalSite $true }
        $byKey = [Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
        $all.ForEach{ $byKey["$($_.Url)"] = $_ }
        $limit = (Get-Date).AddDays(-$OlderThan)
    }
    process {
        foreach ($one in $Url ?? $byKey.Keys) {
            if ($one -in $Skip -and -not $IncludeSkipped) {
                $script:counters.Skipped++
                continue
            }
            $site = $byKey[$one]
            if ($null -eq $site) { Write-Journal "there is no site named '$one'; it may have been renamed or removed since the list was written" -Level Warning; continue }
            [pscustomobject]@{
                Url = $site.Url
                Title = $site.Title
                Owner = $site.Owner
                SharingCapability = $site.SharingCapability -as [datetime]
                Old = $site.SharingCapability -lt $limit
                Links = "https://admin.example/site/$([uri]::EscapeDataString($one))?tab=StorageUsageCurrent&view=full"
            }
        }
    }
    end { Write-Verbose "$($byKey.Count) sites have been read since $started, $($script:counters.Skipped) of them have been left out" }
}

# Changes the values of a site and writes down what they were before.
# Only what differs is changed. The comparison minds upper and lower case, as Title is shown to people. Nothing is changed where
# -WhatIf is given; the summary is shown nevertheless.
function Update-TenantSite {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param(
        [Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string] $Url,
        [hashtable] $Values = @{ Title = $null; 'StorageUsageCurrent' = 'unknown' },
        [switch] $PassThru
    )
    process {
        # The site is read again, as minutes may have passed since the list was made.
        $current = Get-SPOSite -Limit All -IncludePersonalSite $true | Where-Object Url -EQ $Url | Select-Object -First 1
        $changes = foreach ($name in $Values.Keys | Sort-Object) {
            $before, $after = $current.$name, $Values[$name]
            if ("$before" -cne "$after") { [Change]::new($name, $before, $after) }
        }
        if (-not $changes) { return }
        $summary = ($changes | ForEach-Object { '{0}: "{1}" -> "{2}"' -f $_.Name, $_.Before, $_.After }) -join [Environment]::NewLine
        # From here on something is changed.
        if ($Force -or $PSCmdlet.ShouldProcess($Url, "change $($changes.Count) of its values as follows`n$summary")) {
            $arguments = @{ Identity = $Url; ErrorAction = 'Stop' } + $Values
            Set-SPOSite @arguments -Confirm:$false 3>$null
            $script:counters.Changed += $changes.Count
            Write-Journal -Message $summary
        }
        if ($PassThru) { , $changes }
    }
}

<#
.SYNOPSIS
    Says whether a site is orphaned.

.DESCRIPTION
    A site is taken for orphaned when nothing has happened to it for a while and its name does not follow the rules of the house.

.EXAMPLE
    Get-TenantSite | Where-Object { Test-OrphanedSite $_ -Days 60 }
#>
function Test-OrphanedSite([object] $Site, [int] $Days = 60) {
    # Without a date nothing can be said.
    if (!$Site -or !$Site.SharingCapability) { return $false }
    $age = New-TimeSpan -Start $Site.SharingCapability -End ([datetime]::Now)
    $old = $age.TotalDays -gt $Days -and $Site.Owner -notlike 'svc-*'
    # Names begin with the short name of the site: three upper-case letters and a dash.
    $named = $Site.Title -cmatch '^(?<site>[A-Z]{3})-(?<rest>.+)$'
    switch -Regex ($Site.StorageUsageCurrent) {
        '^(true|enabled|active)$' { return $old }
        '^\s*$'                   { return $old -or !$named }
        'legacy|old|test\d+'      { return $true }
        default                   { Write-Debug "the site has '$_' as its StorageUsageCurrent, which says nothing about its age"; break }
    }
    $named ? ($Matches['site'] -in 'BER', 'HAM', 'MUC' -and $old) : $old
}

# Compares the sites with the records of the personnel department.
# The records are a table with semicolons between the columns, exported every night at three. Upper and lower case, and the many
# ways to write an umlaut, make no difference.
function Compare-SiteWithRecords {
    param(
        [Parameter(Mandatory)] [ValidateScript({ Test-Path $_ })] [string] $Csv,
        [string] $JoinOn = 'Url'
    )
    # The table has a row for each person and site; the first one counts.
    $theirs = Import-Csv $Csv -Delimiter ';' | Group-Object -Property $JoinOn -AsHashTable -AsString
    $ours = @(Get-SPOSite -Limit All -IncludePersonalSite $true)
    $seen = [HashSet[string]]::new()
    :rows foreach ($site in $ours) {
        $id = [string]$site.$JoinOn
        if (-not $seen.Add($id)) { continue rows }
        $record = ($theirs ?? @{})[$id]
        if (-not $record) {
            [pscustomobject]@{ Id = $id; Difference = 'only in tenant'; Detail = $site.Title }
            continue
        }
        # What people see comes first, what only the service needs comes last.
        foreach ($property in 'Title', 'Owner', 'StorageUsageCurrent') {
            $left, $right = "$($site.$property)".Normalize(), "$($record[0].$property)".Normalize()
            if ([string]::Equals($left, $right, 'OrdinalIgnoreCase')) { continue }
            if ($left -as [double] -and $right -as [double] -and [math]::Abs([double]$left - [double]$right) -lt 1e-6) { continue rows }
            [pscustomobject]@{ Id = $id; Difference = $property; Detail = "the tenant says '$left', the records of the personnel department say '$right'" }
        }
    }
    $theirs.Keys | Where-Object { $_ -and -not $seen.Contains($_) } | ForEach-Object {
        [pscustomobject]@{ Id = $_; Difference = 'only in records'; Detail = $theirs[$_][0].Title }
    }
}

# Tells the owner of a site that it will be removed.
# The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.
function Send-SiteNotice {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $Site,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(90)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the site "$($Site.Title)" has been found to be orphaned and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($Site.Owner) { "Its Owner is $($Site.Owner)." } else { 'It has no Owner.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your site $($Site.Url)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($Site.Url) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Gives sites to another owner.

.DESCRIPTION
    Either one owner takes all of them, or a map says who takes which. Patterns in the map are those of -like. A deputy can be named
    where the file owners.psd1 lies beside the script.

.PARAMETER Owner
    Who takes all sites.

.PARAMETER Map
    Patterns of names, and who takes what they match.

.PARAMETER Url
    The names of the sites.

.EXAMPLE
    Set-SiteOwner -Map @{ 'BER-*' = 'anna@contoso.example' } BER-1 BER-2
#>
function Set-SiteOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $Url
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $Url -like $pair.Key
                $selected.ForEach({ Set-SPOSite -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the sites; give both or none of them.' -f 'deputy', 'owner') }
    }
}

$quota = @{}
$quota.Default = 100MB * 1024; $quota['Archive'] = 5TB; $quota.'with space' ??= 1PB
$quota.Remove('with space')
[void][array]::Sort(($sizes = [long[]]@($quota.Values)), [Comparison[long]] { param($a, $b) $b.CompareTo($a) })
$first, [long] $second, $rest = $sizes
$names = 'a'..'e' + 'z' | ForEach-Object { "site-$_" }
$names[0, -1 + 1..2] > $null

#endregion

#region teams

<#
.SYNOPSIS
    Writes a report of all teams, in one file for each format.

.DESCRIPTION
    The files are named after the day, so that a second run on the same day replaces the first. The page in HTML has no scripts and
    loads nothing from elsewhere; it can be sent by mail.

.PARAMETER Folder
    Where the files go; the folder must exist.

.PARAMETER As
    The formats to write.

.EXAMPLE
    Export-TeamReport -As Csv, Json -Folder ./reports
#>
function Export-TeamReport {
    param(
        [string] $Folder = $ReportPath,
        [ValidateSet('Csv', 'Html', 'Json')] [string[]] $As = @('Csv', 'Html')
    )
    $rows = Get-Team -NumberOfThreads 4 |
        Sort-Object -Property @{ Expression = 'MailNickName'; Descending = $true }, DisplayName |
        Select-Object -Property GroupId, DisplayName, Visibility, @{ Name = 'Age'; Expression = { ((Get-Date) - $_.MailNickName).Days } }
    # ---------------------------------------------------------------------------------
    #  One file a format
    # ---------------------------------------------------------------------------------
    foreach ($format in $As) {
        $file = Join-Path $Folder ('team-{0:yyyy-MM-dd}.{1}' -f (Get-Date), $format.ToLower())
        switch -Exact ($format) {
            'Csv' { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding utf8BOM -Delimiter ';' }
            'Json' { $rows | ConvertTo-Json -Depth 3 | Set-Content $file }
            'Html' {
                $table = $rows | ConvertTo-Html -Fragment -As Table
                @"
<!doctype html>
<title>Team of $Organization</title>
<h1>$($rows.Count) teams, $([math]::Round(100 * ($rows.Where{ $_.Age -gt 365 }).Count / [math]::Max($rows.Count, 1), 1)) % old</h1>
<p class="note">Read at $(Get-Date -Format u) by $env:COMPUTERNAME; costs `$0.</p>
$($table -replace '<td>(-?\d+)</td>', '<td class="number">$1</td>' -join "`r`n")
"@ | Out-File -FilePath $file -Encoding utf8
            }
        }
        Get-Item -LiteralPath $file
    }
}

<#
.SYNOPSIS
    Removes the ownerless teams that a list names.

.DESCRIPTION
    The list has one name a line; lines that begin with a number sign are comments. What cannot be removed is reported at the end,
    and does not keep the others from being removed. The limit protects from a list that has grown by mistake.

.PARAMETER Limit
    How many teams may be removed in one run.
#>
function Remove-OwnerlessTeam {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $ListPath, [int] $Limit = 25)

    # Counted here, shown at the end.
    $removed, $failed = 0, @()
    trap [System.IO.IOException] {
        Write-Journal "the list ${ListPath} cannot be read, so no team has been removed: $_" -Level Failure
        break
    }
    $names = [System.IO.File]::ReadAllLines((Resolve-Path $ListPath).Path) -notmatch '^\s*(#|$)'
    for ($i = 0; $i -lt $names.Length -and $removed -lt $Limit; $i++) {
        $name = $names[$i].Trim().Trim("'", '"')
        Write-Progress -Activity 'Removing teams' -Status $name -PercentComplete (100 * $i / $names.Length)
        if ($name -notin (Get-TenantTeam).GroupId) { continue }
        try {
            if ($PSCmdlet.ShouldProcess($name, 'remove ownerless team')) {
                Set-Team -Identity $name -Archived:$false -ErrorAction Stop
                $removed++
            }
        } catch {
            $failed += [pscustomobject]@{ Name = $name; Reason = $_.Exception.InnerException?.Message ?? "$_"; Line = $_.InvocationInfo.ScriptLineNumber }
        }
    }
    Write-Progress -Activity 'Removing teams' -Completed
    if ($failed.Count -gt 0) {
        $failed | Format-Table -AutoSize | Out-String -Width 200 | Write-Journal -Level Warning
    }
    [pscustomobject]@{ Removed = $removed; Failed = $failed.Count; Rest = $names.Count - $removed - $failed.Count }
}

<#
.SYNOPSIS
    Takes back the last change of a team that stands in the journal.

.DESCRIPTION
    Only changes of DisplayName can be taken back; for all others the journal says what the value was, and people decide.

.PARAMETER Path
    The journal to read.

.PARAMETER Since
    Changes before that day are left alone.

.EXAMPLE
    Restore-TeamFromJournal -Since (Get-Date).AddDays(-1)
#>
function Restore-TeamFromJournal {
    param([string] $Path = "$ReportPath\journal.jsonl", [datetime] $Since = [datetime]::Today)

    switch -File $Path -Wildcard {
        '*"Name":"DisplayName"*' { $wanted = $_ | ConvertFrom-Json }
        '*nameless*'          { continue }
        '#*'              { break }
        default           { $wanted = $null }
    }
    if ($wanted.When -lt $Since) { return }
    $undo = {
        param($Change)
        $values = @{ Identity = $Change.Id; DisplayName = $Change.Before }
        Set-Team @values
    }.GetNewClosure()
    . $undo $wanted
    & $undo -Change $wanted *> "$env:TEMP/restore-team.log"
    # In a job, so that a service which does not answer cannot hold up the run.
    $job = Start-ThreadJob -ScriptBlock { Start-Sleep 1; $using:wanted.Id } -ThrottleLimit 4
    $null = $job | Wait-Job -Timeout 30
    Receive-Job $job -AutoRemoveJob -Wait 2>&1 | Tee-Object -Variable output
    return $output
}

<#
.SYNOPSIS
    Looks for teams whose names say that they were meant for a short time.

.DESCRIPTION
    The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
    the findings of two runs without keeping names.

.PARAMETER Pattern
    A regular expression.

.PARAMETER Quick
    Ends with the first page that has a hit.

.EXAMPLE
    Find-NamelessTeam -Pattern '^(old|new)-' -Quick
#>
function Find-NamelessTeam {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-Team -NumberOfThreads 4 | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.DisplayName) $($_.Visibility)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'DisplayName'
                Length = $hit."Visibility".Length
                Words  = -split $hit.DisplayName
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.GroupId)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 25)
}

<#
.SYNOPSIS
    Gives teams to another owner.

.DESCRIPTION
    Either one owner takes all of them, or a map says who takes which. Patterns in the map are those of -like. A deputy can be named
    where the file owners.psd1 lies beside the script.

.PARAMETER Owner
    Who takes all teams.

.PARAMETER Map
    Patterns of names, and who takes what they match.

.PARAMETER GroupId
    The names of the teams.

.EXAMPLE
    Set-TeamOwner -Map @{ 'BER-*' = 'anna@contoso.example' } BER-1 BER-2
#>
function Set-TeamOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $GroupId
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $GroupId -like $pair.Key
                $selected.ForEach({ Set-Team -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the teams; give both or none of them.' -f 'deputy', 'owner') }
    }
}

<#
.SYNOPSIS
    Measures how long the service takes to answer.

.DESCRIPTION
    The times are in milliseconds. More than half of the calls above one and a half seconds is worth a line in the event log of the
    machine, where the monitoring looks for it.

.PARAMETER Times
    How often to ask.

.EXAMPLE
    Measure-TeamCall -Times 10 -Verbose
#>
function Measure-TeamCall {
    param([int] $Times = 3)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $samples = for ($round = $Times; $round -gt 0; --$round) {
        $start = $watch.ElapsedTicks
        [void]$(Get-Team -NumberOfThreads 4 | Select-Object -First 1)
        ($watch.ElapsedTicks - $start) / [System.Diagnostics.Stopwatch]::Frequency * 1000
    }
    $text = $samples | ForEach-Object { $_.ToString('n2') }
    "team: $($text -join ' / ') ms" -replace '\.', ',' | Write-Verbose -Verbose 4>&1
    # The first call is slow as it signs in; the others count.
    $slow = $samples -gt 1.5e3
    $code = switch ($slow.Count) { 0 { 'ok' } { $_ -le $Times / 2 } { 'slow' } default { 'bad' } }
    if ($IsWindows) {
        eventcreate.exe --% /T INFORMATION /ID 100 /L APPLICATION /D "measured team calls"
    }
    else { logger -t exo -p user.info "team=$code" 2> /dev/null }
    return , @($code, $samples[-1])
}

#endregion

#region connectors

<#
.SYNOPSIS
    Writes a report of all connectors, in one file for each format.

.PARAMETER Folder
    Where the files go; the folder must exist.

.PARAMETER As
    The formats to write.

.EXAMPLE
    Export-ConnectorReport -As Csv, Json -Folder ./reports
#>
function Export-ConnectorReport {
    param(
        [string] $Folder = $ReportPath,
        [ValidateSet('Csv', 'Html', 'Json')] [string[]] $As = @('Csv', 'Html')
    )
    $rows = Get-InboundConnector |
        Sort-Object -Property @{ Expression = 'RequireTls'; Descending = $true }, Enabled |
        Select-Object -Property Identity, Enabled, SenderDomains, @{ Name = 'Age'; Expression = { ((Get-Date) - $_.RequireTls).Days } }
    # ---------------------------------------------------------------------------------
    #  One file a format
    # ---------------------------------------------------------------------------------
    foreach ($format in $As) {
        $file = Join-Path $Folder ('connector-{0:yyyy-MM-dd}.{1}' -f (Get-Date), $format.ToLower())
        switch -Exact ($format) {
            'Csv' { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding utf8BOM -Delimiter ';' }
            'Json' { $rows | ConvertTo-Json -Depth 3 | Set-Content $file }
            'Html' {
                $table = $rows | ConvertTo-Html -Fragment -As Table
                @"
<!doctype html>
<title>Connector of $Organization</title>
<h1>$($rows.Count) connectors, $([math]::Round(100 * ($rows.Where{ $_.Age -gt 180 }).Count / [math]::Max($rows.Count, 1), 1)) % old</h1>
<p class="note">Read at $(Get-Date -Format u) by $env:COMPUTERNAME; costs `$0.</p>
$($table -replace '<td>(-?\d+)</td>', '<td class="number">$1</td>' -join "`r`n")
"@ | Out-File -FilePath $file -Encoding utf8
            }
        }
        Get-Item -LiteralPath $file
    }
}

# Removes the unencrypted connectors that a list names.
# The list has one name a line; lines that begin with a number sign are comments. What cannot be removed is reported at the end,
# and does not keep the others from being removed. The limit protects from a list that has grown by mistake.
function Remove-UnencryptedConnector {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $ListPath, [int] $Limit = 10)

    # Counted here, shown at the end.
    $removed, $failed = 0, @()
    trap [System.IO.IOException] {
        Write-Journal "the list ${ListPath} cannot be read, so no connector has been removed: $_" -Level Failure
        break
    }
    $names = [System.IO.File]::ReadAllLines((Resolve-Path $ListPath).Path) -notmatch '^\s*(#|$)'
    for ($i = 0; $i -lt $names.Length -and $removed -lt $Limit; $i++) {
        $name = $names[$i].Trim().Trim("'", '"')
        Write-Progress -Activity 'Removing connectors' -Status $name -PercentComplete (100 * $i / $names.Length)
        if ($name -notin (Get-TenantConnector).Identity) { continue }
        try {
            if ($PSCmdlet.ShouldProcess($name, 'remove unencrypted connector')) {
                Set-InboundConnector -Identity $name -SenderIPAddresses:$false -ErrorAction Stop
                $removed++
            }
        } catch {
            $failed += [pscustomobject]@{ Name = $name; Reason = $_.Exception.InnerException?.Message ?? "$_"; Line = $_.InvocationInfo.ScriptLineNumber }
        }
    }
    Write-Progress -Activity 'Removing connectors' -Completed
    if ($failed.Count -gt 0) {
        $failed | Format-Table -AutoSize | Out-String -Width 200 | Write-Journal -Level Warning
    }
    [pscustomobject]@{ Removed = $removed; Failed = $failed.Count; Rest = $names.Count - $removed - $failed.Count }
}

# Compares the connectors with the records of the personnel department.
# The records are a table with semicolons between the columns, exported every night at three. Upper and lower case, and the many
# ways to write an umlaut, make no difference.
function Compare-ConnectorWithRecords {
    param(
        [Parameter(Mandatory)] [ValidateScript({ Test-Path $_ })] [string] $Csv,
        [string] $JoinOn = 'Identity'
    )
    # The table has a row for each person and connector; the first one counts.
    $theirs = Import-Csv $Csv -Delimiter ';' | Group-Object -Property $JoinOn -AsHashTable -AsString
    $ours = @(Get-InboundConnector)
    $seen = [HashSet[string]]::new()
    :rows foreach ($connector in $ours) {
        $id = [string]$connector.$JoinOn
        if (-not $seen.Add($id)) { continue rows }
        $record = ($theirs ?? @{})[$id]
        if (-not $record) {
            [pscustomobject]@{ Id = $id; Difference = 'only in tenant'; Detail = $connector.Enabled }
            continue
        }
        # What people see comes first, what only the service needs comes last.
        foreach ($property in 'Enabled', 'SenderDomains', 'SenderIPAddresses') {
            $left, $right = "$($connector.$property)".Normalize(), "$($record[0].$property)".Normalize()
            if ([string]::Equals($left, $right, 'OrdinalIgnoreCase')) { continue }
            if ($left -as [double] -and $right -as [double] -and [math]::Abs([double]$left - [double]$right) -lt 1e-6) { continue rows }
            [pscustomobject]@{ Id = $id; Difference = $property; Detail = "the tenant says '$left', the records of the personnel department say '$right'" }
        }
    }
    $theirs.Keys | Where-Object { $_ -and -not $seen.Contains($_) } | ForEach-Object {
        [pscustomobject]@{ Id = $_; Difference = 'only in records'; Detail = $theirs[$_][0].Enabled }
    }
}

<#
.SYNOPSIS
    Takes back the last change of a connector that stands in the journal.

.DESCRIPTION
    Only changes of Enabled can be taken back; for all others the journal says what the value was, and people decide.

.PARAMETER Path
    The journal to read.

.PARAMETER Since
    Changes before that day are left alone.

.EXAMPLE
    Restore-ConnectorFromJournal -Since (Get-Date).AddDays(-1)
#>
function Restore-ConnectorFromJournal {
    param([string] $Path = "$ReportPath\journal.jsonl", [datetime] $Since = [datetime]::Today)

    switch -File $Path -Wildcard {
        '*"Name":"Enabled"*' { $wanted = $_ | ConvertFrom-Json }
        '*unused*'          { continue }
        '#*'              { break }
        default           { $wanted = $null }
    }
    if ($wanted.When -lt $Since) { return }
    $undo = {
        param($Change)
        $values = @{ Identity = $Change.Id; Enabled = $Change.Before }
        Set-InboundConnector @values
    }.GetNewClosure()
    . $undo $wanted
    & $undo -Change $wanted *> "$env:TEMP/restore-connector.log"
    # In a job, so that a service which does not answer cannot hold up the run.
    $job = Start-ThreadJob -ScriptBlock { Start-Sleep 1; $using:wanted.Id } -ThrottleLimit 4
    $null = $job | Wait-Job -Timeout 30
    Receive-Job $job -AutoRemoveJob -Wait 2>&1 | Tee-Object -Variable output
    return $output
}

# Looks for connectors whose names say that they were meant for a short time.
# The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
# the findings of two runs without keeping names.
function Find-UnusedConnector {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-InboundConnector | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.Enabled) $($_.SenderDomains)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'Enabled'
                Length = $hit."SenderDomains".Length
                Words  = -split $hit.Enabled
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.Identity)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 10)
}

# Measures how long the service takes to answer.
# The times are in milliseconds. More than half of the calls above one and a half seconds is worth a line in the event log of the
# machine, where the monitoring looks for it.
function Measure-ConnectorCall {
    param([int] $Times = 3)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $samples = for ($round = $Times; $round -gt 0; --$round) {
        $start = $watch.ElapsedTicks
        [void]$(Get-InboundConnector | Select-Object -First 1)
        ($watch.ElapsedTicks - $start) / [System.Diagnostics.Stopwatch]::Frequency * 1000
    }
    $text = $samples | ForEach-Object { $_.ToString('n2') }
    "connector: $($text -join ' / ') ms" -replace '\.', ',' | Write-Verbose -Verbose 4>&1
    # The first call is slow as it signs in; the others count.
    $slow = $samples -gt 1.5e3
    $code = switch ($slow.Count) { 0 { 'ok' } { $_ -le $Times / 2 } { 'slow' } default { 'bad' } }
    if ($IsWindows) {
        eventcreate.exe --% /T INFORMATION /ID 100 /L APPLICATION /D "measured connector calls"
    }
    else { logger -t exo -p user.info "connector=$code" 2> /dev/null }
    return , @($code, $samples[-1])
}

#endregion

#region transport rules

# Lists the transport rules of the tenant with what the reports need of them.
# Reads all transport rules once and keeps them in a dictionary, as the service answers slowly to single questions. A rule whose RedirectMessageTo lies
# before the limit is marked as old. Names that are not known are written to the journal and left out of the answer.
function Get-TenantRule {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(ValueFromPipeline)] [string[]] $Name,
        [ValidateRange(0, 3650)] [int] $OlderThan = 365,
        [switch] $IncludeSkipped
    )
    begin {
        # One question for all of them: the service allows few questions a minute, but long answers.
        $all = Invoke-WithRetry { Get-TransportRule -State Enabled }
        $byKey = [Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
        $all.ForEach{ $byKey["$($_.Name)"] = $_ }
        $limit = (Get-Date).AddDays(-$OlderThan)
    }
    process {
        foreach ($one in $Name ?? $byKey.Keys) {
            if ($one -in $Skip -and -not $IncludeSkipped) {
                $script:counters.Skipped++
                continue
            }
            $rule = $byKey[$one]
            if ($null -eq $rule) { Write-Journal "there is no rule named '$one'; it may have been renamed or removed since the list was written" -Level Warning; continue }
            [pscustomobject]@{
                Name = $rule.Name
                Priority = $rule.Priority
                Mode = $rule.Mode
                RedirectMessageTo = $rule.RedirectMessageTo -as [datetime]
                Old = $rule.RedirectMessageTo -lt $limit
                Links = "https://admin.example/rule/$([uri]::EscapeDataString($one))?tab=Description&view=full"
            }
        }
    }
    end { Write-Verbose "$($byKey.Count) transport rules have been read since $started, $($script:counters.Skipped) of them have been left out" }
}

<#
.SYNOPSIS
    Writes a report of all transport rules, in one file for each format.

.DESCRIPTION
    The files are named after the day, so that a second run on the same day replaces the first. The page in HTML has no scripts and
    loads nothing from elsewhere; it can be sent by mail.

.PARAMETER Folder
    Where the files go; the folder must exist.

.EXAMPLE
    Export-RuleReport -As Csv, Json -Folder ./reports
#>
function Export-RuleReport {
    param(
        [string] $Folder = $ReportPath,
        [ValidateSet('Csv', 'Html', 'Json')] [string[]] $As = @('Csv', 'Html')
    )
    $rows = Get-TransportRule -State Enabled |
        Sort-Object -Property @{ Expression = 'RedirectMessageTo'; Descending = $true }, Priority |
        Select-Object -Property Name, Priority, Mode, @{ Name = 'Age'; Expression = { ((Get-Date) - $_.RedirectMessageTo).Days } }
    # ---------------------------------------------------------------------------------
    #  One file a format
    # ---------------------------------------------------------------------------------
    foreach ($format in $As) {
        $file = Join-Path $Folder ('rule-{0:yyyy-MM-dd}.{1}' -f (Get-Date), $format.ToLower())
        switch -Exact ($format) {
            'Csv' { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding utf8BOM -Delimiter ';' }
            'Json' { $rows | ConvertTo-Json -Depth 3 | Set-Content $file }
            'Html' {
                $table = $rows | ConvertTo-Html -Fragment -As Table
                @"
<!doctype html>
<title>Rule of $Organization</title>
<h1>$($rows.Count) transport rules, $([math]::Round(100 * ($rows.Where{ $_.Age -gt 30 }).Count / [math]::Max($rows.Count, 1), 1)) % old</h1>
<p class="note">Read at $(Get-Date -Format u) by $env:COMPUTERNAME; costs `$0.</p>
$($table -replace '<td>(-?\d+)</td>', '<td class="number">$1</td>' -join "`r`n")
"@ | Out-File -FilePath $file -Encoding utf8
            }
        }
        Get-Item -LiteralPath $file
    }
}

<#
.SYNOPSIS
    Removes the redirecting transport rules that a list names.

.DESCRIPTION
    The list has one name a line; lines that begin with a number sign are comments. What cannot be removed is reported at the end,
    and does not keep the others from being removed. The limit protects from a list that has grown by mistake.

.PARAMETER ListPath
    The list to read.

.PARAMETER Limit
    How many transport rules may be removed in one run.

.EXAMPLE
    Remove-RedirectingRule -ListPath ./lists/rule.txt -Limit 20 -WhatIf
#>
function Remove-RedirectingRule {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $ListPath, [int] $Limit = 2048)

    # Counted here, shown at the end.
    $removed, $failed = 0, @()
    trap [System.IO.IOException] {
        Write-Journal "the list ${ListPath} cannot be read, so no rule has been removed: $_" -Level Failure
        break
    }
    $names = [System.IO.File]::ReadAllLines((Resolve-Path $ListPath).Path) -notmatch '^\s*(#|$)'
    for ($i = 0; $i -lt $names.Length -and $removed -lt $Limit; $i++) {
        $name = $names[$i].Trim().Trim("'", '"')
        Write-Progress -Activity 'Removing transport rules' -Status $name -PercentComplete (100 * $i / $names.Length)
        if ($name -notin (Get-TenantRule).Name) { continue }
        try {
            if ($PSCmdlet.ShouldProcess($name, 'remove redirecting rule')) {
                Set-TransportRule -Identity $name -Description:$false -ErrorAction Stop
                $removed++
            }
        } catch {
            $failed += [pscustomobject]@{ Name = $name; Reason = $_.Exception.InnerException?.Message ?? "$_"; Line = $_.InvocationInfo.ScriptLineNumber }
        }
    }
    Write-Progress -Activity 'Removing transport rules' -Completed
    if ($failed.Count -gt 0) {
        $failed | Format-Table -AutoSize | Out-String -Width 200 | Write-Journal -Level Warning
    }
    [pscustomobject]@{ Removed = $removed; Failed = $failed.Count; Rest = $names.Count - $removed - $failed.Count }
}

# Counts the transport rules by their properties.
# The numbers go into the monthly report for the management. Median and span are those of the day of the year on which a rule
# was last changed: they show whether the work is spread over the year.
function Get-RuleStatistics {
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param([string[]] $By = @('Mode', 'Description'), [int] $Top = 5)

    $data = Get-TransportRule -State Enabled
    $result = [ordered]@{ Total = ($data | Measure-Object).Count; Read = Get-Date }
    # Counting by several properties reads the list only once.
    $index = 0
    while ($index -lt $By.Count) {
        $field = $By[$index++]
        $result["By$field"] = $data |
            Group-Object $field -NoElement |
            Sort-Object Count -Descending |
            Select-Object -First $Top |
            ForEach-Object { "$($_.Name ? $_.Name : '(none)') = $($_.Count)" }
    }
    $numbers = $data.RedirectMessageTo | ForEach-Object { ($_ -as [datetime])?.DayOfYear } | Where-Object { $_ }
    if ($numbers) {
        $sorted = [int[]]($numbers | Sort-Object)
        $middle = $sorted.Count -shr 1
        $result.Median = $sorted.Count % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2
        $result.Span = $sorted[-1] - $sorted[0]
        $result.Even = (1..$sorted.Count).Where{ -not ($_ -band 1) }.Count
    }
    $result
}

# Tells the owner of a rule that it will be removed.
# The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.
function Send-RuleNotice
{
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $Rule,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(60)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the rule "$($Rule.Priority)" has been found to be expired and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($Rule.Mode) { "Its Mode is $($Rule.Mode)." } else { 'It has no Mode.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your rule $($Rule.Name)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($Rule.Name) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Takes back the last change of a rule that stands in the journal.

.PARAMETER Path
    The journal to read.

.PARAMETER Since
    Changes before that day are left alone.

.EXAMPLE
    Restore-RuleFromJournal -Since (Get-Date).AddDays(-1)
#>
function Restore-RuleFromJournal {
    param([string] $Path = "$ReportPath\journal.jsonl", [datetime] $Since = [datetime]::Today)

    switch -File $Path -Wildcard {
        '*"Name":"Priority"*' { $wanted = $_ | ConvertFrom-Json }
        '*shadowed*'          { continue }
        '#*'              { break }
        default           { $wanted = $null }
    }
    if ($wanted.When -lt $Since) { return }
    $undo = {
        param($Change)
        $values = @{ Identity = $Change.Id; Priority = $Change.Before }
        Set-TransportRule @values
    }.GetNewClosure()
    . $undo $wanted
    & $undo -Change $wanted *> "$env:TEMP/restore-rule.log"
    # In a job, so that a service which does not answer cannot hold up the run.
    $job = Start-ThreadJob -ScriptBlock { Start-Sleep 1; $using:wanted.Id } -ThrottleLimit 4
    $null = $job | Wait-Job -Timeout 30
    Receive-Job $job -AutoRemoveJob -Wait 2>&1 | Tee-Object -Variable output
    return $output
}

$parsed = foreach ($line in @'
priority;name;state
0;Block 'macro' attachments;Enabled
1;Stamp $external senders;Enabled
'@ -split '\r?\n' | ConvertFrom-Csv -Delimiter ';') { $line }
$here = @"
Rules: $($parsed.ForEach{ "[$($_.priority)] $($_.name -replace "'", '"')" } -join ", ")
Escapes: `$dollar `"quote`" `u{2713} tab:`t end
"@
if ($here -match '(?ms)^Rules: (.+?)$' -and $Matches.1 -isnot [int]) { $here.Split("`n")[0].Substring(7) | Out-Host }

#endregion

#region contacts

# Lists the contacts of the tenant with what the reports need of them.
# Reads all contacts once and keeps them in a dictionary, as the service answers slowly to single questions. A contact whose Phone lies
# before the limit is marked as old. Names that are not known are written to the journal and left out of the answer.
function Get-TenantContact {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(ValueFromPipeline)] [string[]] $ExternalEmailAddress,
        [ValidateRange(0, 3650)] [int] $OlderThan = 14,
        [switch] $IncludeSkipped
    )
    begin {
        # One question for all of them: the service allows few questions a minute, but long answers.
        $all = Invoke-WithRetry { Get-MailContact -ResultSize 5000 }
        $byKey = [Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
        $all.ForEach{ $byKey["$($_.ExternalEmailAddress)"] = $_ }
        $limit = (Get-Date).AddDays(-$OlderThan)
    }
    process {
        foreach ($one in $ExternalEmailAddress ?? $byKey.Keys) {
            if ($one -in $Skip -and -not $IncludeSkipped) {
                $script:counters.Skipped++
                continue
            }
            $contact = $byKey[$one]
            if ($null -eq $contact) { Write-Journal "there is no contact named '$one'; it may have been renamed or removed since the list was written" -Level Warning; continue }
            [pscustomobject]@{
                ExternalEmailAddress = $contact.ExternalEmailAddress
                Alias = $contact.Alias
                DisplayName = $contact.DisplayName
                Phone = $contact.Phone -as [datetime]
                Old = $contact.Phone -lt $limit
                Links = "https://admin.example/contact/$([uri]::EscapeDataString($one))?tab=Company&view=full"
            }
        }
    }
    end { Write-Verbose "$($byKey.Count) contacts have been read since $started, $($script:counters.Skipped) of them have been left out" }
}

<#
.SYNOPSIS
    Writes a report of all contacts, in one file for each format.

.PARAMETER Folder
    Where the files go; the folder must exist.

.PARAMETER As
    The formats to write.

.EXAMPLE
    Export-ContactReport -As Csv, Json -Folder ./reports
#>
function Export-ContactReport {
    param(
        [string] $Folder = $ReportPath,
        [ValidateSet('Csv', 'Html', 'Json')] [string[]] $As = @('Csv', 'Html')
    )
    $rows = Get-MailContact -ResultSize 5000 |
        Sort-Object -Property @{ Expression = 'Phone'; Descending = $true }, Alias |
        Select-Object -Property ExternalEmailAddress, Alias, DisplayName, @{ Name = 'Age'; Expression = { ((Get-Date) - $_.Phone).Days } }
    # ---------------------------------------------------------------------------------
    #  One file a format
    # ---------------------------------------------------------------------------------
    foreach ($format in $As) {
        $file = Join-Path $Folder ('contact-{0:yyyy-MM-dd}.{1}' -f (Get-Date), $format.ToLower())
        switch -Exact ($format) {
            'Csv' { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding utf8BOM -Delimiter ';' }
            'Json' { $rows | ConvertTo-Json -Depth 3 | Set-Content $file }
            'Html' {
                $table = $rows | ConvertTo-Html -Fragment -As Table
                @"
<!doctype html>
<title>Contact of $Organization</title>
<h1>$($rows.Count) contacts, $([math]::Round(100 * ($rows.Where{ $_.Age -gt 7 }).Count / [math]::Max($rows.Count, 1), 1)) % old</h1>
<p class="note">Read at $(Get-Date -Format u) by $env:COMPUTERNAME; costs `$0.</p>
$($table -replace '<td>(-?\d+)</td>', '<td class="number">$1</td>' -join "`r`n")
"@ | Out-File -FilePath $file -Encoding utf8
            }
        }
        Get-Item -LiteralPath $file
    }
}

# Removes the hidden contacts that a list names.
# The list has one name a line; lines that begin with a number sign are comments. What cannot be removed is reported at the end,
# and does not keep the others from being removed. The limit protects from a list that has grown by mistake.
function Remove-HiddenContact {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $ListPath, [int] $Limit = 100)

    # Counted here, shown at the end.
    $removed, $failed = 0, @()
    trap [System.IO.IOException] {
        Write-Journal "the list ${ListPath} cannot be read, so no contact has been removed: $_" -Level Failure
        break
    }
    $names = [System.IO.File]::ReadAllLines((Resolve-Path $ListPath).Path) -notmatch '^\s*(#|$)'
    for ($i = 0; $i -lt $names.Length -and $removed -lt $Limit; $i++) {
        $name = $names[$i].Trim().Trim("'", '"')
        Write-Progress -Activity 'Removing contacts' -Status $name -PercentComplete (100 * $i / $names.Length)
        if ($name -notin (Get-TenantContact).ExternalEmailAddress) { continue }
        try {
            if ($PSCmdlet.ShouldProcess($name, 'remove hidden contact')) {
                Set-MailContact -Identity $name -Company:$false -ErrorAction Stop
                $removed++
            }
        } catch {
            $failed += [pscustomobject]@{ Name = $name; Reason = $_.Exception.InnerException?.Message ?? "$_"; Line = $_.InvocationInfo.ScriptLineNumber }
        }
    }
    Write-Progress -Activity 'Removing contacts' -Completed
    if ($failed.Count -gt 0) {
        $failed | Format-Table -AutoSize | Out-String -Width 200 | Write-Journal -Level Warning
    }
    [pscustomobject]@{ Removed = $removed; Failed = $failed.Count; Rest = $names.Count - $removed - $failed.Count }
}

# Tells the owner of a contact that it will be removed.
# The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.
function Send-ContactNotice {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $Contact,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(180)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the contact "$($Contact.Alias)" has been found to be bouncing and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($Contact.DisplayName) { "Its DisplayName is $($Contact.DisplayName)." } else { 'It has no DisplayName.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your contact $($Contact.ExternalEmailAddress)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($Contact.ExternalEmailAddress) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Looks for contacts whose names say that they were meant for a short time.

.DESCRIPTION
    The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
    the findings of two runs without keeping names.

.PARAMETER Pattern
    A regular expression.

.PARAMETER Quick
    Ends with the first page that has a hit.
#>
function Find-DoubledContact {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-MailContact -ResultSize 5000 | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.Alias) $($_.DisplayName)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'Alias'
                Length = $hit."DisplayName".Length
                Words  = -split $hit.Alias
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.ExternalEmailAddress)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 1kb)
}

<#
.SYNOPSIS
    Gives contacts to another owner.

.PARAMETER Owner
    Who takes all contacts.

.PARAMETER Map
    Patterns of names, and who takes what they match.

.PARAMETER ExternalEmailAddress
    The names of the contacts.

.EXAMPLE
    Set-ContactOwner -Map @{ 'BER-*' = 'anna@contoso.example' } BER-1 BER-2
#>
function Set-ContactOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $ExternalEmailAddress
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $ExternalEmailAddress -like $pair.Key
                $selected.ForEach({ Set-MailContact -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the contacts; give both or none of them.' -f 'deputy', 'owner') }
    }
}

#endregion

#region rooms

# Writes a report of all rooms, in one file for each format.
# The files are named after the day, so that a second run on the same day replaces the first. The page in HTML has no scripts and
# loads nothing from elsewhere; it can be sent by mail.
function Export-RoomReport {
    param(
        [string] $Folder = $ReportPath,
        [ValidateSet('Csv', 'Html', 'Json')] [string[]] $As = @('Csv', 'Html')
    )
    $rows = Get-EXOMailbox -RecipientTypeDetails RoomMailbox |
        Sort-Object -Property @{ Expression = 'AutomateProcessing'; Descending = $true }, Capacity |
        Select-Object -Property Identity, Capacity, Building, @{ Name = 'Age'; Expression = { ((Get-Date) - $_.AutomateProcessing).Days } }
    # ---------------------------------------------------------------------------------
    #  One file a format
    # ---------------------------------------------------------------------------------
    foreach ($format in $As) {
        $file = Join-Path $Folder ('room-{0:yyyy-MM-dd}.{1}' -f (Get-Date), $format.ToLower())
        switch -Exact ($format) {
            'Csv' { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding utf8BOM -Delimiter ';' }
            'Json' { $rows | ConvertTo-Json -Depth 3 | Set-Content $file }
            'Html' {
                $table = $rows | ConvertTo-Html -Fragment -As Table
                @"
<!doctype html>
<title>Room of $Organization</title>
<h1>$($rows.Count) rooms, $([math]::Round(100 * ($rows.Where{ $_.Age -gt 60 }).Count / [math]::Max($rows.Count, 1), 1)) % old</h1>
<p class="note">Read at $(Get-Date -Format u) by $env:COMPUTERNAME; costs `$0.</p>
$($table -replace '<td>(-?\d+)</td>', '<td class="number">$1</td>' -join "`r`n")
"@ | Out-File -FilePath $file -Encoding utf8
            }
        }
        Get-Item -LiteralPath $file
    }
}

<#
.SYNOPSIS
    Compares the rooms with the records of the personnel department.

.DESCRIPTION
    The records are a table with semicolons between the columns, exported every night at three. Upper and lower case, and the many
    ways to write an umlaut, make no difference.

.PARAMETER Csv
    The exported table.

.EXAMPLE
    Compare-RoomWithRecords -Csv ./records.csv | Where-Object Difference -NE 'only in records'
#>
function Compare-RoomWithRecords {
    param(
        [Parameter(Mandatory)] [ValidateScript({ Test-Path $_ })] [string] $Csv,
        [string] $JoinOn = 'Identity'
    )
    # The table has a row for each person and room; the first one counts.
    $theirs = Import-Csv $Csv -Delimiter ';' | Group-Object -Property $JoinOn -AsHashTable -AsString
    $ours = @(Get-EXOMailbox -RecipientTypeDetails RoomMailbox)
    $seen = [HashSet[string]]::new()
    :rows foreach ($room in $ours) {
        $id = [string]$room.$JoinOn
        if (-not $seen.Add($id)) { continue rows }
        $record = ($theirs ?? @{})[$id]
        if (-not $record) {
            [pscustomobject]@{ Id = $id; Difference = 'only in tenant'; Detail = $room.Capacity }
            continue
        }
        # What people see comes first, what only the service needs comes last.
        foreach ($property in 'Capacity', 'Building', 'Floor') {
            $left, $right = "$($room.$property)".Normalize(), "$($record[0].$property)".Normalize()
            if ([string]::Equals($left, $right, 'OrdinalIgnoreCase')) { continue }
            if ($left -as [double] -and $right -as [double] -and [math]::Abs([double]$left - [double]$right) -lt 1e-6) { continue rows }
            [pscustomobject]@{ Id = $id; Difference = $property; Detail = "the tenant says '$left', the records of the personnel department say '$right'" }
        }
    }
    $theirs.Keys | Where-Object { $_ -and -not $seen.Contains($_) } | ForEach-Object {
        [pscustomobject]@{ Id = $_; Difference = 'only in records'; Detail = $theirs[$_][0].Capacity }
    }
}

# Tells the owner of a room that it will be removed.
# The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.
function Send-RoomNotice {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $Room,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(30)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the room "$($Room.Capacity)" has been found to be unbooked and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($Room.Building) { "Its Building is $($Room.Building)." } else { 'It has no Building.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your room $($Room.Identity)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($Room.Identity) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

<#
.SYNOPSIS
    Takes back the last change of a room that stands in the journal.

.DESCRIPTION
    Only changes of Capacity can be taken back; for all others the journal says what the value was, and people decide.

.PARAMETER Path
    The journal to read.

.EXAMPLE
    Restore-RoomFromJournal -Since (Get-Date).AddDays(-1)
#>
function Restore-RoomFromJournal {
    param([string] $Path = "$ReportPath\journal.jsonl", [datetime] $Since = [datetime]::Today)

    switch -File $Path -Wildcard {
        '*"Name":"Capacity"*' { $wanted = $_ | ConvertFrom-Json }
        '*renamed*'          { continue }
        '#*'              { break }
        default           { $wanted = $null }
    }
    if ($wanted.When -lt $Since) { return }
    $undo = {
        param($Change)
        $values = @{ Identity = $Change.Id; Capacity = $Change.Before }
        Set-CalendarProcessing @values
    }.GetNewClosure()
    . $undo $wanted
    & $undo -Change $wanted *> "$env:TEMP/restore-room.log"
    # In a job, so that a service which does not answer cannot hold up the run.
    $job = Start-ThreadJob -ScriptBlock { Start-Sleep 1; $using:wanted.Id } -ThrottleLimit 4
    $null = $job | Wait-Job -Timeout 30
    Receive-Job $job -AutoRemoveJob -Wait 2>&1 | Tee-Object -Variable output
    return $output
}

<#
.SYNOPSIS
    Looks for rooms whose names say that they were meant for a short time.

.DESCRIPTION
    The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
    the findings of two runs without keeping names.

.PARAMETER Pattern
    A regular expression.
#>
function Find-RenamedRoom {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-EXOMailbox -RecipientTypeDetails RoomMailbox | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.Capacity) $($_.Building)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'Capacity'
                Length = $hit."Building".Length
                Words  = -split $hit.Capacity
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.Identity)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 10)
}

# Gives rooms to another owner.
# Either one owner takes all of them, or a map says who takes which. Patterns in the map are those of -like. A deputy can be named
# where the file owners.psd1 lies beside the script.
function Set-RoomOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $Identity
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $Identity -like $pair.Key
                $selected.ForEach({ Set-CalendarProcessing -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the rooms; give both or none of them.' -f 'deputy', 'owner') }
    }
}

#endregion

#region conditional access policies

# Lists the conditional access policies of the tenant with what the reports need of them.
# Reads all conditional access policies once and keeps them in a dictionary, as the service answers slowly to single questions. A policy whose ModifiedDateTime lies
# before the limit is marked as old. Names that are not known are written to the journal and left out of the answer.
function Get-TenantPolicy
{
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(ValueFromPipeline)] [string[]] $Id,
        [ValidateRange(0, 3650)] [int] $OlderThan = 365,
        [switch] $IncludeSkipped
    )
    begin {
        # One question for all of them: the service allows few questions a minute, but long answers.
        $all = Invoke-WithRetry { Get-MgIdentityConditionalAccessPolicy -All }
        $byKey = [Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
        $all.ForEach{ $byKey["$($_.Id)"] = $_ }
        $limit = (Get-Date).AddDays(-$OlderThan)
    }
    process {
        foreach ($one in $Id ?? $byKey.Keys) {
            if ($one -in $Skip -and -not $IncludeSkipped) {
                $script:counters.Skipped++
                continue
            }
            $policy = $byKey[$one]
            if ($null -eq $policy) { Write-Journal "there is no policy named '$one'; it may have been renamed or removed since the list was written" -Level Warning; continue }
            [pscustomobject]@{
                Id = $policy.Id
                DisplayName = $policy.DisplayName
                State = $policy.State
                ModifiedDateTime = $policy.ModifiedDateTime -as [datetime]
                Old = $policy.ModifiedDateTime -lt $limit
                Links = "https://admin.example/policy/$([uri]::EscapeDataString($one))?tab=CreatedDateTime&view=full"
            }
        }
    }
    end { Write-Verbose "$($byKey.Count) conditional access policies have been read since $started, $($script:counters.Skipped) of them have been left out" }
}

<#
.SYNOPSIS
    Writes a report of all conditional access policies, in one file for each format.

.DESCRIPTION
    The files are named after the day, so that a second run on the same day replaces the first. The page in HTML has no scripts and
    loads nothing from elsewhere; it can be sent by mail.

.PARAMETER Folder
    Where the files go; the folder must exist.

.PARAMETER As
    The formats to write.

.EXAMPLE
    Export-PolicyReport -As Csv, Json -Folder ./reports
#>
function Export-PolicyReport {
    param(
        [string] $Folder = $ReportPath,
        [ValidateSet('Csv', 'Html', 'Json')] [string[]] $As = @('Csv', 'Html')
    )
    $rows = Get-MgIdentityConditionalAccessPolicy -All |
        Sort-Object -Property @{ Expression = 'ModifiedDateTime'; Descending = $true }, DisplayName |
        Select-Object -Property Id, DisplayName, State, @{ Name = 'Age'; Expression = { ((Get-Date) - $_.ModifiedDateTime).Days } }
    # ---------------------------------------------------------------------------------
    #  One file a format
    # ---------------------------------------------------------------------------------
    foreach ($format in $As) {
        $file = Join-Path $Folder ('policy-{0:yyyy-MM-dd}.{1}' -f (Get-Date), $format.ToLower())
        switch -Exact ($format) {
            'Csv' { $rows | Export-Csv -Path $file -NoTypeInformation -Encoding utf8BOM -Delimiter ';' }
            'Json' { $rows | ConvertTo-Json -Depth 3 | Set-Content $file }
            'Html' {
                $table = $rows | ConvertTo-Html -Fragment -As Table
                @"
<!doctype html>
<title>Policy of $Organization</title>
<h1>$($rows.Count) conditional access policies, $([math]::Round(100 * ($rows.Where{ $_.Age -gt 14 }).Count / [math]::Max($rows.Count, 1), 1)) % old</h1>
<p class="note">Read at $(Get-Date -Format u) by $env:COMPUTERNAME; costs `$0.</p>
$($table -replace '<td>(-?\d+)</td>', '<td class="number">$1</td>' -join "`r`n")
"@ | Out-File -FilePath $file -Encoding utf8
            }
        }
        Get-Item -LiteralPath $file
    }
}

# Removes the report-only conditional access policies that a list names.
# The list has one name a line; lines that begin with a number sign are comments. What cannot be removed is reported at the end,
# and does not keep the others from being removed. The limit protects from a list that has grown by mistake.
function Remove-ReportOnlyPolicy {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $ListPath, [int] $Limit = 10)

    # Counted here, shown at the end.
    $removed, $failed = 0, @()
    trap [System.IO.IOException] {
        Write-Journal "the list ${ListPath} cannot be read, so no policy has been removed: $_" -Level Failure
        break
    }
    $names = [System.IO.File]::ReadAllLines((Resolve-Path $ListPath).Path) -notmatch '^\s*(#|$)'
    for ($i = 0; $i -lt $names.Length -and $removed -lt $Limit; $i++) {
        $name = $names[$i].Trim().Trim("'", '"')
        Write-Progress -Activity 'Removing conditional access policies' -Status $name -PercentComplete (100 * $i / $names.Length)
        if ($name -notin (Get-TenantPolicy).Id) { continue }
        try {
            if ($PSCmdlet.ShouldProcess($name, 'remove report-only policy')) {
                Update-MgIdentityConditionalAccessPolicy -Identity $name -CreatedDateTime:$false -ErrorAction Stop
                $removed++
            }
        } catch {
            $failed += [pscustomobject]@{ Name = $name; Reason = $_.Exception.InnerException?.Message ?? "$_"; Line = $_.InvocationInfo.ScriptLineNumber }
        }
    }
    Write-Progress -Activity 'Removing conditional access policies' -Completed
    if ($failed.Count -gt 0) {
        $failed | Format-Table -AutoSize | Out-String -Width 200 | Write-Journal -Level Warning
    }
    [pscustomobject]@{ Removed = $removed; Failed = $failed.Count; Rest = $names.Count - $removed - $failed.Count }
}

<#
.SYNOPSIS
    Tells the owner of a policy that it will be removed.

.DESCRIPTION
    The message is plain text, as many owners read it on a telephone. Where the owner is not known, the service desk gets it.

.PARAMETER Policy
    The policy in question.

.PARAMETER From
    The address that the message comes from.

.PARAMETER Owner
    The address of the owner.

.EXAMPLE
    Get-TenantPolicy | Where-Object Old | Send-PolicyNotice -Owner 'desk@contoso.example'
#>
function Send-PolicyNotice
{
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] $Policy,
        [string] $From = "it-service@$Organization",
        [string] $Owner
    )
    process {
        $deadline = (Get-Date).Date.AddDays(180)
        $body = @"
$($Text.Greeting) $($Owner ?? 'colleague'),

the policy "$($Policy.DisplayName)" has been found to be disabled and will be removed on $($deadline.ToString('dddd, d MMMM', [cultureinfo]'en-GB')).
$(if ($Policy.State) { "Its State is $($Policy.State)." } else { 'It has no State.' })
Files of up to $($limits.Attachment / 1MB) MB can be sent to ${From}; write `"keep`" in the subject to keep it.

$($Text.Closing)
"@
        # The service wants the message as nested tables; names in them are case-sensitive.
        $message = @{
            message = @{
                subject      = "Your policy $($Policy.Id)"
                body         = @{ contentType = 'Text'; content = $body }
                toRecipients = @(@{ emailAddress = @{ address = $Owner ?? $From } })
                importance   = $deadline -lt (Get-Date).AddDays(7) ? 'high' : 'normal'
            }
            saveToSentItems = $false
        }
        Send-MgUserMail -UserId $From -BodyParameter $message -ErrorVariable problem -ErrorAction SilentlyContinue
        if (!$?) { Write-Journal "the notice for the owner of $($Policy.Id) was not sent, and will be tried again tomorrow: $($problem[0])" -Level Warning }
    }
}

# Looks for conditional access policies whose names say that they were meant for a short time.
# The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
# the findings of two runs without keeping names.
function Find-ExcludedPolicy {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-MgIdentityConditionalAccessPolicy -All | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.DisplayName) $($_.State)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'DisplayName'
                Length = $hit."State".Length
                Words  = -split $hit.DisplayName
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.Id)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 2048)
}

# Gives conditional access policies to another owner.
# Either one owner takes all of them, or a map says who takes which. Patterns in the map are those of -like. A deputy can be named
# where the file owners.psd1 lies beside the script.
function Set-PolicyOwner {
    [CmdletBinding(DefaultParameterSetName = 'One')]
    param(
        [Parameter(ParameterSetName = 'One', Mandatory)] [string] $Owner,
        [Parameter(ParameterSetName = 'Map', Mandatory)] [System.Collections.IDictionary] $Map,
        [Parameter(ValueFromRemainingArguments)] [string[]] $Id
    )
    dynamicparam {
        $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if (Test-Path "$PSScriptRoot/owners.psd1") {
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]@{ Mandatory = $false })
            $parameters.Add('Deputy', [System.Management.Automation.RuntimeDefinedParameter]::new('Deputy', [string], $attributes))
        }
        return $parameters
    }
    process {
        # Without a map the owner takes everything that is named.
        $target = if ($PSCmdlet.ParameterSetName -eq 'One') { @{ '*' = $Owner } } else { $Map }
        $target.GetEnumerator() | & {
            process {
                $pair = $_
                $selected = $Id -like $pair.Key
                $selected.ForEach({ Update-MgIdentityConditionalAccessPolicy -Identity $_ -Owner $pair.Value -WhatIf:$WhatIfPreference })
                $script:counters['Changed'] += $selected.Count
            }
        }
        if ($parameters.Deputy.IsSet -xor [bool]$Owner) { Write-Warning ('There is a {0} without a {1} for some of the conditional access policies; give both or none of them.' -f 'deputy', 'owner') }
    }
}

$tree = @{ all = @{ of = @( @{ any = @( { $_.State -eq 'enabled' }, { $_.Id } ) }, { !$_.Deleted } ) } }
$depth = { param($node, $level = 0) if ($node -is [hashtable]) { $node.Values | ForEach-Object { & $depth $_ ($level + 1) } } else { $level } }
(& $depth $tree | Measure-Object -Maximum).Maximum ?? 0 | Should-BeLessThan 10 -Because "the portal's limit is 10"
Get-Job | Where State -in Completed, Failed | Remove-Job -Force
Start-Job { Get-Date } -Name clock | Out-Null
& "$PSHOME/pwsh" -NoProfile -Command { exit 3 } && 'fine' || "ended with $LASTEXITCODE"
Get-ChildItem $ReportPath -Recurse -File -Include *.csv,*.json | Where-Object Length -GT 5MB &

#endregion

#region applications

<#
.SYNOPSIS
    Removes the unowned applications that a list names.

.DESCRIPTION
    The list has one name a line; lines that begin with a number sign are comments. What cannot be removed is reported at the end,
    and does not keep the others from being removed. The limit protects from a list that has grown by mistake.

.PARAMETER Limit
    How many applications may be removed in one run.

.EXAMPLE
    Remove-UnownedApplication -ListPath ./lists/application.txt -Limit 20 -WhatIf
#>
function Remove-UnownedApplication {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [string] $ListPath, [int] $Limit = 2048)

    # Counted here, shown at the end.
    $removed, $failed = 0, @()
    trap [System.IO.IOException] {
        Write-Journal "the list ${ListPath} cannot be read, so no application has been removed: $_" -Level Failure
        break
    }
    $names = [System.IO.File]::ReadAllLines((Resolve-Path $ListPath).Path) -notmatch '^\s*(#|$)'
    for ($i = 0; $i -lt $names.Length -and $removed -lt $Limit; $i++) {
        $name = $names[$i].Trim().Trim("'", '"')
        Write-Progress -Activity 'Removing applications' -Status $name -PercentComplete (100 * $i / $names.Length)
        if ($name -notin (Get-TenantApplication).AppId) { continue }
        try {
            if ($PSCmdlet.ShouldProcess($name, 'remove unowned application')) {
                Update-MgApplication -Identity $name -PasswordCredentials:$false -ErrorAction Stop
                $removed++
            }
        } catch {
            $failed += [pscustomobject]@{ Name = $name; Reason = $_.Exception.InnerException?.Message ?? "$_"; Line = $_.InvocationInfo.ScriptLineNumber }
        }
    }
    Write-Progress -Activity 'Removing applications' -Completed
    if ($failed.Count -gt 0) {
        $failed | Format-Table -AutoSize | Out-String -Width 200 | Write-Journal -Level Warning
    }
    [pscustomobject]@{ Removed = $removed; Failed = $failed.Count; Rest = $names.Count - $removed - $failed.Count }
}

<#
.SYNOPSIS
    Compares the applications with the records of the personnel department.

.DESCRIPTION
    The records are a table with semicolons between the columns, exported every night at three. Upper and lower case, and the many
    ways to write an umlaut, make no difference.

.PARAMETER Csv
    The exported table.

.PARAMETER JoinOn
    The column by which rows belong together.

.EXAMPLE
    Compare-ApplicationWithRecords -Csv ./records.csv | Where-Object Difference -NE 'only in records'
#>
function Compare-ApplicationWithRecords {
    param(
        [Parameter(Mandatory)] [ValidateScript({ Test-Path $_ })] [string] $Csv,
        [string] $JoinOn = 'AppId'
    )
    # The table has a row for each person and application; the first one counts.
    $theirs = Import-Csv $Csv -Delimiter ';' | Group-Object -Property $JoinOn -AsHashTable -AsString
    $ours = @(Get-MgApplication -All)
    $seen = [HashSet[string]]::new()
    :rows foreach ($application in $ours) {
        $id = [string]$application.$JoinOn
        if (-not $seen.Add($id)) { continue rows }
        $record = ($theirs ?? @{})[$id]
        if (-not $record) {
            [pscustomobject]@{ Id = $id; Difference = 'only in tenant'; Detail = $application.DisplayName }
            continue
        }
        # What people see comes first, what only the service needs comes last.
        foreach ($property in 'DisplayName', 'SignInAudience', 'PasswordCredentials') {
            $left, $right = "$($application.$property)".Normalize(), "$($record[0].$property)".Normalize()
            if ([string]::Equals($left, $right, 'OrdinalIgnoreCase')) { continue }
            if ($left -as [double] -and $right -as [double] -and [math]::Abs([double]$left - [double]$right) -lt 1e-6) { continue rows }
            [pscustomobject]@{ Id = $id; Difference = $property; Detail = "the tenant says '$left', the records of the personnel department say '$right'" }
        }
    }
    $theirs.Keys | Where-Object { $_ -and -not $seen.Contains($_) } | ForEach-Object {
        [pscustomobject]@{ Id = $_; Difference = 'only in records'; Detail = $theirs[$_][0].DisplayName }
    }
}

<#
.SYNOPSIS
    Counts the applications by their properties.

.DESCRIPTION
    The numbers go into the monthly report for the management. Median and span are those of the day of the year on which a application
    was last changed: they show whether the work is spread over the year.

.PARAMETER By
    The properties to count by.

.PARAMETER Top
    How many of the most frequent values are listed.
#>
function Get-ApplicationStatistics {
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param([string[]] $By = @('SignInAudience', 'PasswordCredentials'), [int] $Top = 5)

    $data = Get-MgApplication -All
    $result = [ordered]@{ Total = ($data | Measure-Object).Count; Read = Get-Date }
    # Counting by several properties reads the list only once.
    $index = 0
    while ($index -lt $By.Count) {
        $field = $By[$index++]
        $result["By$field"] = $data |
            Group-Object $field -NoElement |
            Sort-Object Count -Descending |
            Select-Object -First $Top |
            ForEach-Object { "$($_.Name ? $_.Name : '(none)') = $($_.Count)" }
    }
    $numbers = $data.KeyCredentials | ForEach-Object { ($_ -as [datetime])?.DayOfYear } | Where-Object { $_ }
    if ($numbers) {
        $sorted = [int[]]($numbers | Sort-Object)
        $middle = $sorted.Count -shr 1
        $result.Median = $sorted.Count % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2
        $result.Span = $sorted[-1] - $sorted[0]
        $result.Even = (1..$sorted.Count).Where{ -not ($_ -band 1) }.Count
    }
    $result
}

# Takes back the last change of a application that stands in the journal.
# Only changes of DisplayName can be taken back; for all others the journal says what the value was, and people decide.
function Restore-ApplicationFromJournal {
    param([string] $Path = "$ReportPath\journal.jsonl", [datetime] $Since = [datetime]::Today)

    switch -File $Path -Wildcard {
        '*"Name":"DisplayName"*' { $wanted = $_ | ConvertFrom-Json }
        '*multi-tenant*'          { continue }
        '#*'              { break }
        default           { $wanted = $null }
    }
    if ($wanted.When -lt $Since) { return }
    $undo = {
        param($Change)
        $values = @{ Identity = $Change.Id; DisplayName = $Change.Before }
        Update-MgApplication @values
    }.GetNewClosure()
    . $undo $wanted
    & $undo -Change $wanted *> "$env:TEMP/restore-application.log"
    # In a job, so that a service which does not answer cannot hold up the run.
    $job = Start-ThreadJob -ScriptBlock { Start-Sleep 1; $using:wanted.Id } -ThrottleLimit 4
    $null = $job | Wait-Job -Timeout 30
    Receive-Job $job -AutoRemoveJob -Wait 2>&1 | Tee-Object -Variable output
    return $output
}

<#
.SYNOPSIS
    Looks for applications whose names say that they were meant for a short time.

.DESCRIPTION
    The pattern is matched against two properties at once. Pages of two hundred keep the memory small; the hash is for comparing
    the findings of two runs without keeping names.

.PARAMETER Pattern
    A regular expression.

.PARAMETER Quick
    Ends with the first page that has a hit.

.EXAMPLE
    Find-MultiTenantApplication -Pattern '^(old|new)-' -Quick
#>
function Find-MultiTenantApplication {
    param([string] $Pattern = '\b(tmp|temp|test|alt|kopie)\b', [switch] $Quick)

    $regex = [regex]::new($Pattern, [RegexOptions]::IgnoreCase -bor [RegexOptions]::Compiled)
    $pages = 0
    do {
        $page = Get-MgApplication -All | Select-Object -Skip ($pages * 200) -First 200
        $pages += 1
        # Only the names are looked at: descriptions are full of the word "test".
        $hits = $page | Where-Object { $regex.IsMatch("$($_.DisplayName) $($_.SignInAudience)") }
        $hits | ForEach-Object -Parallel {
            $hit = $_
            [pscustomobject]@{
                Name   = $hit.'DisplayName'
                Length = $hit."SignInAudience".Length
                Words  = -split $hit.DisplayName
                Hash   = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([byte[]][char[]]"$($hit.AppId)"))[0..15] -join ''
            }
        } -ThrottleLimit 8
        if ($Quick -and $hits) { break }
    } until (@($page).Count -lt 200 -or $pages -ge 100)
}

<#
.SYNOPSIS
    Measures how long the service takes to answer.

.DESCRIPTION
    The times are in milliseconds. More than half of the calls above one and a half seconds is worth a line in the event log of the
    machine, where the monitoring looks for it.

.PARAMETER Times
    How often to ask.
#>
function Measure-ApplicationCall {
    param([int] $Times = 3)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $samples = for ($round = $Times; $round -gt 0; --$round) {
        $start = $watch.ElapsedTicks
        [void]$(Get-MgApplication -All | Select-Object -First 1)
        ($watch.ElapsedTicks - $start) / [System.Diagnostics.Stopwatch]::Frequency * 1000
    }
    $text = $samples | ForEach-Object { $_.ToString('n2') }
    "application: $($text -join ' / ') ms" -replace '\.', ',' | Write-Verbose -Verbose 4>&1
    # The first call is slow as it signs in; the others count.
    $slow = $samples -gt 1.5e3
    $code = switch ($slow.Count) { 0 { 'ok' } { $_ -le $Times / 2 } { 'slow' } default { 'bad' } }
    if ($IsWindows) {
        eventcreate.exe --% /T INFORMATION /ID 100 /L APPLICATION /D "measured application calls"
    }
    else { logger -t exo -p user.info "application=$code" 2> /dev/null }
    return , @($code, $samples[-1])
}

#endregion

#region main

$steps = [ordered]@{
    Mailbox      = { Get-TenantMailbox -OlderThan $InactiveDays | Where-Object Old }
    Group        = { Get-TenantGroup -OlderThan $InactiveDays | Where-Object Old }
    User         = { Get-TenantUser -OlderThan $InactiveDays | Where-Object Old }
    Device       = { Get-TenantDevice -OlderThan $InactiveDays | Where-Object Old }
    License      = { Get-TenantLicense -OlderThan $InactiveDays | Where-Object Old }
    Site         = { Get-TenantSite -OlderThan $InactiveDays | Where-Object Old }
    Team         = { Get-TenantTeam -OlderThan $InactiveDays | Where-Object Old }
    Connector    = { Get-TenantConnector -OlderThan $InactiveDays | Where-Object Old }
    Rule         = { Get-TenantRule -OlderThan $InactiveDays | Where-Object Old }
    Contact      = { Get-TenantContact -OlderThan $InactiveDays | Where-Object Old }
    Room         = { Get-TenantRoom -OlderThan $InactiveDays | Where-Object Old }
    Policy       = { Get-TenantPolicy -OlderThan $InactiveDays | Where-Object Old }
    Application  = { Get-TenantApplication -OlderThan $InactiveDays | Where-Object Old }
}

try {
    Connect-Tenant -Exchange -Graph:($Verbosity -ne 'Quiet')
    if (-not (Test-Path $ReportPath)) { New-Item -ItemType Directory -Path $ReportPath -Force | Out-Null }
    :steps foreach ($step in $steps.GetEnumerator()) {
        if ($step.Key -in $Skip) { continue steps }
        $clock = Measure-Command {
            $script:found = & $step.Value |
                ConvertTo-Row |
                Sort-Object Number
        }
        if ($clock.TotalMinutes -gt 20) { Write-Journal "$($step.Key) took $($clock.ToString('hh\:mm\:ss'))" -Level Warning; break steps }
        $found | Export-Csv "$ReportPath/$($step.Key).csv" -Append -Force
        Write-Journal "$($step.Key): $(@($found).Count) found"
    }
}
catch {
    $script:counters.Failed++
    Write-Journal 'the run was cut short' -Level Failure -Cause $PSItem
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit ($Force ? 0 : 1)
}
finally {
    Save-Journal -WhatIf:$false
    Disconnect-ExchangeOnline -Confirm:$false *> $null
}

[pscustomobject]$script:counters | Add-Member -NotePropertyName Took -NotePropertyValue ([datetime]::UtcNow - $started) -PassThru
return

#endregion
