#include "io/cpp_header_parts.h"

namespace inkling {

const char* const kCppHeaderBegin =
    R"(// A network that Inkling exported, for any compiler of C++11: no library and no memory from the heap.
//
//   #include "@file@"
//   float outputs[@name@::kOutputs];
//   @name@::predict(image, outputs);  // image: @inputs@ numbers, row by row, 0 for paper to 1 for ink
//
// @name@::test() gives how far its answers to @tests@ digits are from Inkling's: 0.00001 at most.
#ifndef INKLING_@name@_H
#define INKLING_@name@_H

#include <cmath>

namespace @name@ {

static const int kInputs = @inputs@, kOutputs = @outputs@, kTests = @tests@;

)";

const char* const kCppHeaderFunctions = R"(
// Images are (height, width, channels), as they come. "top" and "left" are the rows and columns of padding before.

inline void copy(const float* x, int count, float* y) {
  for (int i = 0; i < count; ++i) y[i] = x[i];
}

/// kernel (kernel_height, kernel_width, channels, filters)
inline void conv2d(const float* x, int height, int width, int channels, int kernel_height, int kernel_width,
                   int row_step, int column_step, int top, int left, int rows, int columns, const float* kernel,
                   const float* bias, int filters, float* y) {
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column, y += filters) {
      for (int f = 0; f < filters; ++f) y[f] = bias ? bias[f] : 0;
      for (int i = 0; i < kernel_height; ++i)
        for (int j = 0; j < kernel_width; ++j) {
          const int from = row * row_step + i - top, at = column * column_step + j - left;
          if (from < 0 || from >= height || at < 0 || at >= width) continue;
          const float* pixel = x + (from * width + at) * channels;
          const float* weights = kernel + (i * kernel_width + j) * channels * filters;
          for (int c = 0; c < channels; ++c)
            for (int f = 0; f < filters; ++f) y[f] += pixel[c] * weights[c * filters + f];
        }
    }
}

/// kernel (kernel_height, kernel_width, channels, outputs / channels)
inline void depthwise_conv2d(const float* x, int height, int width, int channels, int kernel_height,
                             int kernel_width, int row_step, int column_step, int top, int left, int rows,
                             int columns, const float* kernel, const float* bias, int outputs, float* y) {
  const int each = outputs / channels;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column, y += outputs) {
      for (int o = 0; o < outputs; ++o) y[o] = bias ? bias[o] : 0;
      for (int i = 0; i < kernel_height; ++i)
        for (int j = 0; j < kernel_width; ++j) {
          const int from = row * row_step + i - top, at = column * column_step + j - left;
          if (from < 0 || from >= height || at < 0 || at >= width) continue;
          const float* pixel = x + (from * width + at) * channels;
          const float* weights = kernel + (i * kernel_width + j) * outputs;
          for (int o = 0; o < outputs; ++o) y[o] += pixel[o / each] * weights[o];
        }
    }
}

inline void dense(const float* x, int inputs, const float* kernel, const float* bias, int units, float* y) {
  for (int u = 0; u < units; ++u) y[u] = bias ? bias[u] : 0;
  for (int i = 0; i < inputs; ++i)
    for (int u = 0; u < units; ++u) y[u] += x[i] * kernel[i * units + u];
}

inline void max_pool(const float* x, int height, int width, int channels, int window_height, int window_width,
                     int row_step, int column_step, int top, int left, int rows, int columns, float* y) {
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      for (int c = 0; c < channels; ++c) {
        bool is_first = true;
        float most = 0;
        for (int i = 0; i < window_height; ++i)
          for (int j = 0; j < window_width; ++j) {
            const int from = row * row_step + i - top, at = column * column_step + j - left;
            if (from < 0 || from >= height || at < 0 || at >= width) continue;
            const float value = x[(from * width + at) * channels + c];
            if (is_first || value > most) most = value;
            is_first = false;
          }
        *y++ = most;
      }
}

inline void average_pool(const float* x, int height, int width, int channels, int window_height,
                         int window_width, int row_step, int column_step, int top, int left, int rows,
                         int columns, float* y) {
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      for (int c = 0; c < channels; ++c) {
        int count = 0;
        float sum = 0;
        for (int i = 0; i < window_height; ++i)
          for (int j = 0; j < window_width; ++j) {
            const int from = row * row_step + i - top, at = column * column_step + j - left;
            if (from < 0 || from >= height || at < 0 || at >= width) continue;
            sum += x[(from * width + at) * channels + c];
            ++count;
          }
        *y++ = sum / count;
      }
}

inline void zero_pad(const float* x, int height, int width, int channels, int above, int below, int left,
                     int right, float* y) {
  for (int row = -above; row < height + below; ++row)
    for (int column = -left; column < width + right; ++column)
      for (int c = 0; c < channels; ++c) {
        const bool is_inside = row >= 0 && row < height && column >= 0 && column < width;
        *y++ = is_inside ? x[(row * width + column) * channels + c] : 0;
      }
}

/// Axis i of y is axis first, second or third of x.
inline void permute(const float* x, int height, int width, int channels, int first, int second, int third,
                    float* y) {
  const int sizes[] = {height, width, channels}, steps[] = {width * channels, channels, 1};
  for (int i = 0; i < sizes[first]; ++i)
    for (int j = 0; j < sizes[second]; ++j)
      for (int k = 0; k < sizes[third]; ++k) *y++ = x[i * steps[first] + j * steps[second] + k * steps[third]];
}

inline void normalize(float* x, int count, int channels, const float* scale, const float* shift) {
  for (int i = 0; i < count; ++i) x[i] = x[i] * scale[i % channels] + shift[i % channels];
}

inline void rescale(float* x, int count, float scale, float offset) {
  for (int i = 0; i < count; ++i) x[i] = x[i] * scale + offset;
}

inline void relu(float* x, int count) {
  for (int i = 0; i < count; ++i) x[i] = x[i] > 0 ? x[i] : 0;
}

inline void leaky_relu(float* x, int count, float slope) {
  for (int i = 0; i < count; ++i) x[i] = x[i] > 0 ? x[i] : x[i] * slope;
}

inline void elu(float* x, int count) {
  for (int i = 0; i < count; ++i) x[i] = x[i] > 0 ? x[i] : std::exp(x[i]) - 1;
}

inline void gelu(float* x, int count) {
  for (int i = 0; i < count; ++i) x[i] = x[i] * 0.5f * (1 + std::erf(x[i] * 0.70710678f));
}

inline void sigmoid(float* x, int count) {
  for (int i = 0; i < count; ++i) x[i] = 1 / (1 + std::exp(-x[i]));
}

inline void tanh(float* x, int count) {
  for (int i = 0; i < count; ++i) x[i] = std::tanh(x[i]);
}

/// Over each `classes` numbers.
inline void softmax(float* x, int count, int classes) {
  for (float* row = x; row < x + count; row += classes) {
    float most = row[0], sum = 0;
    for (int i = 1; i < classes; ++i) most = row[i] > most ? row[i] : most;
    for (int i = 0; i < classes; ++i) sum += row[i] = std::exp(row[i] - most);
    for (int i = 0; i < classes; ++i) row[i] /= sum;
  }
}
)";

const char* const kCppHeaderEnd = R"(
/// The largest difference between its answers and Inkling's.
inline float test() {
  static float image[kInputs], outputs[kOutputs];
  float largest = 0;
  for (int i = 0; i < kTests; ++i) {
    for (int p = 0; p < kInputs; ++p) image[p] = kTestImages[i * kInputs + p] / 255.0f;
    predict(image, outputs);
    for (int o = 0; o < kOutputs; ++o) {
      const float difference = std::fabs(outputs[o] - kTestAnswers[i * kOutputs + o]);
      if (!(difference <= largest)) largest = difference;
    }
  }
  return largest;
}

}  // namespace @name@

#endif
)";

}  // namespace inkling
