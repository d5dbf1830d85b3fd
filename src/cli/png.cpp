#include "cli/png.h"

#include <png.h>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr png_uint_32 kLongestSide = 4096;

}  // namespace

bool is_png(std::span<const std::byte> bytes) {
  return bytes.size() >= 8 && png_sig_cmp(reinterpret_cast<png_const_bytep>(bytes.data()), 0, 8) == 0;
}

DecodedPicture decode_png(const std::string& name, std::span<const std::byte> bytes) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  const struct Guard {
    png_image& image;
    ~Guard() { png_image_free(&image); }
  } guard{image};
  const auto refuse = [&](const std::string& message) { fail("data", shortened(name) + message); };
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) refuse(" is a damaged PNG file");
  if (image.width > kLongestSide || image.height > kLongestSide)
    refuse(": pictures of at most 4096x4096 are read");
  // The numbers of the file as they are, whatever it says of brightness.
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
  DecodedPicture picture{static_cast<int>(image.height),
                         static_cast<int>(image.width),
                         static_cast<int>(PNG_IMAGE_SAMPLE_CHANNELS(image.format)),
                         {}};
  picture.pixels.resize(PNG_IMAGE_SIZE(image));
  if (!png_image_finish_read(&image, nullptr, picture.pixels.data(), 0, nullptr))
    refuse(" is a damaged PNG file");
  return picture;
}

}  // namespace inkling
