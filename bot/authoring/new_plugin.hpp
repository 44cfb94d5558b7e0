// The folder of a new plugin, as `deskhand plugin new` writes it: the templates of bot/authoring/templates with the
// plugin's name put in. Pure.
#pragma once

#include <desk/result.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// One file of bot/authoring/templates, compiled in by embed_templates.cmake.
struct TemplateFile {
    std::string_view kind = {};  // command | responder | source | common: in each of them
    std::string_view path = {};  // in the plugin's folder; NAME stands for its name
    std::string_view text = {};  // @name@ notice_board, @Class@ NoticeBoard, @Title@ Notice board, @wall@ 1.0
};
std::span<const TemplateFile> template_files();

struct NewFile {
    std::string path = {};  // in the plugin's folder
    std::string text = {};
};

// Errors: invalid (no name for a plugin, a name of the desk's own commands; a kind there is not).
Result<std::vector<NewFile>> new_plugin_files(const std::string& name, std::string_view kind);

}  // namespace desk
