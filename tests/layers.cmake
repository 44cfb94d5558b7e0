# Reads every #include of the product and says, in one sentence each, which of them break the layers: what a folder may
# include of ours, and where a package's header may stand. Run by ctest as `layers`:  cmake -P tests/layers.cmake
cmake_minimum_required(VERSION 3.25)
get_filename_component(root "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(offences 0)

function(offend sentence)
  message(STATUS "${sentence}")
  math(EXPR count "${offences} + 1")
  set(offences ${count} PARENT_SCOPE)
endfunction()

# Folder → the folders of ours it may include, as one regular expression over the include path. The SDK is <desk/…>.
set(layers
  "plugins/sdk/include" "^$"
  "plugins/host/" "^(plugins/host|bot/runtime/frame|bot/runtime/exchange)"
  "conversations/" "^conversations/"
  "adapters/" "^(adapters|conversations)/"
  "storage/" "^(storage|conversations)/"
  "bot/runtime/" "^bot/runtime/"
  "plugins/vendors/" "^plugins/(vendors|working_time|status_source|services)/"
  "plugins/partner_center/" "^plugins/(partner_center|vendors)/"
  "plugins/health/" "^plugins/(health|status_source|services)/"
  "plugins/incidents/" "^plugins/(incidents|status_source|services|working_time)/"
  "plugins/working_time/" "^plugins/working_time/"
  "plugins/sla/" "^plugins/(sla|working_time)/"
  "plugins/service_requests/" "^plugins/(service_requests|services|sla|vendors|working_time)/"
  "bot/understanding/" "^(bot/understanding|conversations)/"
  "plugins/price_list/" "^plugins/(price_list|services|working_time)/"
  "plugins/support_prices/" "^plugins/(support_prices|price_list|services|working_time)/"
  "bot/" "^(bot|adapters|conversations|storage)/")

# Package header → where it may stand (regular expressions over header and file).
set(packages
  "httplib\\.h" "^bot/http/"
  "curl/" "^bot/http/http_client"
  "sqlite3\\.h" "^storage/sqlite/"
  "libpq" "^storage/postgres/"
  "nlohmann/" "^plugins/sdk/include/desk/json\\.hpp$"
  "spdlog/" "^bot/log\\.cpp$"
  "boost/dll" "^plugins/host/load_plugin|^plugins/sdk/include/desk/testkit"
  "boost/(asio|beast)" "^bot/(http|socket)/"
  "re2/" "^bot/understanding/"
  "unicode/" "^conversations/.*\.cpp$|^plugins/working_time/zone\.cpp$|^bot/understanding/spelled_text\.cpp$"
  "toml\\+\\+" "^bot/configuration/toml_file\\.cpp$"
  "CLI/" "^bot/cli/"
  "editline|histedit|readline" "^bot/socket/"
  "seccomp" "^plugins/host/"
  "expat" "^plugins/status_source/feed\\.cpp$"
  "openssl/" "signature|jwt|slot|sealing|audit|tls|file_digest|storage/(migrations|open_storage)"
  "^regex$" "^nowhere$")

file(GLOB_RECURSE files RELATIVE ${root} ${root}/bot/*.[hc]pp ${root}/adapters/*.[hc]pp ${root}/conversations/*.[hc]pp
     ${root}/storage/*.[hc]pp ${root}/plugins/*.[hc]pp ${root}/plugins/*.h)

function(check_own file path)
  list(LENGTH layers length)
  math(EXPR last "${length} - 1")
  foreach(i RANGE 0 ${last} 2)
    list(GET layers ${i} folder)
    if(NOT file MATCHES "^${folder}")
      continue()
    endif()
    math(EXPR next "${i} + 1")
    list(GET layers ${next} allowed)
    if(NOT path MATCHES "${allowed}")
      offend("${file} includes ${path}, which is not below ${folder}")
      set(offences ${offences} PARENT_SCOPE)
    endif()
    return()
  endforeach()
endfunction()

function(check_package file header)
  list(LENGTH packages length)
  math(EXPR last "${length} - 1")
  foreach(i RANGE 0 ${last} 2)
    list(GET packages ${i} pattern)
    math(EXPR next "${i} + 1")
    list(GET packages ${next} place)
    if(header MATCHES "${pattern}" AND NOT file MATCHES "${place}")
      offend("${file} includes <${header}>, which is wrapped elsewhere (${place})")
      set(offences ${offences} PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

foreach(file IN LISTS files)
  file(STRINGS ${root}/${file} lines REGEX "^#include ")
  foreach(line IN LISTS lines)
    if(line MATCHES "^#include \"([^\"]+)\"")
      check_own(${file} ${CMAKE_MATCH_1})
    elseif(line MATCHES "^#include <([^>]+)>")
      set(header ${CMAKE_MATCH_1})
      if(NOT header MATCHES "^desk/")
        check_package(${file} ${header})
      endif()
    endif()
  endforeach()
endforeach()

list(LENGTH files count)
if(offences GREATER 0)
  message(FATAL_ERROR "${offences} includes break the layers of shared/design/architecture.md, section 3")
endif()
message(STATUS "the includes of ${count} files keep to the layers")
