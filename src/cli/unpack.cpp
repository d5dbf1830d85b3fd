#include "cli/unpack.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

namespace fs = std::filesystem;

using Use = std::function<void(const std::string&, Bytes)>;

/// An archive may be in an archive; what goes deeper is made to harm.
constexpr int kMostArchives = 3;

bool is_clutter(const std::string& name) {
  return name.starts_with('.') || name.find("/.") != name.npos || name.starts_with("__MACOSX/") ||
         name.find("/__MACOSX/") != name.npos;
}

bool is_zip(const Bytes& bytes) {
  static constexpr char kSignature[] = "PK\x03\x04";
  return bytes.size() >= 4 && std::equal(bytes.begin(), bytes.begin() + 4, kSignature,
                                         [](std::byte a, char b) { return static_cast<char>(a) == b; });
}

/// A zip archive in memory.
class Zip {
 public:
  Zip(const std::string& name, const Bytes& bytes) : name_(name) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    archive_ = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!archive_) zip_source_free(source);
    zip_error_fini(&error);
    if (!archive_) damaged();
  }
  ~Zip() { zip_discard(archive_); }
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;

  zip_uint64_t count() const { return static_cast<zip_uint64_t>(zip_get_num_entries(archive_, 0)); }

  zip_stat_t about(zip_uint64_t index) const {
    zip_stat_t about;
    if (zip_stat_index(archive_, index, 0, &about) != 0 || !about.name) damaged();
    return about;
  }

  Bytes read(zip_uint64_t index, std::size_t size) const {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive_, index, 0),
                                                                 zip_fclose);
    if (!file && zip_error_code_zip(zip_get_error(archive_)) == ZIP_ER_NOPASSWD)
      fail("data", shortened(name_) + " is protected by a password");
    Bytes bytes(size);
    if (!file || zip_fread(file.get(), bytes.data(), size) != static_cast<zip_int64_t>(size)) damaged();
    return bytes;
  }

 private:
  [[noreturn]] void damaged() const {
    fail("data", shortened(name_) + " is a zip file, but damaged or cut short");
  }

  const std::string& name_;
  zip_t* archive_ = nullptr;
};

/// Goes through files and archives, and counts what they hold.
class Unpacking {
 public:
  Unpacking(std::size_t limit, const Use& use) : limit_(limit), left_(limit), use_(use) {}

  void add(const std::string& name, Bytes bytes, int archives = 0) {
    if (archives > kMostArchives) fail("data", shortened(name) + " lies too deep in archives");
    if (is_zip(bytes)) {
      const Zip zip(name, bytes);
      for (zip_uint64_t i = 0; i < zip.count(); ++i) {
        const zip_stat_t about = zip.about(i);
        const std::string path = about.name;
        if (path.ends_with('/') || is_clutter(path)) continue;
        if (about.size > left_) too_large(name);
        add(name + "/" + path, zip.read(i, static_cast<std::size_t>(about.size)), archives + 1);
      }
      return;
    }
    bytes = gunzip(name, std::move(bytes), left_);
    if (is_zip(bytes)) return add(name, std::move(bytes), archives + 1);
    if (bytes.size() > left_) too_large(name);
    left_ -= bytes.size();
    use_(name, std::move(bytes));
  }

 private:
  [[noreturn]] void too_large(const std::string& name) const {
    fail("data", shortened(name) + ": more than " + std::to_string(limit_ >> 20) + " MiB, unpacked");
  }

  std::size_t limit_, left_;
  const Use& use_;
};

}  // namespace

void unpack(const fs::path& path, std::size_t limit, const Use& use) {
  Unpacking unpacking(limit, use);
  const fs::path whole = fs::absolute(path).lexically_normal();
  const fs::path name = whole.has_filename() ? whole.filename() : whole.parent_path().filename();
  if (!fs::is_directory(path)) return unpacking.add(name.string(), read_file(path, limit));
  std::vector<std::string> below;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(path, error))
    if (entry.is_regular_file(error)) below.push_back(entry.path().lexically_relative(path).generic_string());
  if (error) fail(path.string(), error.message());
  std::sort(below.begin(), below.end());
  for (const auto& each : below)
    if (!is_clutter(each)) unpacking.add((name / each).generic_string(), read_file(path / each, limit));
}

}  // namespace inkling
