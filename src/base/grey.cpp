#include "base/grey.h"

#include "base/error.h"

namespace inkling {

namespace {

/// Of 255: brighter than this is light.
constexpr std::uint32_t kLight = 127;

}  // namespace

std::vector<std::uint8_t> grey(std::span<const std::uint8_t> pixels, int channels) {
  require(channels >= 1 && channels <= 4, "picture", "pixels have 1 to 4 channels");
  const auto step = static_cast<std::size_t>(channels);
  std::vector<std::uint8_t> light(pixels.size() / step);
  const bool has_alpha = channels % 2 == 0;
  const auto alpha = [&](std::size_t i) -> std::uint32_t {
    return has_alpha ? pixels[i * step + step - 1] : 255;
  };
  std::uint64_t seen = 0, light_seen = 0, dark_seen = 0;
  for (std::size_t i = 0; i < light.size(); ++i) {
    const std::uint8_t* at = &pixels[i * step];
    light[i] = channels < 3
                   ? at[0]
                   : static_cast<std::uint8_t>((299u * at[0] + 587u * at[1] + 114u * at[2] + 500u) / 1000u);
    seen += alpha(i);
    light_seen += std::uint64_t{alpha(i)} * light[i];
    if (light[i] <= kLight) dark_seen += alpha(i);
  }
  if (!has_alpha) return light;
  // A sheet of paper with clear corners has dark ink of its own and covers most of the picture; ink alone has
  // nothing dark beside it, or covers little.
  const bool sparse = 2 * seen < 255 * std::uint64_t{light.size()}, all_light = 500 * dark_seen < seen;
  const bool on_black = light_seen > kLight * seen && (sparse || all_light);
  const std::uint32_t paper = on_black ? 0 : 255;
  for (std::size_t i = 0; i < light.size(); ++i)
    light[i] = static_cast<std::uint8_t>((light[i] * alpha(i) + paper * (255 - alpha(i)) + 127) / 255);
  return light;
}

}  // namespace inkling
