$vCenterDBPW = 'Ab1-first'                # want "vCenterDBPW"
$config = @{ SAPW = 'Ab1-second' }        # want "SAPW"
$GPW = $false
