#include "cli/download.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "cli/output.h"

namespace inkling {

namespace {

struct Pipe {
  int read_end = -1, write_end = -1;

  Pipe() {
    int ends[2];
    if (pipe(ends) != 0) fail("download", "{}", std::strerror(errno));
    read_end = ends[0];
    write_end = ends[1];
    for (const int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
  }
  ~Pipe() {
    close(read_end);
    close_write_end();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close_write_end() {
    if (write_end >= 0) close(write_end);
    write_end = -1;
  }

  std::size_t read(std::byte* to, std::size_t count) const {
    ssize_t got = 0;
    while ((got = ::read(read_end, to, count)) < 0 && errno == EINTR) {
    }
    return got > 0 ? static_cast<std::size_t>(got) : 0;
  }
};

constexpr int kNoCurl = 127;

pid_t start_curl(const std::string& address, const Pipe& output, const Pipe& errors) {
  // Ends where no byte comes for half a minute. There is no retry: what has come already would come again.
  const std::array<const char*, 15> arguments{
      "curl",         "--fail",        "--location", "--proto",       "=https", "--silent",
      "--show-error", "--speed-time",  "30",         "--speed-limit", "1",      "--connect-timeout",
      "20",           address.c_str(), nullptr};
  const pid_t child = fork();
  if (child < 0) fail("download", "{}", std::strerror(errno));
  if (child > 0) return child;
  dup2(output.write_end, STDOUT_FILENO);
  dup2(errors.write_end, STDERR_FILENO);
  execvp(arguments[0], const_cast<char* const*>(arguments.data()));
  _exit(kNoCurl);
}

/// Exit status of a program that has ended, or is made to.
int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Bytes download(const std::string& address, std::size_t size) {
  Pipe output, errors;
  const pid_t child = start_curl(address, output, errors);
  output.close_write_end();
  errors.close_write_end();

  // One byte more than was published: a download that fills it is too large, and is ended.
  Bytes bytes(size + 1);
  std::size_t length = 0;
  Progress progress;
  while (const std::size_t got = output.read(bytes.data() + length, bytes.size() - length)) {
    length += got;
    if (length == bytes.size()) kill(child, SIGTERM);
    progress.show("downloading " + address + "  " + std::to_string(100 * length / size) + " %");
  }
  progress.clear();
  std::array<std::byte, 1000> said{};
  std::string reason(as_text(said).substr(0, errors.read(said.data(), said.size())));
  reason.resize(std::min(reason.find('\n'), reason.size()));
  const int status = wait_for(child);
  if (length > size) fail("download", "{} is larger than the {} bytes published", address, size);
  if (status == kNoCurl) fail("download", "needs the program curl, which is not installed");
  if (status != 0)
    fail("download", "{}: {}", address, reason.empty() ? compose("curl failed") : in_full(reason));
  bytes.resize(length);
  return bytes;
}

}  // namespace inkling
