#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace inkling {

/// The lines of a file or, for "-", of standard input, as they come.
class Lines {
 public:
  explicit Lines(std::string path);
  ~Lines();
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  /// The next line, without its end; false where there is none. `line` is valid until the next call.
  bool next(std::string_view& line);
  /// How many were read.
  std::size_t number() const { return number_; }
  /// False where next() has to wait for more.
  bool has_more() const { return buffer_.find('\n', begin_) != std::string::npos; }

 private:
  bool fill();

  std::string path_;
  int descriptor_;
  std::string buffer_;
  std::size_t begin_ = 0, number_ = 0;
};

}  // namespace inkling
