#include "ink/rasterize.h"

#include <algorithm>
#include <cmath>

namespace inkling {

namespace {

/// Samples along each side of a pixel. A sample is a small pixel whose coverage is a ramp over the distance
/// from its centre to the ink's edge: exact for edges along the axes, on real digits within 0.5 % of a pixel
/// (root mean square of edge pixels).
constexpr std::size_t kSamples = 4;

/// Half-open range of the samples whose centres lie within `reach` of [low, high].
struct Range {
  int begin, end;

  Range(double low, double high, double reach, std::size_t size)
      : begin(clamp(low - reach, size)), end(clamp(high + reach + 1, size)) {}

  static int clamp(double value, std::size_t size) {
    return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(size)));
  }
};

/// For every sample the square of its distance to the nearest point of the pen's path, where it is below
/// `reach` squared. Distances are in samples.
class DistanceField {
 public:
  DistanceField(std::size_t width, std::size_t height, float reach)
      : width_(width), height_(height), reach_(reach), squares_(width * height, reach * reach) {}

  void add_segment(Point a, Point b) {
    const Range columns(std::min(a.x, b.x), std::max(a.x, b.x), reach_, width_);
    const Range rows(std::min(a.y, b.y), std::max(a.y, b.y), reach_, height_);
    const float ax = static_cast<float>(a.x), ay = static_cast<float>(a.y);
    const float dx = static_cast<float>(b.x - a.x), dy = static_cast<float>(b.y - a.y);
    const float length_squared = dx * dx + dy * dy;
    const float ux = length_squared > 0 ? dx / length_squared : 0;
    const float uy = length_squared > 0 ? dy / length_squared : 0;
    for (int row = rows.begin; row < rows.end; ++row) {
      const float y = static_cast<float>(row) + 0.5f - ay;
      float* squares = &squares_[row * width_];
      for (int column = columns.begin; column < columns.end; ++column) {
        const float x = static_cast<float>(column) + 0.5f - ax;
        const float along = x * ux + y * uy;
        const float t = std::min(std::max(along, 0.0f), 1.0f);
        const float ex = x - t * dx, ey = y - t * dy;
        const float square = ex * ex + ey * ey;
        squares[column] = std::min(square, squares[column]);
      }
    }
  }

  const float* row(std::size_t row) const { return &squares_[row * width_]; }

 private:
  std::size_t width_, height_;
  float reach_;
  std::vector<float> squares_;
};

}  // namespace

std::vector<float> rasterize(const std::vector<Stroke>& strokes, double pen, std::size_t width,
                             std::size_t height) {
  const float reach = static_cast<float>(pen / 2 * kSamples) + 0.5f;
  DistanceField field(width * kSamples, height * kSamples, reach);
  const auto in_samples = [](Point point) { return Point{point.x * kSamples, point.y * kSamples}; };
  for (const Stroke& stroke : strokes)
    for (std::size_t i = 0; i < stroke.size(); ++i)  // the first point alone is a dot
      field.add_segment(in_samples(stroke[i > 0 ? i - 1 : 0]), in_samples(stroke[i]));

  std::vector<float> coverage(width * height, 0.0f);
  for (std::size_t y = 0; y < height * kSamples; ++y) {
    const float* squares = field.row(y);
    float* pixels = &coverage[y / kSamples * width];
    for (std::size_t x = 0; x < width * kSamples; ++x)
      pixels[x / kSamples] += std::min(reach - std::sqrt(squares[x]), 1.0f);
  }
  for (float& pixel : coverage) pixel /= kSamples * kSamples;
  return coverage;
}

}  // namespace inkling
