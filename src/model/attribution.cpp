#include "model/attribution.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "model/sequential.h"

namespace inkling {

namespace {

/// Of the windows that cover an image: their side, and how far the next one is.
constexpr int kWindow = 5, kStride = 2;

/// The rows, columns and channels of images; a row of numbers has as many columns.
struct Extent {
  int rows = 1, columns = 1, channels = 1;

  explicit Extent(const Shape& shape) {
    if (shape.rank() == 1) columns = shape[0];
    if (shape.rank() > 1) rows = shape[0], columns = shape[1];
    if (shape.rank() > 2) channels = shape[2];
  }
  std::size_t pixels() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns); }
  std::size_t at(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
  }
};

/// Calls each(row, column) for the pixels of the image that the window at this place covers.
template <typename Each>
void for_window(const Extent& extent, int row, int column, const Each& each) {
  for (int y = std::max(row, 0); y < std::min(row + kWindow, extent.rows); ++y)
    for (int x = std::max(column, 0); x < std::min(column + kWindow, extent.columns); ++x) each(y, x);
}

}  // namespace

std::vector<Scalar> gradient_times_input(Inside& inside, std::size_t label) {
  const Extent extent(inside.model().input_shape());
  const ConstTensorView gradient = inside.image_gradient(label);
  const auto channels = static_cast<std::size_t>(extent.channels);
  std::vector<Scalar> map(extent.pixels());
  for (std::size_t i = 0; i < gradient.size(); ++i) map[i / channels] += gradient[i] * inside.image()[i];
  return map;
}

std::vector<Scalar> occlusion(Inside& inside, std::size_t label) {
  const Sequential& model = inside.model();
  const Extent extent(model.input_shape());
  const auto channels = static_cast<std::size_t>(extent.channels), classes = model.output_shape().elements();
  if (label >= classes) fail("label", "must be below {}, got {}", classes, label);
  const std::vector<Scalar> image(inside.image().begin(), inside.image().end());
  std::vector<Scalar> covered;
  std::vector<std::pair<int, int>> places;
  std::vector<int> count(extent.pixels());
  for (int row = 1 - kWindow; row < extent.rows; row += kStride)
    for (int column = 1 - kWindow; column < extent.columns; column += kStride) {
      bool has_ink = false;
      for_window(extent, row, column, [&](int y, int x) {
        const std::size_t pixel = extent.at(y, x);
        ++count[pixel];
        for (std::size_t c = 0; c < channels; ++c) has_ink = has_ink || image[pixel * channels + c] != 0;
      });
      // Where there is only paper, covering it changes nothing.
      if (!has_ink) continue;
      places.emplace_back(row, column);
      const std::size_t start = covered.size();
      covered.insert(covered.end(), image.begin(), image.end());
      for_window(extent, row, column, [&](int y, int x) {
        std::fill_n(covered.begin() + static_cast<std::ptrdiff_t>(start + extent.at(y, x) * channels),
                    channels, Scalar(0));
      });
    }
  const std::vector<Scalar> answers = inside.predict(covered, places.size());
  const Scalar whole = inside.activation(model.layers().size() - 1)[label];
  std::vector<Scalar> map(extent.pixels());
  for (std::size_t i = 0; i < places.size(); ++i)
    for_window(extent, places[i].first, places[i].second, [&](int y, int x) {
      const std::size_t pixel = extent.at(y, x);
      map[pixel] += (whole - answers[i * classes + label]) / static_cast<Scalar>(count[pixel]);
    });
  return map;
}

std::vector<Scalar> grad_cam(Inside& inside, std::size_t layer, std::size_t label) {
  const auto& layers = inside.model().layers();
  if (layer >= layers.size()) fail("layer", "must be below {}, got {}", layers.size(), layer);
  if (layers[layer]->output_shape().rank() != 3) fail("layer", "{} has no maps", layers[layer]->name());
  const Extent maps(layers[layer]->output_shape()), extent(inside.model().input_shape());
  const auto channels = static_cast<std::size_t>(maps.channels);
  const ConstTensorView gradient = inside.gradient(layer, label);
  std::vector<Scalar> weights(channels);
  for (std::size_t i = 0; i < gradient.size(); ++i)
    weights[i % channels] += gradient[i] / static_cast<Scalar>(maps.pixels());
  const ConstTensorView activation = inside.activation(layer);
  std::vector<Scalar> small(maps.pixels());
  for (std::size_t i = 0; i < activation.size(); ++i)
    small[i / channels] += weights[i % channels] * activation[i];
  for (Scalar& each : small) each = std::max(each, Scalar(0));

  /// Where the middle of a pixel of the image lies between two of the map: the first of them, and how far.
  const auto between = [](int pixel, int of, int to) {
    const Scalar at = std::clamp(
        (static_cast<Scalar>(pixel) + Scalar(0.5)) * static_cast<Scalar>(to) / static_cast<Scalar>(of) -
            Scalar(0.5),
        Scalar(0), static_cast<Scalar>(to - 1));
    const int first = std::min(static_cast<int>(at), std::max(to - 2, 0));
    return std::pair(first, at - static_cast<Scalar>(first));
  };
  std::vector<Scalar> map(extent.pixels());
  for (int row = 0; row < extent.rows; ++row)
    for (int column = 0; column < extent.columns; ++column) {
      const auto [y, down] = between(row, extent.rows, maps.rows);
      const auto [x, right] = between(column, extent.columns, maps.columns);
      const int below = std::min(y + 1, maps.rows - 1), beside = std::min(x + 1, maps.columns - 1);
      const Scalar above_mean = small[maps.at(y, x)] * (1 - right) + small[maps.at(y, beside)] * right,
                   below_mean =
                       small[maps.at(below, x)] * (1 - right) + small[maps.at(below, beside)] * right;
      map[extent.at(row, column)] = above_mean * (1 - down) + below_mean * down;
    }
  return map;
}

}  // namespace inkling
