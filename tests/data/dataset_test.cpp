#include "data/dataset.h"

#include <doctest/doctest.h>

#include "base/error.h"

using namespace inkling;

namespace {

/// `count` images of 2x3, image i filled with i and labelled i % classes.
Dataset small(const std::string& name, int count, std::vector<std::string> names) {
  Dataset data{name, 2, 3, 1, {}, {}, std::move(names)};
  for (int i = 0; i < count; ++i) {
    data.images.insert(data.images.end(), 6, static_cast<std::uint8_t>(i));
    data.labels.push_back(static_cast<std::uint8_t>(static_cast<std::size_t>(i) % data.classes()));
  }
  return data;
}

struct Somewhere final : Origin {
  void redraw(Random&, std::span<std::uint8_t>) const override {}
};

}  // namespace

TEST_CASE("a data set knows its images and what is wrong with it") {
  Dataset data = small("two", 4, {"a", "b"});
  CHECK_NOTHROW(data.validate());
  CHECK(data.size() == 4);
  CHECK(data.image_size() == 6);
  CHECK(data.image(3)[5] == 3);

  SUBCASE("label without a name") {
    data.labels[2] = 2;
    CHECK_THROWS_WITH_AS(data.validate(), "[Dataset] two: labels must be below 2, got 2 at image 2", Error);
  }
  SUBCASE("too few pixels") {
    data.images.pop_back();
    CHECK_THROWS_WITH_AS(data.validate(), "[Dataset] two: 4 labels, but 23 bytes of images of 2x3", Error);
  }
  SUBCASE("no size") {
    data.rows = 0;
    CHECK_THROWS_WITH_AS(data.validate(),
                         "[Dataset] two: rows, columns and channels must be positive, got 0x3", Error);
  }
  SUBCASE("negative size") {
    data.rows = data.columns = -1;
    CHECK_THROWS_AS(data.validate(), Error);
  }
  SUBCASE("nothing in it") {
    data.labels.clear();
    data.images.clear();
    CHECK_THROWS_WITH_AS(data.validate(), "[Dataset] two: holds no images", Error);
  }
}

TEST_CASE("an image may show none of the classes") {
  Dataset data = small("two", 3, {"a", "b"});
  data.labels[1] = kNoClass;
  CHECK_NOTHROW(data.validate());
  CHECK(numbered_labels(data.labels).size() == 10);
  const Dataset joined = concatenate({small("x", 2, {"b"}), data});
  CHECK(joined.label_names == std::vector<std::string>{"b", "a"});
  CHECK(joined.labels == std::vector<std::uint8_t>{0, 0, 1, kNoClass, 1});
}

TEST_CASE("there are 255 classes at most") {
  std::vector<std::string> names;
  for (int i = 0; i < 255; ++i) names.push_back(std::to_string(i));
  CHECK_NOTHROW(concatenate({small("x", 255, names), small("y", 1, {"7"})}));
  names.push_back("255");
  CHECK_THROWS_WITH_AS(small("x", 1, names).validate(), "[Dataset] x: at most 255 classes, got 256", Error);
}

TEST_CASE("images keep their origins when data sets are joined, and may have none") {
  const auto somewhere = std::make_shared<Somewhere>();
  Dataset known = small("known", 2, {"a", "b"});
  known.origins = {somewhere, nullptr};
  const Dataset unknown = small("unknown", 1, {"a"});
  using Origins = std::vector<std::shared_ptr<const Origin>>;
  CHECK(concatenate({unknown, known, unknown}).origins == Origins{nullptr, somewhere, nullptr, nullptr});
  CHECK(concatenate({known, known}).origins == Origins{somewhere, nullptr, somewhere, nullptr});
  CHECK(concatenate({unknown, unknown}).origins.empty());
  known.origins.pop_back();
  CHECK_THROWS_WITH_AS(known.validate(), "[Dataset] known: some images have an origin, others none", Error);
}

TEST_CASE("labels without names are numbers") {
  CHECK(numbered_labels({}).size() == 10);
  const std::vector<std::uint8_t> labels{3, 46, 7};
  CHECK(numbered_labels(labels).size() == 47);
  CHECK(numbered_labels(labels).back() == "46");
}

TEST_CASE("data sets are joined by what their labels mean") {
  const Dataset joined = concatenate({small("x", 3, {"a", "b"}), small("y", 4, {"b", "c"})});
  CHECK(joined.name == "x,y");
  CHECK(joined.label_names == std::vector<std::string>{"a", "b", "c"});
  CHECK(joined.labels == std::vector<std::uint8_t>{0, 1, 0, 1, 2, 1, 2});
  CHECK(joined.size() == 7);
  CHECK(joined.image(5)[0] == 2);

  Dataset wide = small("wide", 2, {"a"});
  wide.rows = 3;
  wide.columns = 2;
  CHECK_THROWS_WITH_AS(concatenate({small("x", 1, {"a"}), wide}),
                       "[Dataset] wide has images of 3x2, x of 2x3: they cannot be joined", Error);
  CHECK_THROWS_AS(concatenate({}), Error);
  CHECK_THROWS_AS(concatenate({Dataset{}}), Error);
  std::vector<std::string> first, second;
  for (int i = 0; i < 200; ++i) {
    first.push_back(std::to_string(i));
    second.push_back("other " + std::to_string(i));
  }
  CHECK_THROWS_WITH_AS(concatenate({small("x", 1, first), small("y", 1, second)}),
                       "[Dataset] more than 255 classes", Error);
}

TEST_CASE("validation is the last fraction, as in Keras") {
  const Dataset data = small("x", 10, {"a", "b"});
  const Split third = split(data, 0.25, 1);
  CHECK(third.training.indices == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6});
  CHECK(third.validation.indices == std::vector<std::uint32_t>{7, 8, 9});
  CHECK(third.validation.dataset == &data);
  CHECK(!third.shuffled);

  CHECK(split(data, 0, 1).training.size() == 10);
  CHECK(split(data, 0, 1).validation.size() == 0);
  CHECK(whole(data).indices == split(data, 0, 1).training.indices);
  for (const double wrong : {-0.1, 1.0, 2.0, 0.0 / 0.0, 0.95}) CHECK_THROWS_AS(split(data, wrong, 1), Error);
}

namespace {

/// One pixel each.
Dataset labelled(std::vector<std::uint8_t> labels) {
  Dataset data{"labelled", 1, 1, 1, std::vector<std::uint8_t>(labels.size()), std::move(labels), {}};
  data.label_names = numbered_labels(data.labels);
  return data;
}

/// `times` images of each label, again and again until there are `count`.
Dataset in_runs(std::size_t count, std::size_t times) {
  std::vector<std::uint8_t> labels;
  for (std::size_t i = 0; i < count; ++i) labels.push_back(static_cast<std::uint8_t>(i / times % 10));
  return labelled(labels);
}

}  // namespace

TEST_CASE("data that are sorted by class are shuffled by the seed before validation is taken") {
  const Dataset sorted = in_runs(1000, 100);
  const Split parts = split(sorted, 0.2, 3);
  CHECK(parts.shuffled);
  REQUIRE(parts.training.size() == 800);
  REQUIRE(parts.validation.size() == 200);
  std::vector<std::size_t> of_class(10);
  std::vector<bool> seen(1000);
  for (const auto index : parts.validation.indices) ++of_class[sorted.labels[index]];
  for (const auto count : of_class) CHECK(count >= 8);
  for (const auto& part : {parts.training, parts.validation})
    for (const auto index : part.indices) seen[index] = true;
  CHECK(std::count(seen.begin(), seen.end(), true) == 1000);
  CHECK(split(sorted, 0.2, 3).validation.indices == parts.validation.indices);
  CHECK(split(sorted, 0.2, 4).validation.indices != parts.validation.indices);
  CHECK(split(sorted, 0, 3).shuffled == false);
}

TEST_CASE("what is sorted by class, and what is only in some order") {
  const auto shuffled = [](const Dataset& data, double share) { return split(data, share, 1).shuffled; };
  // Each class in turn, twice in turn, and by writers who wrote all of them: the last part has every class.
  CHECK(!shuffled(in_runs(1000, 1), 0.1));
  CHECK(!shuffled(in_runs(1000, 2), 0.1));
  CHECK(!shuffled(in_runs(1000, 5), 0.1));
  CHECK(shuffled(in_runs(1000, 50), 0.1));
  // Two classes; a few in mixed order at the end; the drawings of a few minutes; one class alone.
  std::vector<std::uint8_t> two(60, 0), mixed = in_runs(1000, 100).labels;
  two.resize(100, 1);
  CHECK(shuffled(labelled(two), 0.1));
  CHECK(shuffled(labelled(two), 0.6));
  for (std::uint8_t label = 0; label < 20; ++label) mixed.push_back(label % 10);
  CHECK(shuffled(labelled(mixed), 0.1));
  CHECK(shuffled(in_runs(30, 3), 0.2));
  CHECK(!shuffled(labelled(std::vector<std::uint8_t>(50, 4)), 0.2));
  // In mixed order the last part may lack a class by chance, or one that is rare.
  Random random(5);
  std::vector<std::uint8_t> chance = in_runs(60, 6).labels, rare = in_runs(1000, 100).labels;
  rare[0] = 10;
  for (auto* labels : {&chance, &rare}) random.shuffle(std::span(*labels));
  CHECK(!shuffled(labelled(chance), 0.1));
  CHECK(!shuffled(labelled(rare), 0.1));
}
