#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace inkling::tests {

inline void wait_ms(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

/// The real program at work, so that it can be sent signals.
class Process {
 public:
  Process(const std::vector<std::string>& words, const std::string& out, const std::string& error) {
    std::vector<char*> arguments;
    std::vector<std::string> all{INKLING_PROGRAM};
    all.insert(all.end(), words.begin(), words.end());
    for (auto& word : all) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    id_ = fork();
    REQUIRE(id_ >= 0);
    if (id_ > 0) return;
    int number = STDOUT_FILENO;
    for (const auto& file : {out, error})
      dup2(open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), number++);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  ~Process() {
    if (!ended_) kill(id_, SIGKILL);
    wait();
  }
  Process(const Process&) = delete;

  bool has_ended() {
    if (!ended_) ended_ = waitpid(id_, &status_, WNOHANG) == id_;
    return ended_;
  }
  void signal(int number) const { kill(id_, number); }
  /// The exit status, or minus the signal that ended it.
  int wait() {
    if (!ended_) waitpid(id_, &status_, 0);
    ended_ = true;
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
  }
  pid_t id() const { return id_; }

 private:
  pid_t id_ = 0;
  int status_ = 0;
  bool ended_ = false;
};

/// Waits until the file is there, or for half a minute.
inline bool appears(const std::string& file) {
  for (int i = 0; i < 3000 && !std::filesystem::exists(file); ++i) wait_ms(10);
  return std::filesystem::exists(file);
}

/// The number of a process that is no more.
inline std::string dead_process() {
  Process process({"presets"}, "/dev/null", "/dev/null");
  process.wait();
  return std::to_string(process.id());
}

}  // namespace inkling::tests
