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
  const Split third = split(data, 0.25);
  CHECK(third.training.indices == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6});
  CHECK(third.validation.indices == std::vector<std::uint32_t>{7, 8, 9});
  CHECK(third.validation.dataset == &data);

  CHECK(split(data, 0).training.size() == 10);
  CHECK(split(data, 0).validation.size() == 0);
  CHECK(whole(data).indices == split(data, 0).training.indices);
  for (const double wrong : {-0.1, 1.0, 2.0, 0.0 / 0.0, 0.95}) CHECK_THROWS_AS(split(data, wrong), Error);
}
