#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cli/hdf5_format.h"
#include "tensor/shape.h"

namespace inkling::hdf5 {

/// What each element of a data set or of an attribute is.
struct Type {
  enum Kind { kOther, kInteger, kFloat, kText, kTextElsewhere };
  Kind kind = kOther;
  std::size_t size = 0;
  bool is_signed = false, is_big_endian = false, ends_in_blanks = false;

  /// The number that stands there.
  std::int64_t integer(Cursor at) const;
  double real(Cursor at) const;
};

Type read_type(const Part& part);

/// How many there are.
struct Space {
  enum Kind { kScalar, kArray, kNone };
  Kind kind;
  std::vector<std::uint64_t> sizes;

  /// Throws an Error where there are more than any file has.
  std::size_t elements() const;
};

Space read_space(Cursor part);

/// The attributes among what describes an object.
Json::object_t read_attributes(const File& file, const std::vector<Part>& parts, Budget& budget);

}  // namespace inkling::hdf5
