Describe 'sign-in' {
    BeforeAll {
        $first = ConvertTo-SecureString 'Ab1-53rd' -AsPlainText -Force  # want note:"" at "'Ab1-53rd'"
    }
}
$second = ConvertTo-SecureString 'Ab1-54th' -AsPlainText -Force  # want error:"" at "'Ab1-54th'"
function Describe-Account { ConvertTo-SecureString 'Ab1-55th' -AsPlainText -Force }  # want error:""
