#include "cli/lines.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "ink/strokes.h"

namespace inkling {

namespace {
constexpr std::size_t kChunk = std::size_t{64} << 10;
}  // namespace

Lines::Lines(std::string path)
    : path_(std::move(path)),
      descriptor_(path_ == "-" ? STDIN_FILENO : open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail(path_, "{}", std::strerror(errno));
}

Lines::~Lines() {
  if (descriptor_ != STDIN_FILENO) close(descriptor_);
}

bool Lines::fill() {
  buffer_.erase(0, std::exchange(begin_, 0));
  const std::size_t length = buffer_.size();
  if (length > kLongestLine) fail(path_, "line {} is longer than {} MiB", number_ + 1, kLongestLine >> 20);
  buffer_.resize(length + kChunk);
  ssize_t got = 0;
  while ((got = ::read(descriptor_, buffer_.data() + length, kChunk)) < 0 && errno == EINTR) {
  }
  buffer_.resize(length + static_cast<std::size_t>(got > 0 ? got : 0));
  if (got < 0) fail(path_, "{}", std::strerror(errno));
  return got > 0;
}

bool Lines::next(std::string_view& line) {
  std::size_t searched = begin_, end = 0;
  while ((end = buffer_.find('\n', searched)) == std::string::npos) {
    const std::size_t pending = buffer_.size() - begin_;
    if (fill()) {
      searched = pending;
      continue;
    }
    if (begin_ == buffer_.size()) return false;
    end = buffer_.size();
    break;
  }
  line = std::string_view(buffer_).substr(begin_, end - begin_);
  begin_ = std::min(end + 1, buffer_.size());
  ++number_;
  return true;
}

}  // namespace inkling
