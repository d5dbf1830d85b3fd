#include "data/augmenter.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/math.h"

namespace inkling {

namespace {

constexpr double kThicknessProbability = 0.5;
constexpr double kToneProbability = 0.3;
constexpr int kToneSteps = 64;

std::size_t area(int height, int width, int channels) {
  return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) *
         static_cast<std::size_t>(channels);
}

double either_side(Random& random, double largest) {
  return random.uniform(-largest, largest);
}

/// Nearly normal, mean 0, standard deviation 1, never beyond 3.5: a sum of four even numbers, cheaper than
/// Random::normal.
float bell(Random& random) {
  const std::uint64_t bits = random.next();
  const std::uint64_t sum =
      (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48 & 0xffff);
  return static_cast<float>(static_cast<std::int32_t>(sum) - 131070) * (1 / 37837.0f);
}

}  // namespace

void ink_of_bytes(std::span<const std::uint8_t> bytes, std::span<Scalar> ink) {
  for (std::size_t i = 0; i < bytes.size(); ++i) ink[i] = static_cast<Scalar>(bytes[i]) / 255;
}

Augmenter::Augmenter(const Augmentation& augmentation, int rows, int columns, int channels)
    : augmentation_(augmentation), rows_(rows), columns_(columns), channels_(channels) {
  require(rows > 0 && columns > 0 && channels > 0, "Augmenter",
          "rows, columns and channels must be positive");
  augmentation_.validate();
  for (int points = kMinPoints; points <= kMaxPoints; ++points) {
    row_knots_[points] = knots(rows, points);
    column_knots_[points] = knots(columns, points);
  }
  source_x_.resize(area(1, columns, 1));
  source_y_.resize(area(1, columns, 1));
  padded_.resize(area(rows + 3, columns + 3, channels));
  warped_.resize(area(rows + 2, columns + 2, channels));
}

/// Catmull and Rom's cubic through points at both ends of the pixels and evenly between.
std::vector<Augmenter::Knot> Augmenter::knots(int pixels, int points) {
  std::vector<Knot> knots(static_cast<std::size_t>(pixels));
  for (int i = 0; i < pixels; ++i) {
    const double place = pixels > 1 ? static_cast<double>(i) / (pixels - 1) * (points - 1) : 0;
    const int first = std::min(static_cast<int>(place), points - 2);
    const double t = place - first;
    auto& knot = knots[static_cast<std::size_t>(i)];
    knot.first = first;
    knot.weights[0] = static_cast<float>(((2 - t) * t - 1) * t / 2);
    knot.weights[1] = static_cast<float>(((3 * t - 5) * t * t + 2) / 2);
    knot.weights[2] = static_cast<float>(((4 - 3 * t) * t + 1) * t / 2);
    knot.weights[3] = static_cast<float>((t - 1) * t * t / 2);
  }
  return knots;
}

void Augmenter::augment(std::span<const std::uint8_t> image, Random& random, std::span<Scalar> augmented) {
  const auto& how = augmentation_;
  const double angle = either_side(random, how.rotation_degrees) * (math::kPi / 180);
  const double scale = 1 + either_side(random, how.scale);
  const double stretch = std::sqrt(1 + either_side(random, how.aspect));
  const double shear = either_side(random, how.shear);
  const double shift_x = either_side(random, how.shift);
  const double shift_y = either_side(random, how.shift);
  const bool change_width = random.uniform() < kThicknessProbability;
  const double drawn_change = either_side(random, how.thickness);
  const double width_change = change_width ? drawn_change : 0;
  const bool tone = random.uniform() < kToneProbability;
  const double gain = 1 + either_side(random, how.gain);
  const double exponent = math::exp(either_side(random, how.gamma));

  // The way back from a pixel of the result: shift, rotation, shear and scale undone in this order.
  const double sine = math::sin(angle), cosine = math::cos(angle);
  const double x_scale = 1 / (scale * stretch), y_scale = stretch / scale;
  const double matrix[4] = {(cosine + shear * sine) * x_scale, (sine - shear * cosine) * x_scale,
                            -sine * y_scale, cosine * y_scale};
  const double centre_x = (columns_ - 1) / 2.0, centre_y = (rows_ - 1) / 2.0;
  from_[0] = static_cast<float>(matrix[0]);
  from_[1] = static_cast<float>(matrix[1]);
  from_[2] = static_cast<float>(centre_x - matrix[0] * shift_x - matrix[1] * shift_y);
  from_[3] = static_cast<float>(matrix[2]);
  from_[4] = static_cast<float>(matrix[3]);
  from_[5] = static_cast<float>(centre_y - matrix[2] * shift_x - matrix[3] * shift_y);

  const int points = kMinPoints + static_cast<int>(random.below(kMaxPoints - kMinPoints + 1));
  draw_grid(points, random);
  pad(image);
  for (int row = 0; row < rows_; ++row) {
    place_row(row, points);
    sample_row(row);
  }
  write(width_change, augmented);
  if (tone && (how.gain > 0 || how.gamma > 0)) change_tone(gain, exponent, augmented);
}

void Augmenter::pad(std::span<const std::uint8_t> image) {
  const std::size_t width = area(1, columns_, channels_), stride = area(1, columns_ + 3, channels_);
  for (int row = 0; row < rows_; ++row) {
    const std::uint8_t* from = image.data() + static_cast<std::size_t>(row) * width;
    float* to = padded_.data() + static_cast<std::size_t>(row + 1) * stride + channels_;
    for (std::size_t i = 0; i < width; ++i) to[i] = static_cast<float>(from[i]) / 255;
  }
}

void Augmenter::draw_grid(int points, Random& random) {
  const auto deviation = static_cast<float>(augmentation_.elastic);
  for (int i = 1; i <= points; ++i) {
    for (int j = 1; j <= points; ++j) {
      grid_.x[i][j] = deviation * bell(random);
      grid_.y[i][j] = deviation * bell(random);
    }
  }
  for (auto* values : {grid_.x, grid_.y}) {
    for (int i = 1; i <= points; ++i) {
      values[i][0] = values[i][1];
      values[i][points + 1] = values[i][points];
    }
    std::copy_n(values[1], points + 2, values[0]);
    std::copy_n(values[points], points + 2, values[points + 1]);
  }
}

/// Where the pixels of a row of the result come from, in pixels of the padded image.
void Augmenter::place_row(int row, int points) {
  const Knot& knot = row_knots_[points][static_cast<std::size_t>(row)];
  float row_x[kMaxPoints + 2], row_y[kMaxPoints + 2];
  for (int j = 0; j < points + 2; ++j) {
    row_x[j] = row_y[j] = 0;
    for (int k = 0; k < 4; ++k) {
      row_x[j] += knot.weights[k] * grid_.x[knot.first + k][j];
      row_y[j] += knot.weights[k] * grid_.y[knot.first + k][j];
    }
  }
  const float dy = static_cast<float>(row) - static_cast<float>(rows_ - 1) / 2;
  const float start_x = from_[1] * dy + from_[2] + 1, start_y = from_[4] * dy + from_[5] + 1;
  const float largest_x = static_cast<float>(columns_ + 1), largest_y = static_cast<float>(rows_ + 1);
  for (int column = 0; column < columns_; ++column) {
    const Knot& across = column_knots_[points][static_cast<std::size_t>(column)];
    const float* w = across.weights;
    const float* along_x = row_x + across.first;
    const float* along_y = row_y + across.first;
    const float dx = static_cast<float>(column) - static_cast<float>(columns_ - 1) / 2;
    const float x = from_[0] * dx + start_x +
                    (w[0] * along_x[0] + w[1] * along_x[1] + w[2] * along_x[2] + w[3] * along_x[3]);
    const float y = from_[3] * dx + start_y +
                    (w[0] * along_y[0] + w[1] * along_y[1] + w[2] * along_y[2] + w[3] * along_y[3]);
    source_x_[static_cast<std::size_t>(column)] = std::min(std::max(x, 0.0f), largest_x);
    source_y_[static_cast<std::size_t>(column)] = std::min(std::max(y, 0.0f), largest_y);
  }
}

void Augmenter::sample_row(int row) {
  const std::size_t stride = area(1, columns_ + 3, channels_);
  const auto step = static_cast<std::size_t>(channels_);
  float* to = warped_.data() + area(row + 1, columns_ + 2, channels_) + step;
  for (std::size_t column = 0; column < source_x_.size(); ++column) {
    const auto x = static_cast<std::size_t>(static_cast<int>(source_x_[column]));
    const auto y = static_cast<std::size_t>(static_cast<int>(source_y_[column]));
    const float across = source_x_[column] - static_cast<float>(static_cast<int>(x));
    const float down = source_y_[column] - static_cast<float>(static_cast<int>(y));
    const float* from = padded_.data() + y * stride + x * step;
    for (std::size_t c = 0; c < step; ++c, ++from) {
      const float upper = from[0] + across * (from[step] - from[0]);
      const float lower = from[stride] + across * (from[stride + step] - from[stride]);
      *to++ = upper + down * (lower - upper);
    }
  }
}

/// Strokes become wider by `width_change` pixels: each edge moves by half of it, towards the largest (or the
/// least, where it is negative) of a pixel and its four neighbours.
void Augmenter::write(double width_change, std::span<Scalar> augmented) const {
  const std::size_t width = area(1, columns_, channels_), stride = area(1, columns_ + 2, channels_);
  const auto step = static_cast<std::size_t>(channels_);
  const float amount = static_cast<float>(std::fabs(width_change) / 2);
  for (int row = 0; row < rows_; ++row) {
    const float* at = warped_.data() + static_cast<std::size_t>(row + 1) * stride + step;
    Scalar* to = augmented.data() + static_cast<std::size_t>(row) * width;
    const auto blend = [&](auto extreme) {
      for (std::size_t i = 0; i < width; ++i, ++at) {
        const float beside = extreme(*(at - step), at[step]);
        const float above = extreme(*(at - stride), at[stride]);
        to[i] = *at + amount * (extreme(extreme(beside, above), *at) - *at);
      }
    };
    if (width_change >= 0)
      blend([](float a, float b) { return a > b ? a : b; });
    else
      blend([](float a, float b) { return a < b ? a : b; });
  }
}

/// min(1, gain * ink ^ exponent), the power read from a table with straight lines between its entries.
void Augmenter::change_tone(double gain, double exponent, std::span<Scalar> augmented) const {
  float table[kToneSteps + 1];
  for (int i = 0; i <= kToneSteps; ++i)
    table[i] = static_cast<float>(gain * math::pow(static_cast<double>(i) / kToneSteps, exponent));
  for (auto& value : augmented) {
    const float place = static_cast<float>(value) * kToneSteps;
    const int i = std::min(static_cast<int>(place), kToneSteps - 1);
    const float tone = table[i] + (place - static_cast<float>(i)) * (table[i + 1] - table[i]);
    value = std::min(tone, 1.0f);
  }
}

}  // namespace inkling
