#include <cmath>

#include "base/error.h"
#include "ink/redraw.h"
#include "session/session.h"

namespace inkling {

namespace {

std::uint8_t label_of(const Drawing& drawing, const std::string& name) {
  if (drawing.label == Drawing::kNothing) return kNoClass;
  if (drawing.label < 0 || drawing.label >= kNoClass)
    fail(name, "every drawing needs a label from 0 to 254, or null");
  return static_cast<std::uint8_t>(drawing.label);
}

void write_bytes(const InkImage& ink, std::span<std::uint8_t> pixels) {
  for (std::size_t i = 0; i < ink.size(); ++i)
    pixels[i] = static_cast<std::uint8_t>(std::lround(ink[i] * 255));
}

class DrawnOrigin final : public Origin {
 public:
  explicit DrawnOrigin(Drawing drawing) : drawing_(std::move(drawing)) {}
  void redraw(Random& random, std::span<std::uint8_t> image) const override {
    write_bytes(*inkling::redraw(drawing_, random), image);
  }

 private:
  Drawing drawing_;
};

}  // namespace

Dataset drawings_as_images(const std::vector<Drawing>& drawings, std::string name) {
  Dataset data;
  data.name = std::move(name);
  data.rows = data.columns = kInkSide;
  for (const auto& drawing : drawings) {
    const auto ink = prepare(drawing);
    if (!ink) continue;
    data.labels.push_back(label_of(drawing, data.name));
    data.images.resize(data.images.size() + ink->size());
    write_bytes(*ink, std::span(data.images).last(ink->size()));
    data.origins.push_back(std::make_shared<DrawnOrigin>(drawing));
  }
  data.label_names = numbered_labels(data.labels);
  return data;
}

std::vector<Scalar> augmented(const Dataset& data, const Json& augmentation, std::uint64_t seed) {
  BatchOptions options{.batch_size = static_cast<int>(data.size()), .seed = seed, .shuffle = false};
  read_fields("augmentation", options.augmentation, augmentation);
  Batches batches(whole(data), options);
  std::vector<Scalar> images(data.images.size());
  std::vector<std::uint8_t> labels(data.size());
  batches.fill(0, {images.data(), batches.image_shape().with_batch(options.batch_size)}, labels);
  return images;
}

}  // namespace inkling
