#include "data/batches.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"

namespace inkling {

namespace {

constexpr const char* kBatches = "Batches";
/// Beyond the index of any image.
constexpr std::uint64_t kOrder = 0xffffffff;
constexpr std::size_t kImagesPerTask = 8;

std::uint64_t stream_of(std::uint64_t epoch, std::uint64_t index) {
  return (epoch + 1) << 32 | index;
}

}  // namespace

Batches::Batches(Subset images, const BatchOptions& options)
    : images_(std::move(images)),
      batch_size_(static_cast<std::size_t>(std::max(options.batch_size, 0))),
      seed_(options.seed),
      shuffle_(options.shuffle),
      augmentation_(options.augmentation) {
  if (options.batch_size <= 0) fail(kBatches, "batch_size must be positive, got {}", options.batch_size);
  require(images_.dataset && images_.size() > 0, kBatches, "no images");
  for (const auto index : images_.indices)
    if (index >= images_.dataset->size()) fail(kBatches, "image {} of {}", index, images_.dataset->size());
  images_.dataset->validate();
  augmentation_.validate();
  start_epoch(0);
}

std::size_t Batches::count() const {
  return (images_.size() + batch_size_ - 1) / batch_size_;
}

std::size_t Batches::size(std::size_t batch) const {
  return std::min(batch_size_, images_.size() - batch * batch_size_);
}

Shape Batches::image_shape() const {
  const Dataset& dataset = *images_.dataset;
  return {dataset.rows, dataset.columns, dataset.channels};
}

void Batches::start_epoch(std::uint64_t epoch) {
  epoch_ = epoch;
  order_ = images_.indices;
  if (shuffle_) Random(seed_, stream_of(epoch, kOrder)).shuffle(std::span(order_));
}

std::size_t Batches::fill(std::size_t batch, TensorView images, std::span<std::uint8_t> labels) {
  if (batch >= count()) fail(kBatches, "batch {} of {}", batch, count());
  const std::size_t filled = size(batch);
  const Shape expected = image_shape().with_batch(static_cast<int>(filled));
  bool fits = images && images.shape.rank() == expected.rank() && images.shape[0] >= expected[0];
  for (int axis = 1; fits && axis < expected.rank(); ++axis) fits = images.shape[axis] == expected[axis];
  if (!fits) fail(kBatches, "room needed for {}, got {}", expected, images.shape);
  if (labels.size() < filled) fail(kBatches, "room needed for {} labels, got {}", filled, labels.size());

  const Dataset& dataset = *images_.dataset;
  if (augmentation_.any())
    while (augmenters_.size() < thread_count()) {
      augmenters_.emplace_back(augmentation_, dataset.rows, dataset.columns, dataset.channels);
      redrawn_.emplace_back(dataset.image_size());
    }
  const std::span<const std::uint32_t> indices(order_.data() + batch * batch_size_, filled);
  const std::size_t image_size = dataset.image_size();
  parallel_for((filled + kImagesPerTask - 1) / kImagesPerTask, [&](std::size_t task, std::size_t worker) {
    const std::size_t end = std::min((task + 1) * kImagesPerTask, filled);
    for (std::size_t i = task * kImagesPerTask; i < end; ++i) {
      write_image(indices[i], worker, {images.data + i * image_size, image_size});
      labels[i] = dataset.labels[indices[i]];
    }
  });
  return filled;
}

void Batches::write_image(std::uint32_t index, std::size_t worker, std::span<Scalar> image) {
  const Dataset& dataset = *images_.dataset;
  auto source = dataset.image(index);
  if (augmenters_.empty()) return ink_of_bytes(source, image);
  Random random(seed_, stream_of(epoch_, index));
  if (!dataset.origins.empty() && dataset.origins[index]) {
    dataset.origins[index]->redraw(random, redrawn_[worker]);
    source = redrawn_[worker];
  }
  augmenters_[worker].augment(source, random, image);
}

}  // namespace inkling
