#include "data/batches.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "base/hash.h"
#include "base/parallel.h"

using namespace inkling;

namespace {

/// Image i of 5x4 has the two bytes of i in its first two pixels.
Dataset counted(int images) {
  Dataset data{"counted", 5, 4, 1, std::vector<std::uint8_t>(static_cast<std::size_t>(images) * 20), {}, {}};
  for (int i = 0; i < images; ++i) {
    data.images[static_cast<std::size_t>(i) * 20] = static_cast<std::uint8_t>(i);
    data.images[static_cast<std::size_t>(i) * 20 + 1] = static_cast<std::uint8_t>(i >> 8);
    data.labels.push_back(static_cast<std::uint8_t>(i % 7));
  }
  data.label_names = numbered_labels(data.labels);
  return data;
}

struct Epoch {
  std::vector<int> images;
  std::vector<int> labels;
  std::string hash;
};

Epoch run(Batches& batches) {
  Epoch epoch;
  Hash hash;
  Tensor images(batches.image_shape().with_batch(static_cast<int>(batches.batch_size())));
  std::vector<std::uint8_t> labels(batches.batch_size());
  for (std::size_t batch = 0; batch < batches.count(); ++batch) {
    const std::size_t filled = batches.fill(batch, images.view(), labels);
    REQUIRE(filled == batches.size(batch));
    const std::size_t image_size = batches.image_shape().elements();
    hash.add(images.values().data(), filled * image_size * sizeof(Scalar));
    for (std::size_t i = 0; i < filled; ++i) {
      const Scalar* image = images.values().data() + i * image_size;
      epoch.images.push_back(static_cast<int>(image[0] * 255 + 0.5f) +
                             256 * static_cast<int>(image[1] * 255 + 0.5f));
      epoch.labels.push_back(labels[i]);
    }
  }
  epoch.hash = hash.text();
  return epoch;
}

BatchOptions options(int batch_size, std::uint64_t seed = 1) {
  BatchOptions options;
  options.batch_size = batch_size;
  options.seed = seed;
  return options;
}

/// Ink all over, at each draw of another strength.
struct Shade final : Origin {
  void redraw(Random& random, std::span<std::uint8_t> image) const override {
    std::ranges::fill(image, static_cast<std::uint8_t>(100 + random.below(100)));
  }
};

}  // namespace

TEST_CASE("an epoch shows every image once, in an order of its own") {
  const Dataset data = counted(300);
  Batches batches(whole(data), options(32));
  CHECK(batches.count() == 10);
  CHECK(batches.size(0) == 32);
  CHECK(batches.size(9) == 12);
  CHECK(batches.image_shape() == Shape{5, 4, 1});

  const Epoch first = run(batches);
  for (std::size_t i = 0; i < 300; ++i) REQUIRE(first.labels[i] == first.images[i] % 7);
  auto sorted = first.images;
  std::sort(sorted.begin(), sorted.end());
  std::vector<int> all(300);
  std::iota(all.begin(), all.end(), 0);
  CHECK(sorted == all);
  CHECK(first.images != all);

  batches.start_epoch(1);
  CHECK(run(batches).images != first.images);
  batches.start_epoch(0);
  CHECK(run(batches).images == first.images);
  Batches other(whole(data), options(32, 2));
  CHECK(run(other).images != first.images);

  auto in_order = options(32);
  in_order.shuffle = false;
  Batches plain(whole(data), in_order);
  CHECK(run(plain).images == all);
}

TEST_CASE("an epoch can be had without the ones before, and the size of batches does not change its order") {
  const Dataset data = counted(100);
  Batches one(whole(data), options(32)), two(whole(data), options(7));
  one.start_epoch(1);
  one.start_epoch(5);
  two.start_epoch(5);
  CHECK(run(one).images == run(two).images);
}

TEST_CASE("batches stay within their part of a split") {
  const Dataset data = counted(40);
  const Split parts = split(data, 0.25, 1);
  Batches training(parts.training, options(8)), validation(parts.validation, options(8));
  CHECK(std::ranges::max(run(training).images) == 29);
  CHECK(std::ranges::min(run(validation).images) == 30);
}

TEST_CASE("threads change nothing") {
  const Dataset data = counted(200);
  auto varied = options(64, 3);
  varied.augmentation.rotation_degrees = 20;
  varied.augmentation.elastic = 0.5;
  varied.augmentation.gain = 0.5;
  std::vector<std::string> plain_hashes, varied_hashes;
  const std::size_t before = thread_count();
  for (const std::size_t threads : {1, 2, 3}) {
    set_thread_count(threads);
    Batches plain(whole(data), options(64, 3)), augmented(whole(data), varied);
    plain_hashes.push_back(run(plain).hash);
    varied_hashes.push_back(run(augmented).hash);
  }
  set_thread_count(before);
  for (const auto* hashes : {&plain_hashes, &varied_hashes}) {
    CHECK(hashes->at(1) == hashes->at(0));
    CHECK(hashes->at(2) == hashes->at(0));
  }
  CHECK(plain_hashes[0] != varied_hashes[0]);
}

TEST_CASE("an image is varied anew in each epoch, and alike wherever it stands in it") {
  const Dataset data = counted(10);
  auto varied = options(10, 4);
  varied.shuffle = false;
  varied.augmentation.gain = 1;
  varied.augmentation.shift = 1;
  Batches all(whole(data), varied), backwards(Subset{&data, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}}, varied);
  const auto first = run(all).hash;
  Tensor forward_images({10, 5, 4, 1}), backward_images({10, 5, 4, 1});
  std::vector<std::uint8_t> labels(10);
  all.fill(0, forward_images.view(), labels);
  backwards.fill(0, backward_images.view(), labels);
  for (std::size_t i = 0; i < 10; ++i) {
    const auto* image = forward_images.values().data() + i * 20;
    CHECK(std::equal(image, image + 20, backward_images.values().data() + (9 - i) * 20));
  }
  all.start_epoch(1);
  CHECK(run(all).hash != first);
}

TEST_CASE("where images are varied, those that have an origin are drawn anew in each epoch") {
  const Dataset plain = counted(20);
  Dataset drawn = plain;
  drawn.origins.assign(20, std::make_shared<Shade>());
  drawn.origins[3] = nullptr;
  auto how = options(20, 5);
  how.shuffle = false;
  const auto filled = [&how](const Dataset& data, std::uint64_t epoch) {
    Batches batches(whole(data), how);
    batches.start_epoch(epoch);
    Tensor images({20, 5, 4, 1});
    std::vector<std::uint8_t> labels(20);
    batches.fill(0, images.view(), labels);
    CHECK(labels == data.labels);
    return images.values();
  };
  CHECK(filled(drawn, 0) == filled(plain, 0));

  how.augmentation.shift = 0.5;
  const auto once = filled(drawn, 0), next = filled(drawn, 1), never = filled(plain, 0);
  for (std::size_t image = 0; image < 20; ++image) {
    CAPTURE(image);
    const auto alike = [&](const std::vector<Scalar>& other) {
      const auto begin = static_cast<std::ptrdiff_t>(image * 20);
      return std::equal(once.begin() + begin, once.begin() + begin + 20, other.begin() + begin);
    };
    CHECK(alike(never) == (image == 3));
    CHECK_FALSE((image != 3 && alike(next)));
  }
  const std::size_t before = thread_count();
  for (const std::size_t threads : {1, 2, 3}) {
    set_thread_count(threads);
    CHECK(filled(drawn, 0) == once);
  }
  set_thread_count(before);
}

TEST_CASE("batches refuse what cannot be") {
  const Dataset data = counted(10);
  CHECK_THROWS_WITH_AS(Batches(whole(data), options(0)), "[Batches] batch_size must be positive, got 0",
                       Error);
  CHECK_THROWS_AS(Batches(whole(data), options(-3)), Error);
  CHECK_THROWS_WITH_AS(Batches(Subset{&data, {}}, options(4)), "[Batches] no images", Error);
  CHECK_THROWS_WITH_AS(Batches(Subset{&data, {3, 10}}, options(4)), "[Batches] image 10 of 10", Error);
  auto wild = options(4);
  wild.augmentation.scale = 1;
  CHECK_THROWS_AS(Batches(whole(data), wild), Error);

  Batches batches(whole(data), options(4));
  Tensor images({4, 5, 4, 1}), flat({4, 20});
  Tensor few({3, 5, 4, 1});
  std::vector<std::uint8_t> labels(4);
  CHECK_THROWS_WITH_AS(batches.fill(3, images.view(), labels), "[Batches] batch 3 of 3", Error);
  CHECK_THROWS_WITH_AS(batches.fill(0, flat.view(), labels),
                       "[Batches] room needed for (4, 5, 4, 1), got (4, 20)", Error);
  CHECK_THROWS_AS(batches.fill(0, few.view(), labels), Error);
  CHECK_THROWS_AS(batches.fill(0, images.view(), std::span(labels).first(3)), Error);
  CHECK(batches.fill(2, few.view(), labels) == 2);
}
