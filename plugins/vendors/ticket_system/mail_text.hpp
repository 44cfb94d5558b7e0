// A hand-off as a mail, for where no API and no webhook takes it: an agent copies it, or a mailer sends it. Pure; any
// thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace desk::tickets {

struct HandOff {
    std::string reference = {};  // "SR-2031"
    std::string title = {};
    std::vector<std::pair<std::string, std::string>> rows =
        {};                 // label and value, in order; rows without a value are left out
    std::string text = {};  // what stands below the rows
};
struct MailText {
    std::string subject = {};  // one line, at most 150 bytes: "[SR-2031] Mail is slow"
    std::string body = {};     // plain text, lines ended by \n; lines of a value after its first are indented
};

MailText mail_of(const HandOff& hand_off);

}  // namespace desk::tickets
