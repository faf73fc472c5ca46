# Sentences and words that hold the place of a password, and passwords that look like them.
ConvertTo-SecureString 'mypassword!' -AsPlainText -Force
ConvertTo-SecureString 'someotherpassword' -AsPlainText -Force
ConvertTo-SecureString 'NoPasswdHere' -AsPlainText -Force
ConvertTo-SecureString 'mock-pass-12345' -AsPlainText -Force
ConvertTo-SecureString 'ASecurePasswordDontUseThisInProduction' -AsPlainText -Force
ConvertTo-SecureString 'Password!' -AsPlainText -Force  # want ""
ConvertTo-SecureString 'Mystery1!' -AsPlainText -Force  # want ""
ConvertTo-SecureString '[password]t' -AsPlainText -Force
ConvertTo-SecureString 'Put-Something-Here-Please' -AsPlainText -Force
ConvertTo-SecureString 'Sa7****' -AsPlainText -Force
ConvertTo-SecureString "$$Enrollment_Date" -AsPlainText -Force
$code = @"
    string server = "x"; pwd = ReadLineAsSecureString();
"@
