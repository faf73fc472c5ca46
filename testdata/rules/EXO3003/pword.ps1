$pword = 'Ab1-68th'      # want "pword" at "'Ab1-68th'"
