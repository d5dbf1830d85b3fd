#include "cli/callback_files.h"

#include <fstream>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/output.h"

namespace inkling {

namespace {

namespace fs = std::filesystem;

/// This many bytes at the beginning tell the kind of a file.
constexpr std::size_t kBeginning = 8;

bool begins_alike(const fs::path& path, std::span<const std::byte> content) {
  char found[kBeginning] = {};
  std::ifstream(path, std::ios::binary).read(found, kBeginning);
  return as_text(content).substr(0, kBeginning) == std::string_view(found, kBeginning);
}

}  // namespace

fs::path CallbackFiles::folder() const {
  return model_.has_parent_path() ? model_.parent_path() : ".";
}

fs::path CallbackFiles::place(std::string_view where, const std::string& name) const {
  const fs::path path = folder() / name;
  if (name == model_.filename().string() || name == model_.filename().string() + ".checkpoint")
    fail(where, "'{}' is what --out writes", name);
  std::error_code error;
  if (fs::is_symlink(path, error)) fail(where, "'{}' is a link", path.string());
  return path;
}

void CallbackFiles::check(std::string_view callback, const std::string& name) {
  if (model_.empty()) fail(callback, "'{}' is written beside the model only, and --out names none", name);
  std::error_code error;
  if (const fs::path path = place(callback, name); !resumed_ && !overwrite_ && fs::exists(path, error))
    fail(callback, "'{}' is there already; it is replaced only with --overwrite", path.string());
  names_.push_back(name);
}

void CallbackFiles::check_replaceable(const fs::path& path, std::span<const std::byte> content) const {
  std::error_code error;
  if (!overwrite_ && fs::exists(path, error) && !(resumed_ && begins_alike(path, content)))
    fail(path.string(), "is there already and is of no training that goes on here");
}

bool CallbackFiles::write(const std::string& name, std::span<const std::byte> content) {
  try {
    const fs::path path = place("callbacks", name);
    if (!written_.contains(name)) {
      check_replaceable(path, content);
      check_writable(path);
    }
    write_file(path, content);
    written_.insert(name);
    return true;
  } catch (const Error& error) {
    if (!std::exchange(told_, true))
      print_note("a callback's file cannot be written: " + std::string(error.what()) + "; training goes on");
    return false;
  }
}

}  // namespace inkling
