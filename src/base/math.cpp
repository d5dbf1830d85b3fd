#include "base/math.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>

namespace inkling::math {

namespace {

constexpr double kLn2High = 0x1.62e42fefa0000p-1;
constexpr double kLn2Low = 0x1.cf79abc9e3b39p-40;
constexpr double kHalfPiHigh = 0x1.921fb54400000p+0;
constexpr double kHalfPiMiddle = 0x1.0b4611a600000p-34;
constexpr double kHalfPiLow = 0x1.3198a2e037073p-69;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double power_of_two(int exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

// Taylor polynomials on |r| <= pi/4.
double sin_near_zero(double r) {
  const double s = r * r;
  double sum = 0;
  for (int n = 19; n >= 3; n -= 2) sum = (1 - sum) * s / (n * (n - 1));
  return r - r * sum;
}

double cos_near_zero(double r) {
  const double s = r * r;
  double sum = 0;
  for (int n = 20; n >= 2; n -= 2) sum = (1 - sum) * s / (n * (n - 1));
  return 1 - sum;
}

double sine_of_quadrant(double x, int shift) {
  if (!(std::fabs(x) <= 1e6)) return kNaN;
  const double k = std::floor(x / (kPi / 2) + 0.5);
  const double r = ((x - k * kHalfPiHigh) - k * kHalfPiMiddle) - k * kHalfPiLow;
  switch ((static_cast<std::int64_t>(k) + shift) & 3) {
    case 0:
      return sin_near_zero(r);
    case 1:
      return cos_near_zero(r);
    case 2:
      return -sin_near_zero(r);
    default:
      return -cos_near_zero(r);
  }
}

}  // namespace

double exp(double x) {
  if (x != x) return x;
  if (x > 709.782712893384) return kInfinity;
  if (x < -745.2) return 0;
  const double k = std::floor(x * 1.4426950408889634 + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low;
  double sum = 1;
  for (int n = 14; n >= 1; --n) sum = 1 + sum * (r * (1.0 / n));
  const int half = static_cast<int>(k) / 2;
  return sum * power_of_two(half) * power_of_two(static_cast<int>(k) - half);
}

double log(double x) {
  if (x != x || x < 0) return kNaN;
  if (x == 0) return -kInfinity;
  if (x == kInfinity) return x;
  int exponent = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    exponent = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  exponent += static_cast<int>(bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  const double s = (m - 1) / (m + 1);
  const double square = s * s;
  double sum = 0;
  for (int n = 23; n >= 3; n -= 2) sum = square * (1.0 / n + sum);
  return exponent * kLn2High + (exponent * kLn2Low + 2 * (s + s * sum));
}

double sin(double x) {
  return sine_of_quadrant(x, 0);
}

double cos(double x) {
  return sine_of_quadrant(x, 1);
}

double tanh(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude > 20) return x > 0 ? 1 : -1;
  if (magnitude < 1e-4) return x - x * x * x / 3;
  const double e = exp(2 * x);
  return (e - 1) / (e + 1);
}

double erf(double x) {
  // erfc(z) = t exp(-z^2 + p(t)) with t = 2 / (2 + z) and a Chebyshev series for p.
  constexpr double kSeries[] = {
      -1.3026537197817094342,     0.6419697923564902603,     0.019476473204185836312,
      -0.0095615147868086316419,  -0.0009465953444820368663, 0.00036683949785276145187,
      4.2523324806907771645e-5,   -2.0278578112534243154e-5, -1.6242900046470255135e-6,
      1.3036558355805232018e-6,   1.5626441722066143178e-8,  -8.5238095914926542525e-8,
      6.5290544390988514964e-9,   5.0593434955514689418e-9,  -9.9136415649303308674e-10,
      -2.2736512229318358557e-10, 9.646791102015526802e-11,  2.3940380830391147447e-12,
      -6.8860275264975533984e-12, 8.9448792730907257167e-13, 3.1309213993429580783e-13,
      -1.1270822361367252366e-13, 3.8109052551892320559e-16, 7.1060976136092369877e-15,
      -1.5230282014571043042e-15};
  const double z = std::fabs(x), t = 2 / (2 + z), u = 4 * t - 2;
  double b = 0, next = 0;
  for (int i = static_cast<int>(std::size(kSeries)) - 1; i > 0; --i) {
    const double before = next;
    next = b;
    b = u * next - before + kSeries[i];
  }
  const double complement = t * exp(-z * z + 0.5 * (kSeries[0] + u * b) - next);
  return x < 0 ? complement - 1 : 1 - complement;
}

double pow(double x, double y) {
  if (y == 0) return 1;
  if (x == 0) return y > 0 ? 0 : kInfinity;
  return exp(y * log(x));
}

}  // namespace inkling::math
