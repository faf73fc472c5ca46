$headers.Add('Authorization', 'Splunk 9C3A2F71-5B0E-4D68-8A17-2E94C0D7B6F3')  # want EXO3006:"" at "9C3A2F71-5B0E-4D68-8A17-2E94C0D7B6F3"
$headers['Authorization'] = "token $text"
$headers['Authorization'] = 'Bearer <your token>'
$headers['Authorization'] = 'Basic QWxhZGRpbjpPcGVuU2VzYW1l'
$headers['Authorization'] = 'Bearer ' + $text
