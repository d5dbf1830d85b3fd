#include "ink/threshold.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

namespace inkling {

namespace {

using Bytes = std::vector<std::uint8_t>;

/// The paper around a pixel is looked for as far away as this part of the picture's longer side.
constexpr int kAround = 4;
/// As bright as its paper is a pixel of this value, which leaves room for noise above.
constexpr int kPaper = 200;
/// What is darker than paper by less is none but noise: as a part of the paper's light, and in the noise's
/// own standard deviations, told by the median deviation (Rousseeuw and Croux, 1993).
constexpr int kLeastContrast = kPaper / 10;
constexpr double kDeviations = 6, kDeviationOfMedian = 1.4826;
/// In the deepest shadow a grey level more or less says little.
constexpr int kShadow = 8;

/// Of every pixel the mean of those that count in the square window that reaches so far to each side, in
/// time that does not depend on the window (McDonnell, 1981); a pixel around which none counts stays as it
/// is.
Bytes window_means(const Picture& picture, const Bytes& counts, int reach) {
  const int width = picture.width, height = picture.height;
  const Bytes& pixels = picture.pixels;
  std::vector<std::uint32_t> sums(static_cast<std::size_t>(width)), numbers(sums.size());
  const auto add_row = [&](int y, std::uint32_t sign) {
    if (y < 0 || y >= height) return;
    const std::size_t row = static_cast<std::size_t>(y) * sums.size();
    for (std::size_t x = 0; x < sums.size(); ++x) {
      sums[x] += sign * counts[row + x] * pixels[row + x];
      numbers[x] += sign * counts[row + x];
    }
  };
  Bytes means(pixels.size());
  for (int y = -reach; y < height; ++y) {
    add_row(y + reach, 1);
    add_row(y - reach - 1, static_cast<std::uint32_t>(-1));
    if (y < 0) continue;
    std::uint32_t sum = 0, number = 0;
    for (int x = -reach; x < width; ++x) {
      const int enters = x + reach, leaves = x - reach - 1;
      if (enters < width) {
        sum += sums[static_cast<std::size_t>(enters)];
        number += numbers[static_cast<std::size_t>(enters)];
      }
      if (leaves >= 0) {
        sum -= sums[static_cast<std::size_t>(leaves)];
        number -= numbers[static_cast<std::size_t>(leaves)];
      }
      if (x < 0) continue;
      const std::size_t at = static_cast<std::size_t>(y) * sums.size() + static_cast<std::size_t>(x);
      means[at] = number ? static_cast<std::uint8_t>((sum + number / 2) / number) : pixels[at];
    }
  }
  return means;
}

/// How bright each pixel is beside the paper around it, which is what is brighter than the mean there.
Bytes beside_paper(const Picture& picture, const Bytes& all) {
  const int reach = std::max(1, std::max(picture.width, picture.height) / kAround);
  const Bytes means = window_means(picture, all, reach);
  Bytes bright(all.size());
  for (std::size_t i = 0; i < bright.size(); ++i) bright[i] = picture.pixels[i] >= means[i];
  Bytes shares = window_means(picture, bright, reach);
  for (std::size_t i = 0; i < shares.size(); ++i)
    shares[i] = static_cast<std::uint8_t>(
        std::min(255, kPaper * (picture.pixels[i] + kShadow) / (shares[i] + kShadow)));
  return shares;
}

using Histogram = std::array<std::size_t, 256>;

/// The smallest value that at least `percent` percent do not exceed.
int percentile(const Histogram& histogram, std::size_t percent) {
  std::size_t total = 0, below = 0;
  for (const std::size_t count : histogram) total += count;
  for (int value = 0; value < 256; ++value)
    if ((below += histogram[static_cast<std::size_t>(value)]) * 100 >= total * percent) return value;
  return 255;
}

/// Below this value is ink: what is halfway between paper and the darker quarter of all that noise does not
/// explain. 0 where there is no ink.
int ink_level(const Bytes& shares) {
  Histogram histogram{}, deviations{}, dark{};
  for (const std::uint8_t share : shares) ++histogram[share];
  const int paper = percentile(histogram, 50);
  for (int value = 0; value < 256; ++value)
    deviations[static_cast<std::size_t>(std::abs(value - paper))] +=
        histogram[static_cast<std::size_t>(value)];
  const double noise = kDeviationOfMedian * percentile(deviations, 50);
  const int darkest = paper - std::max(kLeastContrast, static_cast<int>(kDeviations * noise));
  if (darkest <= 0) return 0;
  std::copy(histogram.begin(), histogram.begin() + darkest, dark.begin());
  if (std::all_of(dark.begin(), dark.end(), [](std::size_t count) { return count == 0; })) return 0;
  return (paper + percentile(dark, 25)) / 2;
}

/// Where ink is dark.
Bytes dark_ink(const Picture& picture, const Bytes& all) {
  Bytes shares = beside_paper(picture, all);
  const int level = ink_level(shares);
  for (std::uint8_t& share : shares) share = share < level;
  return shares;
}

}  // namespace

Mask find_ink(const Picture& picture) {
  const Bytes all(picture.pixels.size(), 1);
  Picture calm{picture.width, picture.height, window_means(picture, all, 1)};
  const Bytes dark = dark_ink(calm, all);
  for (std::uint8_t& pixel : calm.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
  const Bytes light = dark_ink(calm, all);
  const auto much = [](const Bytes& ink) { return std::count(ink.begin(), ink.end(), 1); };
  const bool is_light = much(light) && (much(light) < much(dark) || !much(dark));

  Mask mask(static_cast<std::size_t>(picture.width) + 2, static_cast<std::size_t>(picture.height) + 2);
  for (std::size_t i = 0; i < dark.size(); ++i)
    mask.ink[(i / (mask.width - 2) + 1) * mask.width + i % (mask.width - 2) + 1] =
        is_light ? light[i] : dark[i];
  return mask;
}

}  // namespace inkling
