// What each file costs its reader: inkling_measure TARGET FILE... prints {"file", "seconds", "mebibytes",
// "ended"} for each, of a process of its own.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

#include "fuzz/targets.h"

namespace {

int read_in_child(const inkling::fuzz::Target& target, const char* path, rusage& usage) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(60);
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    target.read(std::as_bytes(std::span(text)));
    _exit(0);
  }
  int status = 0;
  wait4(child, &status, 0, &usage);
  return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

int main(int count, char** arguments) {
  const auto* target = count > 1 ? inkling::fuzz::find_target(arguments[1]) : nullptr;
  if (!target) return 2;
  for (int i = 2; i < count; ++i) {
    rusage usage{};
    const int ended = read_in_child(*target, arguments[i], usage);
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    std::printf("{\"file\":\"%s\",\"seconds\":%.3f,\"mebibytes\":%ld,\"ended\":%d}\n", arguments[i],
                seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss >> 10, ended);
  }
}
