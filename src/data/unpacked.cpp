#include "data/unpacked.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr std::size_t kAlways = std::size_t{64} << 20, kSmall = std::size_t{5} << 20, kTimes = 32;

}  // namespace

std::size_t most_unpacked(std::size_t packed) {
  if (packed <= kSmall) return kAlways;
  const std::size_t beyond = std::min(packed, kMaxUnpacked) - kSmall;
  return std::min(kAlways / kTimes + beyond, kMaxUnpacked / kTimes) * kTimes;
}

void Unpacked::add(const std::string& name, std::size_t bytes) {
  if (bytes > left()) too_large(name);
  bytes_ += bytes;
}

void Unpacked::add_files(const std::string& name, std::size_t files) {
  if (files > kMaxFiles - files_) fail("data", "{}: more than {} files", name, kMaxFiles);
  files_ += files;
}

void Unpacked::check_depth(const std::string& name, int archives) {
  if (archives > kMaxArchives) fail("data", "{} is nested in too many archives", name);
}

void Unpacked::too_large(const std::string& name) const {
  fail("data", "{} unpacks from {} to more than {} MiB; unpack it yourself if that is right", name,
       (packed_ >> 20) + 1, most_unpacked(packed_) >> 20);
}

}  // namespace inkling
