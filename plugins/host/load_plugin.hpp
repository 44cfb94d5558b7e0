// From a path to a loaded plugin: everything is checked before any of its code runs, and what was
// checked is what is loaded (a sealed copy in memory), so the file cannot change in between.
#pragma once

#include <desk/plugin_abi.h>
#include <desk/result.hpp>

#include <memory>
#include <string>

namespace desk {

// What a plugin's file is. shared_object: loaded by this process. sanitized_object: one built with AddressSanitizer, which
// only a process that was built so too can load. program: run in place of this process; speaks the frames itself.
enum class PluginKind { shared_object, sanitized_object, program };

// A sealed copy of a plugin's file, held by a descriptor.
class SealedPlugin {
public:
    SealedPlugin(int descriptor, std::string name, PluginKind kind)
        : descriptor_{descriptor}, name_{std::move(name)}, kind_{kind} {}
    SealedPlugin(SealedPlugin&& other) noexcept;
    SealedPlugin& operator=(SealedPlugin&&) = delete;
    SealedPlugin(const SealedPlugin&) = delete;
    SealedPlugin& operator=(const SealedPlugin&) = delete;
    ~SealedPlugin();

    int descriptor() const { return descriptor_; }
    // "incidents" of "/usr/lib/deskhand/plugins/incidents.so".
    const std::string& name() const { return name_; }
    PluginKind kind() const { return kind_; }

private:
    int descriptor_;
    std::string name_;
    PluginKind kind_;
};

// Checks the file and copies it. A regular file of at most 64 MB, no link, owned by root or us,
// neither it nor its folder writable by everybody. What is called *.so or carries the wall's note must be a shared object
// built for this processor and this wall; of the rest, what may be executed is a program. Errors: invalid and not_found, a
// sentence for the operator that begins with the plugin's name or path.
Result<SealedPlugin> seal_plugin(const std::string& path);

// A plugin in memory; never unloaded.
class LoadedObject {
public:
    virtual ~LoadedObject() = default;
    virtual const desk_plugin& plugin() const = 0;
};

// Loads it: constructors of the shared object run here. Errors: invalid (cannot be linked, no
// symbol desk_plugin_v1, versions inside differ from the note's).
Result<std::unique_ptr<LoadedObject>> load_plugin(const SealedPlugin& sealed);

}  // namespace desk
