$first = ConvertTo-SecureString 'Ab1-56th' -AsPlainText -Force  # want note:"" at "'Ab1-56th'"
