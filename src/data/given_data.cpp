#include "data/given_data.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "data/label_names.h"
#include "data/number_range.h"

namespace inkling {

namespace {

/// Bytes that are ink as they stand need no check.
bool are_bytes_of_ink(const GivenData& given) {
  return given.images.element == Element::kUint8 && given.scaling == Scaling().text();
}

Scaling scaling_of(const GivenData& given, const ImageLayout& layout) {
  if (are_bytes_of_ink(given)) return {};
  NumberRange range;
  range.add(given.images, layout);
  const auto readings = readings_of(range, given.scaling, given.images.name);
  require_certain(range, readings, given.images.name);
  return readings[0].scaling;
}

}  // namespace

void GivenData::set_shape(int rows, int columns, int channels) {
  const std::size_t numbers = images.size(), count = labels.size();
  images.shape = {count};
  for (const int side : {rows, columns, channels})
    images.shape.push_back(static_cast<std::size_t>(std::max(side, 0)));
  if (count == 0 || checked_product(images.shape, numbers) != numbers)
    fail("data", "{} labels, but {} numbers of images of {}x{}x{}", count, numbers, rows, columns, channels);
}

Dataset as_dataset(GivenData given) {
  const ImageLayout layout = image_layout(given.images);
  Dataset data{.name = "data",
               .rows = layout.rows,
               .columns = layout.columns,
               .channels = layout.channels,
               .images = as_ink(given.images, layout, scaling_of(given, layout)),
               .label_names = std::move(given.label_names)};
  if (data.label_names.empty()) {
    NamedLabels named = name_labels({read_labels(given.labels)}, {});
    data.labels = std::move(named.labels[0]);
    data.label_names = std::move(named.names);
  } else {
    given.labels.each(0, given.labels.size(), [&](double value) {
      if (!(value >= 0 && value <= kNoClass && value == std::floor(value)))
        fail("data", "labels must be whole numbers below {}, got {}", data.label_names.size(),
             number_text(value, 6));
      data.labels.push_back(static_cast<std::uint8_t>(value));
    });
  }
  data.validate();
  return data;
}

}  // namespace inkling
