$AdminPWord = 'Ab1-69th' # want "AdminPWord" at "'Ab1-69th'"
$stopWord = 'and'
$mapword = 'legend'
