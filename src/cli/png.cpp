#include "cli/png.h"

#include <png.h>
#include <zlib.h>

#include <new>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "cli/files.h"
#include "data/data_reader.h"

namespace inkling {

namespace {

constexpr png_uint_32 kLongestSide = kMaxPictureSide;
constexpr std::size_t kSignatureBytes = 8, kAroundChunk = 12;

using PngBytes = std::span<const std::byte>;

/// Calls `use(type, chunk)` for every whole chunk of a PNG file; a chunk's data are in it from byte 8 on.
template <typename Use>
void each_chunk(PngBytes png, const Use& use) {
  for (PngBytes rest = png.subspan(kSignatureBytes); rest.size() >= kAroundChunk;) {
    const std::size_t size = png_get_uint_32(reinterpret_cast<png_const_bytep>(rest.data()));
    if (size > rest.size() - kAroundChunk) return;
    const PngBytes chunk = rest.first(size + kAroundChunk);
    use(as_text(chunk.subspan(4, 4)), chunk);
    rest = rest.subspan(chunk.size());
  }
}

/// The file without texts, profiles and the like, which may be of any size and do not change the picture.
std::vector<std::byte> essentials(PngBytes png) {
  std::vector<std::byte> kept(png.begin(), png.begin() + kSignatureBytes);
  each_chunk(png, [&](std::string_view type, PngBytes chunk) {
    const bool is_critical = type[0] >= 'A' && type[0] <= 'Z';
    if (is_critical || type == "tRNS") kept.insert(kept.end(), chunk.begin(), chunk.end());
  });
  return kept;
}

/// Whether the picture's data unpack to at most `most` bytes. The library would unpack all of them first.
bool holds_at_most(PngBytes png, std::size_t most) {
  z_stream stream = {};
  if (inflateInit(&stream) != Z_OK) throw std::bad_alloc();
  std::vector<Bytef> scrap(std::size_t{1} << 15);
  std::size_t length = 0;
  int result = Z_OK;
  each_chunk(png, [&](std::string_view type, PngBytes chunk) {
    if (type != "IDAT") return;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(chunk.data())) + 8;
    stream.avail_in = static_cast<uInt>(chunk.size() - kAroundChunk);
    while (result == Z_OK && length <= most) {
      stream.next_out = scrap.data();
      stream.avail_out = static_cast<uInt>(scrap.size());
      result = inflate(&stream, Z_NO_FLUSH);
      length += scrap.size() - stream.avail_out;
      if (stream.avail_in == 0 && stream.avail_out > 0) break;
    }
  });
  inflateEnd(&stream);
  return length <= most;
}

}  // namespace

bool is_png(std::span<const std::byte> bytes) {
  return bytes.size() >= 8 && png_sig_cmp(reinterpret_cast<png_const_bytep>(bytes.data()), 0, 8) == 0;
}

DecodedPicture decode_png(const std::string& name, std::span<const std::byte> file, Unpacked& unpacked) {
  const std::vector<std::byte> bytes = essentials(file);
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  const struct Guard {
    png_image& image;
    ~Guard() { png_image_free(&image); }
  } guard{image};
  const auto refuse_damaged = [&] { fail("data", "{} is a damaged PNG file", name); };
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) refuse_damaged();
  if (image.width > kLongestSide || image.height > kLongestSide)
    fail("data", "{}: pictures of at most {}x{} are read", name, kLongestSide, kLongestSide);
  // The numbers as they are in the file, whatever gamma it names.
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
  DecodedPicture picture{static_cast<int>(image.height),
                         static_cast<int>(image.width),
                         static_cast<int>(PNG_IMAGE_SAMPLE_CHANNELS(image.format)),
                         {}};
  unpacked.add(name, PNG_IMAGE_SIZE(image));
  // The most that its data can be: 16 bits a channel, and interlaced, which adds a byte to each part of a
  // row.
  if (!holds_at_most(bytes, std::size_t{image.height + 8} * (std::size_t{image.width} * 8 + 8)))
    refuse_damaged();
  picture.pixels.resize(PNG_IMAGE_SIZE(image));
  if (!png_image_finish_read(&image, nullptr, picture.pixels.data(), 0, nullptr)) refuse_damaged();
  return picture;
}

}  // namespace inkling
