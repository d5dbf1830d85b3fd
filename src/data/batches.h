#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "data/augmenter.h"
#include "data/dataset.h"
#include "tensor/tensor.h"

namespace inkling {

struct BatchOptions {
  int batch_size = 32;
  /// Decides order and augmentation of every epoch, each by itself: epoch 7 is the same without epochs 0
  /// to 6.
  std::uint64_t seed = 0;
  bool shuffle = true;
  /// Where there is any, images that have an origin are drawn anew for it.
  Augmentation augmentation;
};

/// The images of an epoch in batches, the last of which holds what is left, as in Keras. Takes its random
/// numbers from streams 2^32 and up of the seed: (epoch + 1) * 2^32 + an image's index in its data set.
class Batches {
 public:
  /// The data set behind `images` must outlive this. Begins with epoch 0.
  Batches(Subset images, const BatchOptions& options);

  /// In an epoch.
  std::size_t count() const;
  /// How many images batch `batch` < count() has.
  std::size_t size(std::size_t batch) const;
  std::size_t batch_size() const { return batch_size_; }
  /// (rows, columns, channels).
  Shape image_shape() const;

  void start_epoch(std::uint64_t epoch);
  std::uint64_t epoch() const { return epoch_; }

  /// Writes ink 0..1 to the first images of `images` (n, rows, columns, channels) and what they show to the
  /// first of `labels`; n >= size(batch). Returns size(batch). The same for any number of threads.
  std::size_t fill(std::size_t batch, TensorView images, std::span<std::uint8_t> labels);

 private:
  void write_image(std::uint32_t index, std::size_t worker, std::span<Scalar> image);

  Subset images_;
  std::size_t batch_size_;
  std::uint64_t seed_;
  bool shuffle_;
  Augmentation augmentation_;
  std::uint64_t epoch_ = 0;
  std::vector<std::uint32_t> order_;
  /// One for each worker, none without augmentation.
  std::vector<Augmenter> augmenters_;
  std::vector<std::vector<std::uint8_t>> redrawn_;
};

}  // namespace inkling
