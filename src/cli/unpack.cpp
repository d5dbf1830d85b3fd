#include "cli/unpack.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

namespace fs = std::filesystem;

using Use = std::function<void(const std::string&, Bytes)>;

bool is_clutter(const std::string& name) {
  return name.starts_with('.') || name.find("/.") != name.npos || name.starts_with("__MACOSX/") ||
         name.find("/__MACOSX/") != name.npos;
}

bool is_zip(const Bytes& bytes) {
  static constexpr char kSignature[] = "PK\x03\x04";
  return bytes.size() >= 4 && std::equal(bytes.begin(), bytes.begin() + 4, kSignature,
                                         [](std::byte a, char b) { return static_cast<char>(a) == b; });
}

/// At least as many as the archive's directory has.
std::size_t count_entries(const Bytes& bytes) {
  static constexpr std::string_view kEntry = "PK\x01\x02";
  const std::string_view text = as_text(bytes);
  std::size_t count = 0;
  for (std::size_t at = text.find(kEntry); at != text.npos; at = text.find(kEntry, at + kEntry.size()))
    ++count;
  return count;
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
      fail("data", "{} is protected by a password", name_);
    Bytes bytes(size);
    if (!file || zip_fread(file.get(), bytes.data(), size) != static_cast<zip_int64_t>(size)) damaged();
    return bytes;
  }

  [[noreturn]] void damaged() const { fail("data", "{} is a zip file, but damaged or cut short", name_); }

 private:
  const std::string& name_;
  zip_t* archive_ = nullptr;
};

/// Goes through files and archives.
class Unpacking {
 public:
  Unpacking(Unpacked& unpacked, const Use& use) : unpacked_(unpacked), use_(use) {}

  void bring(const std::string& name, Bytes bytes) {
    unpacked_.bring(bytes.size());
    unpacked_.add_files(name, 1);
    add(name, std::move(bytes), 0);
  }

 private:
  void add(const std::string& name, Bytes bytes, int archives) {
    Unpacked::check_depth(name, archives);
    if (is_zip(bytes)) {
      // Before the library takes memory for each.
      unpacked_.add_files(name, count_entries(bytes));
      const Zip zip(name, bytes);
      zip_uint64_t left = bytes.size();
      for (zip_uint64_t i = 0; i < zip.count(); ++i) {
        const zip_stat_t about = zip.about(i);
        const std::string path = about.name;
        if (path.ends_with('/') || is_clutter(path)) continue;
        if (about.size > unpacked_.left()) unpacked_.too_large(name);
        if (about.comp_size > left) zip.damaged();  // its files overlap
        left -= about.comp_size;
        const auto size = static_cast<std::size_t>(about.size);
        unpacked_.add(name, size);
        add(name + "/" + path, zip.read(i, size), archives + 1);
      }
    } else if (is_gzip(bytes)) {
      bytes = gunzip(name, std::move(bytes), unpacked_.left());
      unpacked_.add(name, bytes.size());
      add(name, std::move(bytes), archives + 1);
    } else {
      use_(name, std::move(bytes));
    }
  }

  Unpacked& unpacked_;
  const Use& use_;
};

}  // namespace

void unpack(const fs::path& path, Unpacked& unpacked, const Use& use) {
  Unpacking unpacking(unpacked, use);
  const fs::path whole = fs::absolute(path).lexically_normal();
  const fs::path name = whole.has_filename() ? whole.filename() : whole.parent_path().filename();
  if (!fs::is_directory(path)) return unpacking.bring(name.string(), read_file(path, kMaxUnpacked));
  std::vector<std::string> below;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(path, error))
    if (entry.is_regular_file(error)) below.push_back(entry.path().lexically_relative(path).generic_string());
  if (error) fail(path.string(), "{}", error.message());
  std::sort(below.begin(), below.end());
  for (const auto& each : below)
    if (!is_clutter(each))
      unpacking.bring((name / each).generic_string(), read_file(path / each, kMaxUnpacked));
}

void unpack(const std::string& name, Bytes bytes, Unpacked& unpacked, const Use& use) {
  Unpacking(unpacked, use).bring(name, std::move(bytes));
}

}  // namespace inkling
