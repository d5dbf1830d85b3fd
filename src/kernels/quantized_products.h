#pragma once

// Products of whole numbers, written once over the widest instruction that multiplies pairs of them; see
// quantized.h.

#include <algorithm>
#include <array>
#include <cstring>

#include "kernels/nonzero.h"
#include "kernels/quantized.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <immintrin.h>
#endif

namespace inkling::INKLING_KERNELS {

namespace {

/// The sums of 8 columns. add() takes 8 pairs of numbers, each of which is multiplied by the pair of factors.
struct EightSums {
#if defined(__wasm_simd128__)
  v128_t low, high;
  explicit EightSums(const std::int32_t* sums) : low(wasm_v128_load(sums)), high(wasm_v128_load(sums + 4)) {}
  void store(std::int32_t* sums) const {
    wasm_v128_store(sums, low);
    wasm_v128_store(sums + 4, high);
  }
  void add(const std::int8_t* pairs, std::int32_t factors) {
    const v128_t both = wasm_i32x4_splat(factors);
    low = wasm_i32x4_add(low, wasm_i32x4_dot_i16x8(wasm_i16x8_load8x8(pairs), both));
    high = wasm_i32x4_add(high, wasm_i32x4_dot_i16x8(wasm_i16x8_load8x8(pairs + 8), both));
  }
#elif defined(__AVX2__)
  __m256i all;
  explicit EightSums(const std::int32_t* sums)
      : all(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(sums))) {}
  void store(std::int32_t* sums) const {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums), all);
  }
  void add(const std::int8_t* pairs, std::int32_t factors) {
    const __m256i numbers = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(pairs)));
    all = _mm256_add_epi32(all, _mm256_madd_epi16(numbers, _mm256_set1_epi32(factors)));
  }
#elif defined(__SSE2__)
  __m128i low, high;
  explicit EightSums(const std::int32_t* sums)
      : low(_mm_loadu_si128(reinterpret_cast<const __m128i*>(sums))),
        high(_mm_loadu_si128(reinterpret_cast<const __m128i*>(sums + 4))) {}
  void store(std::int32_t* sums) const {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(sums), low);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(sums + 4), high);
  }
  void add(const std::int8_t* pairs, std::int32_t factors) {
    const __m128i numbers = _mm_loadu_si128(reinterpret_cast<const __m128i*>(pairs)),
                  both = _mm_set1_epi32(factors);
    const auto products = [&](__m128i twice) { return _mm_madd_epi16(_mm_srai_epi16(twice, 8), both); };
    low = _mm_add_epi32(low, products(_mm_unpacklo_epi8(numbers, numbers)));
    high = _mm_add_epi32(high, products(_mm_unpackhi_epi8(numbers, numbers)));
  }
#else
  std::array<std::int32_t, 8> all;
  explicit EightSums(const std::int32_t* sums) {
    std::copy_n(sums, 8, all.begin());
  }
  void store(std::int32_t* sums) const {
    std::copy_n(all.begin(), 8, sums);
  }
  void add(const std::int8_t* pairs, std::int32_t factors) {
    std::int16_t both[2];
    std::memcpy(both, &factors, sizeof both);
    for (int j = 0; j < 8; ++j) all[j] += both[0] * pairs[2 * j] + both[1] * pairs[2 * j + 1];
  }
#endif
};

void quantized_row(const std::int16_t* factors, const std::int8_t* values, int pairs, int n, int first,
                   int last, std::int32_t* sums) {
  constexpr int kTogether = 8;  // for each time that the sums are read and written
  const auto factors_of = [&](int pair) {
    std::int32_t both;
    std::memcpy(&both, factors + std::ptrdiff_t{2} * pair, sizeof both);
    return both;
  };
  const auto add = [&](const int* which, auto count) {
    std::array<std::int32_t, count> both;
    std::array<const std::int8_t*, count> from;
    for (int k = 0; k < count; ++k) {
      both[k] = factors_of(which[k]);
      from[k] = values + std::ptrdiff_t{2} * which[k] * n;
    }
    for (int j = first; j < last; j += 8) {
      EightSums eight(sums + j);
      for (int k = 0; k < count; ++k) eight.add(from[k] + std::ptrdiff_t{2} * j, both[k]);
      eight.store(sums + j);
    }
  };
  for_each_nonzero<kTogether>(
      pairs, [&](int pair) { return factors_of(pair) != 0; }, add);
}

constexpr QuantizedProducts kQuantized{quantized_row};

}  // namespace

}  // namespace inkling::INKLING_KERNELS
