#include "cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "base/text.h"

namespace inkling {

namespace {

constexpr auto kProgressInterval = std::chrono::milliseconds(100);

/// Columns that a UTF-8 text takes on a terminal: East Asian characters take two.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) == 0x80) continue;
    const auto second = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    const bool wide = byte >= 0xf0 || (byte >= 0xe3 && byte <= 0xed) || (byte == 0xe2 && second >= 0xba) ||
                      (byte == 0xef && second >= 0xbc);
    width += wide ? 2 : 1;
  }
  return width;
}

template <typename... Values>
std::string formatted(const char* format, Values... values) {
  char text[64];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

}  // namespace

void print_line(std::string_view text) {
  std::cout << text << '\n';
}

void print_note(const std::string& text) {
  // What progress is shown there makes room.
  std::cerr << (isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : "") << "inkling: " << on_one_line(text)
            << std::endl;
}

void print_json(const Json& json) {
  print_line(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3)
    digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

std::string percent(double fraction) {
  return formatted("%.2f %%", 100 * fraction);
}

std::string fixed(double number) {
  return formatted("%.4f", number);
}

std::string duration(double seconds) {
  const auto whole = static_cast<long long>(seconds + 0.5);
  const long long hours = whole / 3600, minutes = whole / 60 % 60;
  return hours ? formatted("%lld:%02lld:%02lld", hours, minutes, whole % 60)
               : formatted("%lld:%02lld", minutes, whole % 60);
}

void Table::print() const {
  std::vector<std::size_t> widths(alignment_.size());
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - width_of(row[i]), ' ');
      line += (i ? "  " : "") + (alignment_[i] == 'r' ? blanks + row[i] : row[i] + blanks);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    print_line(line);
  }
}

Progress::Progress() : terminal_(isatty(STDERR_FILENO) == 1) {}

bool Progress::due() const {
  return terminal_ && Clock::now() - last_ >= kProgressInterval;
}

void Progress::show(const std::string& text) {
  if (!due()) return;
  last_ = Clock::now();
  shown_ = true;
  std::cerr << '\r' << text << "\x1b[K" << std::flush;
}

void Progress::clear() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace inkling
