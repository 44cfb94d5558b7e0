#include "bot/understanding/model_file.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace desk {
namespace {

constexpr std::string_view magic = "DESKMEAN";
constexpr std::size_t header_size = 8 + 4 + 8 + 8;
constexpr std::uint32_t most_intents = 1'000;
constexpr std::uint32_t longest_name = 64;

std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
    return hash;
}

class ByteWriter {
public:
    template <class Number>
    requires std::is_integral_v<Number>
    void add(Number number) {
        auto value = static_cast<std::make_unsigned_t<Number>>(number);
        for (std::size_t i = 0; i < sizeof(Number); ++i) {
            bytes_ += static_cast<char>(value & 0xFFU);
            if constexpr (sizeof(Number) > 1) value = static_cast<std::make_unsigned_t<Number>>(value >> 8U);
        }
    }
    void add(float number) { add(std::bit_cast<std::uint32_t>(number)); }
    void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }
    void add(std::string_view text) {
        add(static_cast<std::uint32_t>(text.size()));
        bytes_ += text;
    }
    template <class Number>
    void add_all(const std::vector<Number>& numbers) {
        add(static_cast<std::uint32_t>(numbers.size()));
        for (const auto number : numbers) add(number);
    }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

// Past the end everything is 0 and `is_broken`.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : rest_{bytes} {}
    bool is_broken() const { return is_broken_; }
    bool at_end() const { return rest_.empty(); }

    template <class Number>
    Number number() {
        if constexpr (std::is_same_v<Number, float>) {
            return std::bit_cast<float>(number<std::uint32_t>());
        } else if constexpr (std::is_same_v<Number, double>) {
            return std::bit_cast<double>(number<std::uint64_t>());
        } else {
            if (!has(sizeof(Number))) return 0;
            std::uint64_t value = 0;
            for (std::size_t i = 0; i < sizeof(Number); ++i)
                value |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
            rest_.remove_prefix(sizeof(Number));
            return static_cast<Number>(value);
        }
    }
    std::string text() {
        const auto size = number<std::uint32_t>();
        if (size > longest_name || !has(size)) {
            is_broken_ = true;
            return {};
        }
        std::string result{rest_.substr(0, size)};
        rest_.remove_prefix(size);
        return result;
    }
    template <class Number>
    std::vector<Number> numbers(std::uint64_t expected) {
        const auto size = number<std::uint32_t>();
        std::vector<Number> result;
        if (size != expected || !has(std::size_t{size} * sizeof(Number))) {
            is_broken_ = true;
            return result;
        }
        if constexpr (std::endian::native == std::endian::little) {
            result.resize(size);
            rest_.copy(reinterpret_cast<char*>(result.data()), size * sizeof(Number));
            rest_.remove_prefix(size * sizeof(Number));
        } else {
            result.reserve(size);
            for (std::uint32_t i = 0; i < size; ++i) result.push_back(number<Number>());
        }
        return result;
    }

private:
    bool has(std::size_t size) {
        is_broken_ = is_broken_ || size > rest_.size();
        return !is_broken_;
    }
    std::string_view rest_;
    bool is_broken_ = false;
};

void write_doubt(ByteWriter& out, const Doubt& doubt) {
    for (const auto* part : {&doubt.mean, &doubt.spread, &doubt.weight}) {
        for (const double number : *part) out.add(number);
    }
    out.add(doubt.bias);
    out.add(doubt.sure);
    out.add(doubt.unsure);
}

Doubt read_doubt(ByteReader& in) {
    Doubt doubt;
    for (auto* part : {&doubt.mean, &doubt.spread, &doubt.weight}) {
        for (double& number : *part) number = in.number<double>();
    }
    doubt.bias = in.number<double>();
    doubt.sure = in.number<double>();
    doubt.unsure = in.number<double>();
    return doubt;
}

void write_intents(ByteWriter& out, const IntentModel& model) {
    out.add(static_cast<std::uint32_t>(model.intents.size()));
    for (const auto& intent : model.intents) out.add(std::string_view{intent});
    out.add(model.space.texts());
    out.add_all(model.space.text_counts());
    const auto& parts = model.classifier.parts();
    out.add_all(parts.biases);
    out.add(static_cast<std::uint32_t>(parts.places.size()));
    out.add_all(parts.places);
    out.add_all(parts.scales);
    out.add_all(parts.weights);
    write_doubt(out, model.doubt);
}

bool is_ascending(const std::vector<std::uint32_t>& places) {
    return std::adjacent_find(places.begin(), places.end(), std::greater_equal<>{}) == places.end() &&
           (places.empty() || places.back() < feature_count);
}

bool is_sound(const Doubt& doubt) {
    const auto is_finite = [](double number) { return std::isfinite(number); };
    return std::all_of(doubt.mean.begin(), doubt.mean.end(), is_finite) &&
           std::all_of(doubt.weight.begin(), doubt.weight.end(), is_finite) &&
           std::all_of(doubt.spread.begin(), doubt.spread.end(),
                       [](double spread) { return std::isfinite(spread) && spread > 0; }) &&
           std::isfinite(doubt.bias) && std::isfinite(doubt.sure) && std::isfinite(doubt.unsure);
}

Result<IntentModel> read_intents(ByteReader& in) {
    const auto misfit = broken("model file: its parts do not fit together");
    IntentModel model;
    const auto count = in.number<std::uint32_t>();
    if (count > most_intents) return misfit;
    for (std::uint32_t i = 0; i < count; ++i) model.intents.push_back(in.text());
    const auto texts = in.number<std::uint32_t>();
    auto counts = in.numbers<std::uint16_t>(feature_count);

    Classifier::Parts parts{.classes = count};
    parts.biases = in.numbers<float>(count);
    const auto rows = in.number<std::uint32_t>();
    if (in.is_broken() || rows > feature_count) return misfit;
    parts.places = in.numbers<std::uint32_t>(rows);
    parts.scales = in.numbers<float>(rows);
    parts.weights = in.numbers<std::int8_t>(std::uint64_t{rows} * count);
    model.doubt = read_doubt(in);
    const auto is_finite = [](float number) { return std::isfinite(number); };
    const bool is_fine = !in.is_broken() && is_ascending(parts.places) && is_sound(model.doubt) &&
                         std::is_sorted(model.intents.begin(), model.intents.end()) &&
                         std::all_of(parts.biases.begin(), parts.biases.end(), is_finite) &&
                         std::all_of(parts.scales.begin(), parts.scales.end(), is_finite);
    if (!is_fine) return misfit;
    model.space = FeatureSpace{std::move(counts), texts};
    model.classifier = Classifier{std::move(parts)};
    return model;
}

}  // namespace

std::string write_model(const UnderstandingModel& model) {
    ByteWriter body;
    body.add(model.learned_from);
    write_intents(body, model.intents);
    write_intents(body, model.languages);
    const auto content = body.take();

    ByteWriter file;
    file.add(model_file_version);
    file.add(static_cast<std::uint64_t>(content.size()));
    file.add(checksum(content));
    return std::string{magic} + file.take() + content;
}

Result<UnderstandingModel> read_model(std::string_view bytes) {
    if (!bytes.starts_with(magic)) return invalid("model file: it does not begin as one");
    if (bytes.size() < header_size) return broken("model file: cut off in its header");
    ByteReader header{bytes.substr(magic.size())};
    const auto version = header.number<std::uint32_t>();
    if (version != model_file_version) {
        return invalid("model file: version " + std::to_string(version) + ", this program reads " +
                       std::to_string(model_file_version) + "; retrain it");
    }
    const auto size = header.number<std::uint64_t>();
    const auto sum = header.number<std::uint64_t>();
    const auto content = bytes.substr(header_size);
    if (content.size() != size) {
        return broken("model file: " + std::to_string(content.size()) + " bytes follow the header, which says " +
                      std::to_string(size));
    }
    if (checksum(content) != sum) return broken("model file: damaged, its checksum is another");

    ByteReader in{content};
    UnderstandingModel model;
    model.learned_from = in.number<std::uint64_t>();
    DESK_TRY(model.intents, read_intents(in));
    DESK_TRY(model.languages, read_intents(in));
    if (!in.at_end()) return broken("model file: something follows its end");
    return model;
}

}  // namespace desk
