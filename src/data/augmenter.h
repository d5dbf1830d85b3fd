#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "data/augmentation.h"
#include "tensor/scalar.h"

namespace inkling {

/// byte / 255, for each byte.
void ink_of_bytes(std::span<const std::uint8_t> bytes, std::span<Scalar> ink);

/// Augments images of one shape. Allocates nothing once it is made; each thread needs its own.
class Augmenter {
 public:
  Augmenter(const Augmentation& augmentation, int rows, int columns, int channels = 1);

  /// `image`, 0..255, and `augmented`, 0..1, are (rows, columns, channels) and have paper all around. The
  /// same bits on every machine for the same state of `random`; switching one thing off leaves the rest as
  /// drawn.
  void augment(std::span<const std::uint8_t> image, Random& random, std::span<Scalar> augmented);

 private:
  static constexpr int kMinPoints = 4;
  static constexpr int kMaxPoints = 7;

  /// A row or column among the points of the grid: the first of the four that matter, and their weights.
  struct Knot {
    int first = 0;
    float weights[4] = {};
  };
  /// Displacements of up to kMaxPoints^2 points; those at the ends are repeated once beyond them.
  struct Grid {
    float x[kMaxPoints + 2][kMaxPoints + 2] = {};
    float y[kMaxPoints + 2][kMaxPoints + 2] = {};
  };

  static std::vector<Knot> knots(int pixels, int points);

  void pad(std::span<const std::uint8_t> image);
  void draw_grid(int points, Random& random);
  void place_row(int row, int points);
  void sample_row(int row);
  void write(double width_change, std::span<Scalar> augmented) const;
  void change_tone(double gain, double exponent, std::span<Scalar> augmented) const;

  Augmentation augmentation_;
  int rows_, columns_, channels_;
  std::vector<Knot> row_knots_[kMaxPoints + 1], column_knots_[kMaxPoints + 1];
  Grid grid_;
  /// Where a pixel of the result comes from: x = from_[0] * dx + from_[1] * dy + from_[2], y likewise, with
  /// dx and dy counted from the centre.
  float from_[6] = {};
  std::vector<float> source_x_, source_y_;
  /// The image with a border of paper, one pixel before and two after, and the result with one all around.
  std::vector<float> padded_, warped_;
};

}  // namespace inkling
