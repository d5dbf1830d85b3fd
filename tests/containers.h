#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Zip archives and PNG pictures whose content is stored as it is.
namespace inkling::tests {

inline std::string bytes_of(std::uint32_t value, int bytes, bool reversed = false) {
  std::string text;
  for (int i = 0; i < bytes; ++i) {
    const int place = reversed ? bytes - 1 - i : i;
    text += place < 4 ? static_cast<char>(value >> 8 * place) : '\0';
  }
  return text;
}

inline std::uint32_t crc32(const std::string& text) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

inline std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string archive, directory;
  for (const auto& [name, content] : files) {
    const auto size = static_cast<std::uint32_t>(content.size());
    const std::string about = bytes_of(20, 2) + bytes_of(0, 8) + bytes_of(crc32(content), 4) +
                              bytes_of(size, 4) + bytes_of(size, 4) +
                              bytes_of(static_cast<std::uint32_t>(name.size()), 2) + bytes_of(0, 2);
    directory += "PK\x01\x02" + bytes_of(20, 2) + about + bytes_of(0, 10) +
                 bytes_of(static_cast<std::uint32_t>(archive.size()), 4) + name;
    archive += "PK\x03\x04" + about + name + content;
  }
  const auto count = static_cast<std::uint32_t>(files.size());
  return archive + directory + "PK\x05\x06" + bytes_of(0, 4) + bytes_of(count, 2) + bytes_of(count, 2) +
         bytes_of(static_cast<std::uint32_t>(directory.size()), 4) +
         bytes_of(static_cast<std::uint32_t>(archive.size()), 4) + bytes_of(0, 2);
}

/// A PNG of 8 bits a channel: `colour` is 0 for grey, 2 for RGB, 4 for grey and alpha, 6 for RGB and alpha.
inline std::string png_of(std::uint32_t rows, std::uint32_t columns, int colour,
                          const std::vector<std::uint8_t>& pixels) {
  const auto chunk = [](const std::string& type, const std::string& body) {
    return bytes_of(static_cast<std::uint32_t>(body.size()), 4, true) + type + body +
           bytes_of(crc32(type + body), 4, true);
  };
  std::string lines;
  const std::size_t width = pixels.size() / rows;
  for (std::size_t row = 0; row < rows; ++row)
    lines += '\0' + std::string(pixels.begin() + static_cast<std::ptrdiff_t>(row * width),
                                pixels.begin() + static_cast<std::ptrdiff_t>((row + 1) * width));
  std::uint32_t a = 1, b = 0;
  for (const char c : lines) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  const auto size = static_cast<std::uint32_t>(lines.size());
  const std::string stored =
      "\x78\x01\x01" + bytes_of(size, 2) + bytes_of(~size, 2) + lines + bytes_of(b << 16 | a, 4, true);
  return "\x89PNG\r\n\x1a\n" +
         chunk("IHDR", bytes_of(columns, 4, true) + bytes_of(rows, 4, true) + '\x08' +
                           static_cast<char>(colour) + bytes_of(0, 3)) +
         chunk("IDAT", stored) + chunk("IEND", "");
}

}  // namespace inkling::tests
