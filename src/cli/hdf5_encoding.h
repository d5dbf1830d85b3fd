#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace inkling::hdf5 {

using Word = std::uint64_t;

/// Bytes that are put together from the first to the last, little-endian.
struct Block {
  std::vector<std::byte> bytes;

  std::size_t size() const { return bytes.size(); }
  Block& number(Word value, std::size_t bytes);
  Block& words(std::initializer_list<Word> values);
  Block& text(std::string_view text) { return put(std::as_bytes(std::span(text))); }
  Block& put(std::span<const std::byte> more);
  Block& put(const Block& more) { return put(more.bytes); }
  /// Zeros up to a size, or to the end of a word.
  Block& fill(std::size_t size);
  Block& fill() { return fill((size() + 7) / 8 * 8); }
};

/// Of so many axes; of none for a single element.
Block space_of(const std::vector<Word>& sizes);
Block integer_type(std::size_t size, bool is_signed);
Block float_type(std::size_t size);

/// Texts that stand in a heap, and where each of them does.
struct Texts {
  Word heap = 0;
  std::map<std::string, Word> index;
};

/// An attribute as h5py writes it: a text in the heap, texts of one length, numbers of 64 bits.
Block attribute_of(const std::string& name, const Json& value, const Texts& texts);

}  // namespace inkling::hdf5
