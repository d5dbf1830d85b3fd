#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace inkling {

/// One line on standard output.
void print_line(std::string_view text);
/// One line on standard error, for the person, while the program goes on.
void print_note(const std::string& text);
/// An object as one line of JSON.
void print_json(const Json& json);

/// 60000 as "60,000".
std::string grouped(std::size_t number);
/// 0.98765 as "98.77 %".
std::string percent(double fraction);
/// Seconds as "0:41" or "1:02:03".
std::string duration(double seconds);
/// With four decimals.
std::string fixed(double number);

/// Rows of equally many cells, columns as wide as they need to be.
class Table {
 public:
  /// One letter a column: l left, r right.
  explicit Table(std::string alignment) : alignment_(std::move(alignment)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  void print() const;

 private:
  std::string alignment_;
  std::vector<std::vector<std::string>> rows_;
};

/// One line that changes, on standard error and only where that is a terminal.
class Progress {
 public:
  Progress();
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// True where the next show() would be seen: not on a terminal, not too soon after the last.
  bool due() const;
  void show(const std::string& text);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_, shown_ = false;
  Clock::time_point last_{};
};

}  // namespace inkling
