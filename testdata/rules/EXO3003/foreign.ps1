$motDePasse = 'VotreMotDePasse'
$kennwort = 'IhrKennwort'
$passwort = 'HierPasswortEingeben'
$contrasena = 'contraseña aquí'
