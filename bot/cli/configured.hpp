// What most commands begin with: the configuration, the database, the running desk.
#pragma once

#include "bot/cli/command.hpp"
#include "bot/configuration/configuration.hpp"
#include "storage/open_storage.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace desk {

// The file a command means: FILE of the command line, --config, $DESKHAND_CONFIG, ./deskhand.toml,
// /etc/deskhand/deskhand.toml: the first that is given or exists. "": none.
std::string configuration_file(const CommandInput& input, std::string_view given = {});

// Reads it. Nothing: it is wrong, which has been said with its exit code in `code`. Warnings are
// not shown.
std::optional<Configuration> configuration_of(const CommandInput& input, int& code);

// Opens the database, for looking only or to change it. Nothing: said, exit code in `code`.
std::optional<Storage> storage_of(const CommandInput& input, const Configuration& configuration,
                                  bool read_only, int& code);

// What is wrong with the storage, in words: DH4101 busy or out of reach, DH4102 too new, DH4103
// damaged, DH4104 no such address, DH4105 not found.
Diagnosis storage_problem(const Error& error, std::string_view where);

// The address of the admin listener with `path`.
std::string admin_url(const Configuration& configuration, std::string_view path);

// GET or POST (with a JSON body) at the running desk's admin listener. Errors: unavailable (the
// desk is stopped), not_found, invalid, broken: what the desk answered.
Result<std::string> ask_admin(const CommandInput& input, const Configuration& configuration,
                              std::string_view method, std::string_view path,
                              std::string body = {});

}  // namespace desk
