#include "plugins/vendors/ticket_system/mail_text.hpp"

#include "plugins/services/short_text.hpp"

namespace desk::tickets {
namespace {

// A break in a subject would begin another header.
std::string one_line(std::string text) {
    for (auto& letter : text) {
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
    }
    return text;
}

std::string lines_of(const std::string& text, const std::string& indent) {
    std::string lines;
    for (const char letter : text) {
        if (letter == '\r') continue;
        lines += letter;
        if (letter == '\n') lines += indent;
    }
    while (!lines.empty() && (lines.back() == '\n' || lines.back() == ' ')) lines.pop_back();
    return lines;
}

}  // namespace

MailText mail_of(const HandOff& hand_off) {
    constexpr std::size_t longest_subject = 150;
    MailText mail;
    mail.subject = shortened(one_line("[" + hand_off.reference + "] " + hand_off.title), longest_subject);
    for (const auto& [label, value] : hand_off.rows) {
        if (!value.empty()) mail.body += one_line(label) + ": " + lines_of(value, "  ") + "\n";
    }
    if (!hand_off.text.empty()) mail.body += "\n" + lines_of(hand_off.text, "") + "\n";
    return mail;
}

}  // namespace desk::tickets
