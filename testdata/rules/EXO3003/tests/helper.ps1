$smtpPassword = 'Ab1-75th'  # want note:"smtpPassword"
