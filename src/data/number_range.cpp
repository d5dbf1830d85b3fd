#include "data/number_range.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr double kMnistMean = 0.1307, kMnistDeviation = 0.3081;
/// Of the range: resizing smoothly goes this far beyond either end.
constexpr double kOvershoot = 0.05;
/// More ink than this around the edge is paper that is lighter than the ink.
constexpr double kLightEdge = 0.6;
/// Images of ink, 0 to 1, deviate by 0.1 to 0.5 from their mean: divided by that, they span 2 to this.
constexpr double kWidestStandard = 10;

Scaling standardised(double mean, double deviation) {
  return {-mean / deviation, (1 - mean) / deviation};
}

bool near(double a, double b, double distance) {
  return std::fabs(a - b) <= distance;
}

/// Whether the numbers keep to a scaling, but for what resizing adds, and fill it at least `least_share`.
bool fits(const NumberRange& range, double low, double high, double least_share) {
  const double beyond = kOvershoot * (high - low);
  return range.least >= low - beyond && range.largest <= high + beyond &&
         range.largest >= low + least_share * (high - low);
}

/// Those of whole numbers, in no order of ink and paper yet.
std::vector<Scaling> scalings_of_whole(const NumberRange& range) {
  const double largest = range.largest;
  if (range.least < 0) {
    if (range.least == -1 && largest <= 1) return {{-1, 1}};
    const double edge = range.edge_sum / static_cast<double>(range.edge_count);
    if (range.least >= -128 && largest <= 127 && std::fabs(edge) > 100) return {{-128, 127}};
    return {};
  }
  if (largest <= 1) return {{0, 1}};
  if (largest < 128) return {{0, largest}, {0, 255}};
  if (largest <= 255) return {{0, 255}};
  if (largest < 32768) return {{0, largest}, {0, 65535}};
  if (largest <= 65535) return {{0, 65535}};
  return {};
}

std::vector<Scaling> scalings_of_fractions(const NumberRange& range) {
  const double least = range.least, largest = range.largest, span = largest - least;
  const bool is_standard = least < 0 && std::fabs(range.mean()) < 0.3 && near(range.deviation(), 1, 0.3);
  if (fits(range, 0, 1, 0.5)) return {{0, 1}};
  if (is_standard && span > kWidestStandard) return {};
  if (fits(range, 0, 255, 0.5)) return {{0, 255}};
  if (fits(range, 0, 65535, 0.5)) return {{0, 65535}};
  if (least >= 0) {
    if (largest <= 1) return {{0, largest}, {0, 1}};
    if (largest <= 255) return {{0, largest}, {0, 255}};
    if (largest <= 65535) return {{0, largest}, {0, 65535}};
    return {};
  }
  if (fits(range, -1, 1, 0.5) && least <= -0.9) return {{-1, 1}};
  if (near(span, 1, 0.02)) return {{least, largest}};
  const Scaling mnist = standardised(kMnistMean, kMnistDeviation);
  if (near(least, mnist.paper, 0.001) && fits(range, mnist.paper, mnist.ink, 0.9)) return {mnist};
  if (span >= 2 && span <= kWidestStandard) {
    if (is_standard) return {{least, largest}};
    return {{least, largest}, {0, std::max(1.0, largest)}};
  }
  if (fits(range, -1, 1, 0)) return {{least, largest}, {-1, 1}};
  return {};
}

std::string words_of(const NumberRange& range, const Scaling& scaling) {
  const auto [paper, ink] = scaling;
  const bool light_paper = paper > ink;
  const double least = std::min(paper, ink), span = std::fabs(ink - paper);
  const std::string on_white = light_paper ? ", dark ink on white paper" : "";
  if (!range.whole && least < 0 && least != -1 && least + span > 0)
    return "mean " + number_text(-least / span) + " and deviation " + number_text(1 / span) + on_white;
  if (!light_paper) return "ink from " + number_text(paper, 6) + " to " + number_text(ink, 6);
  return "dark ink on white paper, from " + number_text(paper, 6) + " to " + number_text(ink, 6);
}

/// Ink lies in the middle and paper around it. Colours are no ink.
Scaling with_paper(const NumberRange& range, const Scaling& scaling) {
  const double edge = range.edge_sum / static_cast<double>(range.edge_count);
  const bool light = (edge - scaling.paper) / (scaling.ink - scaling.paper) > kLightEdge;
  return light && range.channels == 1 ? Scaling{scaling.ink, scaling.paper} : scaling;
}

void check_numbers(const NumberRange& range, const std::string& name) {
  if (range.not_finite)
    fail("data", "{} has {} of {} numbers that are NaN or infinite, the first in image {}", name,
         range.not_finite, range.count, range.first_not_finite + 1);
  if (range.least == range.largest)
    fail("data", "{} shows nothing: all its numbers are {}", name, number_text(range.least, 6));
}

}  // namespace

std::string Scaling::text() const {
  return number_text(paper, 9) + ".." + number_text(ink, 9);
}

Scaling scaling_from(std::string_view text) {
  if (text == "mnist") return standardised(kMnistMean, kMnistDeviation);
  const std::size_t dots = text.find("..");
  const auto number = [](std::string digits, double& value) {
    char* end = nullptr;
    value = std::strtod(digits.c_str(), &end);
    return !digits.empty() && end == digits.c_str() + digits.size() && std::isfinite(value);
  };
  Scaling scaling;
  if (dots == text.npos || !number(std::string(text.substr(0, dots)), scaling.paper) ||
      !number(std::string(text.substr(dots + 2)), scaling.ink) || scaling.paper == scaling.ink)
    fail("data", "scaling must be auto, mnist or two numbers as PAPER..INK, such as 0..255, got '{}'", text);
  return scaling;
}

void NumberRange::add(const Array& array, const ImageLayout& layout) {
  const std::size_t size = layout.image_size();
  if (count == 0) least = largest = array.number(0);
  if (!std::isfinite(least)) least = largest = 0;
  element = array.element;
  channels = layout.channels;
  std::size_t index = count;
  array.each(0, layout.count * size, [&](double value) {
    if (!std::isfinite(value)) {
      if (not_finite++ == 0) first_not_finite = index / size;
    } else {
      least = std::min(least, value);
      largest = std::max(largest, value);
      sum += value;
      sum_of_squares += value * value;
      whole = whole && value == std::floor(value);
    }
    ++index;
  });
  count = index;
  for (std::size_t image = 0; image < layout.count; ++image)
    for (int row = 0; row < layout.rows; ++row) {
      const bool ends = row == 0 || row == layout.rows - 1;
      for (int column = 0; column < layout.columns; column += ends ? 1 : std::max(1, layout.columns - 1)) {
        edge_sum += array.number(image * size + static_cast<std::size_t>(row) * layout.row_step +
                                 static_cast<std::size_t>(column) * layout.column_step);
        ++edge_count;
      }
    }
}

double NumberRange::deviation() const {
  return std::sqrt(std::max(0.0, sum_of_squares / static_cast<double>(count) - mean() * mean()));
}

std::string NumberRange::text() const {
  const auto end = [this](double value) {
    const bool is_small = std::fabs(value) < 0.1;
    return number_text(whole || is_small ? value : std::round(value * 100) / 100, whole      ? 9
                                                                                  : is_small ? 2
                                                                                             : 6);
  };
  return std::string(element_name(element)) + " from " + end(least) + " to " + end(largest);
}

std::vector<Reading> readings_of(const NumberRange& range, std::string_view scaling,
                                 const std::string& name) {
  check_numbers(range, name);
  if (scaling != "auto") {
    const Scaling chosen = scaling_from(scaling);
    const auto [low, high] = std::minmax(chosen.paper, chosen.ink);
    if (!fits(range, low, high, 0)) fail("data", "{} is {}, beyond the scaling {}", name, range, chosen);
    return {{chosen, words_of(range, chosen)}};
  }
  std::vector<Reading> readings;
  for (const Scaling& found : range.whole ? scalings_of_whole(range) : scalings_of_fractions(range)) {
    const Scaling papered = with_paper(range, found);
    readings.push_back({papered, words_of(range, papered)});
  }
  if (readings.empty())
    fail("data",
         "{} is {}, and images have no such numbers: they are from 0 to 1, 0 to 255, "
         "-1 to 1 or 0 to 65535, or have one mean and deviation for all",
         name, range);
  return readings;
}

void require_certain(const NumberRange& range, const std::vector<Reading>& readings,
                     const std::string& name) {
  if (readings.size() < 2) return;
  std::string meanings, scalings;
  for (const auto& [scaling, words] : readings) {
    meanings += (meanings.empty() ? "" : " or ") + words;
    scalings += (scalings.empty() ? "" : " or ") + scaling.text();
  }
  fail("data", "{} is {}, which may be {}: say the scaling, {}", name, range, in_full(meanings), scalings);
}

std::vector<std::uint8_t> as_ink(const Array& array, const ImageLayout& layout, const Scaling& scaling) {
  std::vector<std::uint8_t> ink(layout.count * layout.image_size());
  const double scale = 255 / (scaling.ink - scaling.paper);
  const auto byte = [&](double value) {
    return static_cast<std::uint8_t>(std::clamp((value - scaling.paper) * scale, 0.0, 255.0) + 0.5);
  };
  const bool in_order = layout.channel_step == 1 || layout.channels == 1;
  if (in_order && layout.column_step == static_cast<std::size_t>(layout.channels)) {
    std::uint8_t* to = ink.data();
    array.each(0, ink.size(), [&](double value) { *to++ = byte(value); });
    return ink;
  }
  std::size_t i = 0;
  for (std::size_t image = 0; image < layout.count; ++image)
    for (int row = 0; row < layout.rows; ++row)
      for (int column = 0; column < layout.columns; ++column)
        for (int channel = 0; channel < layout.channels; ++channel)
          ink[i++] = byte(array.number(image * layout.image_size() +
                                       static_cast<std::size_t>(row) * layout.row_step +
                                       static_cast<std::size_t>(column) * layout.column_step +
                                       static_cast<std::size_t>(channel) * layout.channel_step));
  return ink;
}

}  // namespace inkling
