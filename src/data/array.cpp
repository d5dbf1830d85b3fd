#include "data/array.h"

#include <cstdio>

namespace inkling {

namespace {

struct ElementAbout {
  const char* name;
  std::size_t bytes;
};

ElementAbout about(Element element) {
  switch (element) {
    case Element::kBool:
      return {"bool", 1};
    case Element::kUint8:
      return {"uint8", 1};
    case Element::kInt8:
      return {"int8", 1};
    case Element::kUint16:
      return {"uint16", 2};
    case Element::kInt16:
      return {"int16", 2};
    case Element::kUint32:
      return {"uint32", 4};
    case Element::kInt32:
      return {"int32", 4};
    case Element::kUint64:
      return {"uint64", 8};
    case Element::kInt64:
      return {"int64", 8};
    case Element::kFloat32:
      return {"float32", 4};
    case Element::kFloat64:
      return {"float64", 8};
    case Element::kText:
      break;
  }
  return {"text", 0};
}

}  // namespace

const char* element_name(Element element) {
  return about(element).name;
}

std::size_t element_bytes(Element element) {
  return about(element).bytes;
}

std::size_t Array::size() const {
  std::size_t product = 1;
  for (const auto side : shape) product *= side;
  return product;
}

std::string Array::shape_text() const {
  std::string text;
  for (const auto side : shape) text += (text.empty() ? "" : "x") + std::to_string(side);
  return text.empty() ? "one number" : text;
}

std::size_t checked_product(std::span<const std::size_t> sizes, std::size_t limit) {
  if (std::find(sizes.begin(), sizes.end(), 0u) != sizes.end()) return 0;
  std::size_t product = 1;
  for (const auto size : sizes) {
    if (size > limit / product) return limit + 1;
    product *= size;
  }
  return product;
}

std::string number_text(double number, int digits) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*g", digits, number);
  return text;
}

}  // namespace inkling
