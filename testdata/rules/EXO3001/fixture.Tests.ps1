Describe 'sign-in' {
    It 'takes a credential' {
        $p = ConvertTo-SecureString 'Ab1-test' -AsPlainText -Force   # want note:"written in a test or a sample" at "'Ab1-test'"
    }
}
