plink -l root -pw <password> /opt/tools/start --all   # want EXO0001:""
plink -l root -pw /opt-7tools /opt/tools/start --all   # want "passed to plink"
