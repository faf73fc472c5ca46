# Makes dummy accounts with a fake address. The password is set below.
$first = ConvertTo-SecureString 'Ab1-58th' -AsPlainText -Force  # want error:"" at "'Ab1-58th'"
# The secrets are fake.
