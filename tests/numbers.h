#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "base/random.h"
#include "tensor/scalar.h"

namespace inkling::tests {

using Numbers = std::vector<Scalar>;
using LabelList = std::vector<std::uint8_t>;

inline constexpr bool kDouble = sizeof(Scalar) == 8;

/// A JSON list of numbers.
inline Numbers scalars(const Json& list) {
  return list.get<Numbers>();
}

/// `n` random numbers, evenly from [low, high).
inline Numbers random_scalars(std::size_t n, Random& random, double low = -1, double high = 1) {
  Numbers values(n);
  for (Scalar& value : values) value = static_cast<Scalar>(random.uniform(low, high));
  return values;
}

/// The largest |a - e| / (1 + |e|); infinite where sizes differ or something is not a number.
template <typename A, typename E>
double distance(const A& actual, const E& expected) {
  if (std::size(actual) != std::size(expected)) return INFINITY;
  double largest = 0;
  auto e = std::begin(expected);
  for (const double a : actual) {
    const double expect = *e++, distance = std::fabs(a - expect) / (1 + std::fabs(expect));
    if (!(distance <= largest)) largest = distance == distance ? distance : INFINITY;
  }
  return largest;
}

template <typename A, typename E>
bool same(const A& actual, const E& expected) {
  return std::equal(std::begin(actual), std::end(actual), std::begin(expected), std::end(expected));
}

/// What `action` refuses to do, in words; empty where it does it.
template <typename Action>
std::string refusal(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace inkling::tests
