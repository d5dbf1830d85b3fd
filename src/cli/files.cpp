#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace inkling {

namespace {

namespace fs = std::filesystem;

/// A file that is being written is called <its name>.<the process that writes it>.part.
constexpr std::string_view kPart = ".part";

/// An open file. Its end closes it, and removes it where it is new and was not kept.
class File {
 public:
  explicit File(fs::path path)
      : path_(std::move(path)), descriptor_(open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
    check(descriptor_ >= 0);
  }
  /// A new file beside `path`, whose place it takes by keep().
  static File beside(fs::path path) {
    fs::path temporary = path;
    temporary += "." + std::to_string(getpid()) + std::string(kPart);
    return File(std::move(path), std::move(temporary));
  }
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!temporary_.empty()) unlink(temporary_.c_str());
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  struct stat status() const {
    struct stat status = {};
    check(fstat(descriptor_, &status) == 0);
    return status;
  }

  /// Up to `count` bytes; fewer only at the end of the file.
  std::size_t read(std::byte* to, std::size_t count) {
    std::size_t done = 0;
    while (done < count) {
      const ssize_t got = ::read(descriptor_, to + done, count - done);
      if (got == 0) break;
      if (got < 0 && errno == EINTR) continue;
      check(got >= 0);
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

  void write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const ssize_t put = ::write(descriptor_, bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      check(put >= 0);
      bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
  }

  void keep() {
    check(fsync(descriptor_) == 0 && rename(temporary_.c_str(), path_.c_str()) == 0);
    temporary_.clear();
  }

 private:
  File(fs::path path, fs::path temporary)
      : path_(std::move(path)),
        descriptor_(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
    check(descriptor_ >= 0);
    temporary_ = std::move(temporary);
  }

  void check(bool succeeded) const {
    if (!succeeded) fail(path_.string(), "{}", std::strerror(errno));
  }

  fs::path path_, temporary_;
  int descriptor_;
};

[[noreturn]] void too_large(const std::string& where, std::size_t limit) {
  fail(where, "larger than {} MiB", limit >> 20);
}

/// The file to replace: what a link leads to, so that the link stays.
fs::path target_of(const fs::path& path) {
  if (path.empty()) fail("--out", "must name a file");
  std::error_code error;
  const fs::path target = fs::weakly_canonical(path, error);
  const fs::path& file = error ? path : target;
  const auto status = fs::status(file, error);
  if (fs::is_directory(status)) fail(path.string(), "is a folder, not a file");
  if (fs::exists(status) && !fs::is_regular_file(status)) fail(path.string(), "is not a regular file");
  return file;
}

/// Removes what processes that were killed while they wrote `path` have left beside it.
void remove_parts(const fs::path& path) {
  const std::string beginning = path.filename().string() + ".";
  std::error_code error;
  for (fs::directory_iterator each(path.has_parent_path() ? path.parent_path() : ".", error), end;
       !error && each != end; each.increment(error)) {
    const std::string name = each->path().filename().string();
    if (name.size() <= beginning.size() + kPart.size() || !name.starts_with(beginning) ||
        !name.ends_with(kPart))
      continue;
    const std::string number = name.substr(beginning.size(), name.size() - beginning.size() - kPart.size());
    pid_t writer = 0;
    std::from_chars(number.data(), number.data() + number.size(), writer);
    if (writer <= 0 || std::to_string(writer) != number) continue;
    // A number may be given again: in a container the next process often has that of the last.
    const bool writes = writer != getpid() && (kill(writer, 0) == 0 || errno != ESRCH);
    std::error_code unknown;
    if (!writes && each->symlink_status(unknown).type() == fs::file_type::regular)
      unlink(each->path().c_str());
  }
}

}  // namespace

Bytes read_file(const fs::path& path, std::size_t limit) {
  File file(path);
  const struct stat status = file.status();
  if (S_ISDIR(status.st_mode)) fail(path.string(), "is a folder, not a file");
  if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode)) fail(path.string(), "is not a regular file");
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > limit) too_large(path.string(), limit);
  Bytes bytes;
  std::size_t length = 0;
  do {
    bytes.resize(std::min(std::max(2 * length, size) + 4096, limit + 1));
    length += file.read(bytes.data() + length, bytes.size() - length);
  } while (length == bytes.size() && length <= limit);
  if (length > limit) too_large(path.string(), limit);
  bytes.resize(length);
  return bytes;
}

bool is_gzip(std::span<const std::byte> bytes) {
  return bytes.size() >= 2 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b};
}

Bytes gunzip(const std::string& where, Bytes packed, std::size_t limit) {
  if (!is_gzip(packed)) return packed;
  z_stream stream = {};
  constexpr int kGzip = 16;
  if (inflateInit2(&stream, MAX_WBITS + kGzip) != Z_OK) fail(where, "cannot be unpacked");
  const struct Guard {
    z_stream& stream;
    ~Guard() { inflateEnd(&stream); }
  } guard{stream};

  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  Bytes bytes;
  std::size_t length = 0;
  for (;;) {
    if (length == bytes.size()) bytes.resize(std::min(std::max(2 * length, 4 * packed.size()), limit + 1));
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + length);
    stream.avail_out = static_cast<uInt>(bytes.size() - length);
    const int result = inflate(&stream, Z_NO_FLUSH);
    length = bytes.size() - stream.avail_out;
    if (length > limit) too_large(where + ", unpacked,", limit);
    if (result == Z_STREAM_END) {
      if (stream.avail_in == 0) break;
      inflateReset(&stream);  // a gzip file may be several, one after the other
    } else if (result == Z_BUF_ERROR || (result == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)) {
      fail(where, "the gzip file is cut short");
    } else if (result == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (result != Z_OK) {
      fail(where, "the gzip file is damaged");
    }
  }
  bytes.resize(length);
  return bytes;
}

Bytes read_packed_file(const fs::path& path) {
  Bytes packed = read_file(path, kMaxUnpacked);
  const std::size_t limit = most_unpacked(packed.size());
  return gunzip(path.string(), std::move(packed), limit);
}

void check_writable(const fs::path& path) {
  const fs::path target = target_of(path);
  remove_parts(target);
  const File trial = File::beside(target);
}

void write_file(const fs::path& path, std::span<const std::byte> bytes) {
  File file = File::beside(target_of(path));
  file.write(bytes);
  file.keep();
}

}  // namespace inkling
