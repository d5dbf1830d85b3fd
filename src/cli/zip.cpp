#include "cli/zip.h"

#include <zip.h>

#include <memory>

#include "base/error.h"

namespace inkling {

namespace {

/// 1 January 1980, the first day that an archive can tell.
constexpr zip_uint16_t kTime = 0, kDate = 1 << 5 | 1;

void require_zip(bool done) {
  if (!done) fail("zip", "the archive cannot be written");
}

}  // namespace

Bytes zip(const std::vector<std::pair<std::string, Bytes>>& files) {
  const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> target(
      zip_source_buffer_create(nullptr, 0, 0, nullptr), zip_source_free);
  require_zip(target != nullptr);
  std::unique_ptr<zip_t, void (*)(zip_t*)> archive(
      zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr), zip_discard);
  require_zip(archive != nullptr);
  zip_source_keep(target.get());  // one for the archive, which lets go of it when it is closed
  for (const auto& [name, bytes] : files) {
    zip_source_t* const source = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) zip_source_free(source);
    const auto at = static_cast<zip_uint64_t>(index);
    require_zip(index >= 0 && zip_set_file_compression(archive.get(), at, ZIP_CM_STORE, 0) == 0 &&
                zip_file_set_dostime(archive.get(), at, kTime, kDate, 0) == 0);
  }
  require_zip(zip_close(archive.get()) == 0);
  archive.release();
  zip_stat_t about;
  require_zip(zip_source_stat(target.get(), &about) == 0 && zip_source_open(target.get()) == 0);
  Bytes bytes(about.size);
  const auto size = static_cast<zip_int64_t>(bytes.size());
  const bool done = zip_source_read(target.get(), bytes.data(), bytes.size()) == size;
  zip_source_close(target.get());
  require_zip(done);
  return bytes;
}

}  // namespace inkling
