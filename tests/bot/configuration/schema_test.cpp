#include "bot/configuration/schema.hpp"

#include "bot/configuration/key_table.hpp"
#include <desk/json.hpp>

#include <gtest/gtest.h>

#include <set>

namespace desk {
namespace {

Json schema() {
    return *parse_json(configuration_schema());
}

TEST(ConfigurationSchema, KnowsEveryKeyOfTheTables) {
    const auto properties = schema()["properties"];
    for (const auto& row : key_rows()) {
        const auto& place =
            row.section.empty() ? properties : properties[std::string{row.section}]["properties"];
        EXPECT_TRUE(place.contains(std::string{row.name})) << full_name(row);
    }
    for (const auto& row : limit_rows()) {
        EXPECT_TRUE(properties["limits"]["properties"].contains(std::string{row.name})) << row.name;
    }
    EXPECT_TRUE(properties["api"]["properties"].contains("token_file"));
    EXPECT_EQ(properties["server"]["properties"]["listen"]["default"], "127.0.0.1:8080");
    EXPECT_EQ(properties["limits"]["properties"]["header_time"]["default"], "5s");
}

// Words of draft-07 that draft-04 does not know.
TEST(ConfigurationSchema, UsesOnlyWordsOfDraft04) {
    const auto text = configuration_schema();
    for (const auto* word : {"\"const\"", "\"if\"", "\"contains\"", "\"propertyNames\"",
                             "\"examples\"", "\"exclusiveMinimum\"", "\"$id\""}) {
        EXPECT_EQ(text.find(word), std::string::npos) << word;
    }
}

TEST(ConfigurationSchema, HasOneFormForEachAdapterType) {
    const auto kinds = schema()["properties"]["adapters"]["additionalProperties"]["anyOf"];
    EXPECT_EQ(kinds.size(), adapter_kinds().size());
}

}  // namespace
}  // namespace desk
