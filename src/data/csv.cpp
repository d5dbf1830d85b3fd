#include "data/csv.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr std::size_t kMaxColumns = std::size_t{1} << 20;
constexpr std::size_t kLongestNumber = 40;

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lowered;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool parse(std::string_view cell, float& number) {
  if (cell.empty() || cell.size() > kLongestNumber) return false;
  int whole = 0;
  bool digits = cell.size() < 9;
  for (const char c : cell) {
    digits = digits && c >= '0' && c <= '9';
    whole = digits ? 10 * whole + (c - '0') : 0;
  }
  number = static_cast<float>(whole);
  if (digits) return true;
  char text[kLongestNumber + 1];
  std::memcpy(text, cell.data(), cell.size());
  text[cell.size()] = '\0';
  char* end = nullptr;
  number = std::strtof(text, &end);
  return end == text + cell.size() && !std::isspace(static_cast<unsigned char>(text[0]));
}

/// The lines of a table, cell by cell.
class Lines {
 public:
  Lines(const std::string& name, std::string_view text) : name_(name), text_(text) {
    if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
    const std::string_view first = text_.substr(0, text_.find('\n'));
    for (const char separator : {',', ';', '\t'})
      if (first.find(separator) != first.npos) {
        separator_ = separator;
        break;
      }
  }

  /// The cells of the next line that is not empty; false where there is none.
  bool next(std::vector<std::string_view>& cells) {
    for (;;) {
      if (text_.empty()) return false;
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      std::string_view line = text_.substr(0, end);
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++number_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) continue;
      split(line, cells);
      return true;
    }
  }

  /// The most cells that this line and those after it can have, with `each` in a line.
  std::size_t most_cells(std::size_t each) const {
    const auto ends = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
    return std::min((ends + 2) * each, (text_.size() + 2) / 2 + each);
  }

  template <typename... Values>
  [[noreturn]] void refuse(Rule<2 + sizeof...(Values)> rule, const Values&... values) const {
    fail("data", rule, name_, number_, values...);
  }

 private:
  void split(std::string_view line, std::vector<std::string_view>& cells) const {
    cells.clear();
    for (std::size_t begin = 0; begin <= line.size();) {
      const bool quoted = begin < line.size() && line[begin] == '"';
      const std::size_t quote = quoted ? line.find('"', begin + 1) : line.npos;
      if (quoted && quote == line.npos) refuse("{}, line {}: a quotation mark is not closed");
      const std::size_t end = std::min(line.find(separator_, quoted ? quote : begin), line.size());
      std::string_view cell =
          quoted ? line.substr(begin + 1, quote - begin - 1) : line.substr(begin, end - begin);
      while (cell.starts_with(' ')) cell.remove_prefix(1);
      while (cell.ends_with(' ')) cell.remove_suffix(1);
      if (cells.size() == kMaxColumns) refuse("{}, line {}: more than 2^20 columns");
      cells.push_back(cell);
      begin = end + 1;
    }
  }

  const std::string& name_;
  std::string_view text_;
  char separator_ = ',';
  std::size_t number_ = 0;
};

/// Which columns are what.
struct Columns {
  bool has_names = false;
  std::optional<std::size_t> label;
  std::vector<bool> is_pixel;
};

bool is_square(std::size_t count) {
  const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(count))));
  return count > 1 && side * side == count;
}

/// Pandas calls columns without names 0, 0.1, 0.2, ... as if the first line of numbers were names.
bool counts_itself(const std::vector<std::string_view>& cells) {
  for (std::size_t i = 1; i < 4; ++i)
    if (cells.size() < 5 || cells[i] != std::string(cells[0]) + "." + std::to_string(i)) return false;
  return true;
}

Columns columns_of(const std::vector<std::string_view>& first, const Lines& lines) {
  Columns columns{.is_pixel = std::vector<bool>(first.size(), true)};
  float number = 0;
  columns.has_names = counts_itself(first);
  for (std::size_t i = 1; i < first.size() && !columns.has_names; ++i)
    columns.has_names = !parse(first[i], number);
  std::size_t pixels = first.size();
  if (columns.has_names)
    for (std::size_t i = 0; i < first.size(); ++i) {
      const std::string name = lower(first[i]);
      const bool is_label =
          is_one_of(name, {"label", "labels", "class", "target", "y", "character", "digit", "letter"});
      if (is_label && !columns.label) columns.label = i;
      if (!is_label && !is_one_of(name, {"", "id", "ids", "index", "imageid", "unnamed: 0"})) continue;
      columns.is_pixel[i] = false;
      --pixels;
    }
  if (!columns.label && columns.is_pixel[0] && !is_square(pixels)) {
    columns.label = 0;
    columns.is_pixel[0] = false;
    --pixels;
  }
  if (!is_square(pixels))
    lines.refuse(
        "{}, line {}: {} columns of pixels are no square image; one image a line is wanted, as in "
        "label,pixel0,...,pixel783",
        pixels);
  return columns;
}

/// Numbers, kept as bytes until one comes that is no byte.
class Numbers {
 public:
  /// Reserves room for all at once: growing would take half as much again.
  explicit Numbers(std::size_t most) : most_(most) { bytes_.reserve(most); }

  void add(float value) {
    const bool is_byte = value >= 0 && value <= 255 && value == std::floor(value);
    if (!floats_ && is_byte) return bytes_.push_back(static_cast<std::byte>(static_cast<int>(value)));
    if (!floats_) become_floats();
    append(value);
  }

  Array array(const std::string& name, std::size_t count) {
    const Element element = floats_ ? Element::kFloat32 : Element::kUint8;
    const std::size_t size = bytes_.size() / element_bytes(element);
    return {.name = name, .element = element, .shape = {count, size / count}, .bytes = std::move(bytes_)};
  }

 private:
  void become_floats() {
    floats_ = true;
    std::vector<std::byte> bytes = std::move(bytes_);
    bytes_ = {};
    bytes_.reserve(most_ * sizeof(float));
    for (const std::byte byte : bytes) append(std::to_integer<std::uint8_t>(byte));
  }

  void append(float value) {
    bytes_.resize(bytes_.size() + sizeof value);
    std::memcpy(bytes_.data() + bytes_.size() - sizeof value, &value, sizeof value);
  }

  std::size_t most_;
  bool floats_ = false;
  std::vector<std::byte> bytes_;
};

}  // namespace

bool is_csv(const std::string& path) {
  std::string name = lower(path);
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name.ends_with(".csv") || name.ends_with(".tsv");
}

ImageTable read_csv(const std::string& name, std::span<const std::byte> bytes) {
  Lines lines(name, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::vector<std::string_view> cells;
  if (!lines.next(cells)) fail("data", "{} is empty", name);
  const Columns columns = columns_of(cells, lines);
  const auto pixels =
      static_cast<std::size_t>(std::count(columns.is_pixel.begin(), columns.is_pixel.end(), true));
  Numbers values(lines.most_cells(pixels));
  Array labels{.name = name, .element = Element::kText};
  std::size_t count = 0;
  for (bool more = columns.has_names ? lines.next(cells) : true; more; more = lines.next(cells)) {
    if (cells.size() != columns.is_pixel.size())
      lines.refuse("{}, line {}: {} values are wanted, got {}", columns.is_pixel.size(), cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!columns.is_pixel[i]) continue;
      float value = 0;
      if (!parse(cells[i], value)) lines.refuse("{}, line {}: '{}' is not a number", cells[i]);
      values.add(value);
    }
    if (columns.label) labels.texts.emplace_back(cells[*columns.label]);
    if (++count > kMaxTexts) lines.refuse("{}, line {}: more than 2^20 images");
  }
  if (count == 0) fail("data", "{} holds no images", name);
  ImageTable table{values.array(name, count), std::nullopt};
  labels.shape = {count};
  if (columns.label) table.labels = std::move(labels);
  return table;
}

}  // namespace inkling
