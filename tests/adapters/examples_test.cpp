// Every folder under tests/adapters/examples, see the README there. UPDATE_EXAMPLES=1 writes what
// is expected (and signs the requests anew) instead of comparing it.
#include "conversations/documents.hpp"
#include "tests/adapters/adapter_contract.hpp"
#include "tests/adapters/requests.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace desk::test {
namespace {

namespace fs = std::filesystem;

const fs::path examples{DESK_SOURCE_DIR "/tests/adapters/examples"};

bool is_update() {
    return std::getenv("UPDATE_EXAMPLES") != nullptr;
}

std::vector<fs::path> cases() {
    std::vector<fs::path> found;
    for (const auto& platform : fs::directory_iterator{examples}) {
        if (!platform.is_directory()) continue;
        for (const auto& folder : fs::directory_iterator{platform}) {
            if (folder.is_directory()) found.push_back(folder.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

void expect_file(const fs::path& path, const std::string& text) {
    if (is_update()) {
        std::ofstream{path, std::ios::binary} << text;
        return;
    }
    EXPECT_EQ(file_text(path.string()), text) << path;
}

std::string http_text(const HttpRequest& request) {
    auto text = request.method + " " + request.url + "\n";
    for (const auto& [name, value] : request.headers) text += name + ": " + value + "\n";
    return text + "\n" + request.body;
}

HttpRequest read_http(const fs::path& path) {
    const auto text = file_text(path.string());
    const auto head_end = text.find("\n\n");
    HttpRequest request;
    request.body = text.substr(head_end + 2);
    std::size_t from = text.find('\n') + 1;
    request.method = text.substr(0, text.find(' '));
    request.url = text.substr(text.find(' ') + 1, from - text.find(' ') - 2);
    while (from <= head_end) {
        const auto to = text.find('\n', from);
        const auto colon = text.find(": ", from);
        request.headers.emplace_back(text.substr(from, colon - from),
                                     text.substr(colon + 2, to - colon - 2));
        from = to + 1;
    }
    return request;
}

Subject subject_of(const fs::path& folder) {
    const auto type = folder.parent_path().filename().string();
    for (auto subject : subjects()) {
        if (subject.type == type) return subject;
    }
    ADD_FAILURE() << folder << " belongs to no adapter";
    return {};
}

// The proofs of a request are those of the subject: written into the file, so that it can be read.
void sign_anew(const fs::path& path, const Subject& subject) {
    auto request = read_http(path);
    const auto proven = subject.request(request.body, subject.now);
    for (const auto& proof : subject.proofs) {
        set_header(request, proof, *find_header(proven.headers, proof));
    }
    expect_file(path, http_text(request));
}

std::string inbound_text(const Result<Inbound>& inbound) {
    Json document;
    if (!inbound) {
        document["error"] = inbound.error().what;
        return dump_json(document, 2) + "\n";
    }
    document["messages"] = Json::array();
    for (const auto& message : inbound->messages) document["messages"].push_back(to_json(message));
    if (inbound->answer) {
        document["answer"] = {{"status", inbound->answer->status}, {"body", inbound->answer->body}};
    }
    return dump_json(document, 2) + "\n";
}

void check_inbound(const fs::path& folder) {
    const auto subject = subject_of(folder);
    if (is_update()) sign_anew(folder / "request.http", subject);
    const auto request = read_http(folder / "request.http");
    const auto inbound = make_adapter(subject)->read(request, subject.now);
    expect_file(folder / "messages.json", inbound_text(inbound));
}

// The body is laid out where it is JSON, so that a change can be read.
std::string outgoing_text(HttpRequest request) {
    if (const auto body = parse_json(request.body)) request.body = dump_json(*body, 2) + "\n";
    return http_text(request);
}

void check_outgoing(const fs::path& folder) {
    const auto subject = subject_of(folder);
    const auto document = parse_json(file_text((folder / "reply.json").string()));
    ASSERT_TRUE(document.has_value()) << folder;
    Outgoing outgoing;
    const auto reply = read_reply((*document)["reply"]);
    ASSERT_TRUE(reply.has_value()) << reply.error().what;
    outgoing.reply = *reply;
    outgoing.idempotency_key = text_or(*document, "idempotency_key", "r-1-0");
    outgoing.message_id = text_or(*document, "message_id", "m-1");
    outgoing.in_reply_to = text_or(*document, "in_reply_to", "e-1");
    outgoing.part = static_cast<int>(integer_or(*document, "part", 0));
    outgoing.plain = bool_or(*document, "plain", false);
    const auto written = make_adapter(subject)->write(outgoing, subject.now);
    ASSERT_TRUE(written.has_value()) << written.error().what;
    expect_file(folder / "request.http", outgoing_text(*written));
}

struct Examples : testing::TestWithParam<fs::path> {};

TEST_P(Examples, AreReadAndWrittenAsTheyStandThere) {
    if (fs::exists(GetParam() / "reply.json")) return check_outgoing(GetParam());
    check_inbound(GetParam());
}

std::string name_of_case(const testing::TestParamInfo<fs::path>& info) {
    auto name = info.param.parent_path().filename().string() + "_" + info.param.filename().string();
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Adapters, Examples, testing::ValuesIn(cases()), name_of_case);

}  // namespace
}  // namespace desk::test
