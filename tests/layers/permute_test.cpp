#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json permute(const Json& dims) {
  return {{"class_name", "Permute"}, {"config", {{"dims", dims}}}};
}

}  // namespace

TEST_CASE("Permute keeps the layer contract") {
  check_layer(permute({2, 1, 3}), {4, 3, 5});
  check_layer(permute({3, 1, 2}), {4, 3, 5});
  check_layer(permute({2, 1}), {4, 3});
  check_layer(permute(Json::array({1})), {4});
}

TEST_CASE("Permute computes what TensorFlow.js does") {
  for (const auto* name :
       {"permute_132", "permute_213", "permute_231", "permute_312", "permute_321", "permute_21"})
    check_layer_fixture(name);
}

TEST_CASE("Permute says what is wrong with a configuration") {
  const auto refused = [](const Json& dims, const Shape& input) {
    return refusal([&] { read_layer(permute(dims))->build(input); });
  };
  CHECK(contains(refused({2, 1}, {4, 3, 2}),
                 "[Permute] dims must be the numbers 1 to 3 in some order, one for each axis of input "
                 "(4, 3, 2), got [2,1]"));
  for (const Json& wrong : std::vector<Json>{Json(),
                                             1,
                                             "2",
                                             Json::array(),
                                             {0, 1, 2},
                                             {1, 2, 2},
                                             {1, 2, 4},
                                             {1, 2, 3, 4},
                                             {1.5, 2, 3},
                                             {"1", "2", "3"},
                                             {1, 2, 4294967299},
                                             {{"a", 1}, {"b", 2}, {"c", 3}}})
    CHECK(contains(refused(wrong, {4, 3, 2}), "[Permute] dims must be the numbers 1 to 3"));
  CHECK(contains(refused(1, {4}), "[Permute] dims must be the numbers 1 to 1"));
}
