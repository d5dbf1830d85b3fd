// How fast the two products run on the convolutions of the presets, each set of kernels in turn within one
// run. Prints one JSON object: medians and spread over the rounds in GFLOP/s, and each set's ratio to the
// portable one, round by round.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/random.h"
#include "kernels/kernel_set.h"

using namespace inkling;

namespace {

constexpr int kRounds = 9;
constexpr double kRoundFlop = 4e8;

struct Layer {
  const char* name;
  int side, channels, kernel, filters;
};

constexpr Layer kLayers[] = {{"28x28x1 -> 32, 3x3", 28, 1, 3, 32},
                             {"28x28x32 -> 32, 3x3", 28, 32, 3, 32},
                             {"14x14x32 -> 32, 3x3", 14, 32, 3, 32},
                             {"7x7x64 -> 64, 3x3", 7, 64, 3, 64},
                             {"24x24x32 -> 64, 3x3", 24, 32, 3, 64}};

using Values = std::vector<Scalar>;

Values random_values(std::size_t size) {
  Random random(1);
  Values values(size);
  for (Scalar& value : values) value = static_cast<Scalar>(random.uniform(-1, 1));
  return values;
}

template <typename Work>
double gflops(double flop, const Work& work) {
  const int repeats = std::max(1, static_cast<int>(kRoundFlop / flop));
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < repeats; ++i) work();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  return flop * repeats / seconds.count() / 1e9;
}

Json spread(std::vector<double> rounds) {
  std::sort(rounds.begin(), rounds.end());
  return {{"min", rounds.front()}, {"median", rounds[rounds.size() / 2]}, {"max", rounds.back()}};
}

Json measure(const Layer& layer, bool gradient) {
  const int width = layer.side + layer.kernel - 1;
  const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(width) * layer.channels;
  const Values image = random_values(static_cast<std::size_t>(width) * row);
  const Patches patches{
      image.data(), layer.side, layer.side, row, layer.channels, layer.kernel, layer.kernel * layer.channels,
      row};
  const int depth = patches.depth(), n = layer.filters;
  const Values kernel = random_values(static_cast<std::size_t>(depth) * n);
  Values packed(packed_size(depth, n)), result(kernel.size());
  Values output = random_values(static_cast<std::size_t>(patches.count()) * n);
  const double flop = 2.0 * patches.count() * depth * n;

  const auto sets = available_kernels();
  std::vector<std::vector<double>> rounds(sets.size()), ratios(sets.size());
  for (int round = 0; round < kRounds; ++round)
    for (std::size_t i = 0; i < sets.size(); ++i) {
      const Products& set = sets[i]->product;
      set.pack(kernel.data(), depth, n, false, 0, set.panels(n), packed.data());
      rounds[i].push_back(gflops(flop, [&] {
        if (gradient)
          set.accumulate(patches, output.data(), n, result.data());
        else
          set.multiply(patches, packed.data(), n, 0, set.panels(n), {}, output.data());
      }));
      ratios[i].push_back(rounds[i].back() / rounds[0].back());
    }
  Json row_of_table{{"layer", layer.name}, {"product", gradient ? "kernel gradient" : "forward"}};
  for (std::size_t i = 0; i < sets.size(); ++i)
    row_of_table[sets[i]->name] = {{"gflops", spread(rounds[i])}, {"ratio", spread(ratios[i])}};
  return row_of_table;
}

}  // namespace

int main() {
  Json rows = Json::array();
  for (const auto& layer : kLayers)
    for (const bool gradient : {false, true}) rows.push_back(measure(layer, gradient));
  std::cout << rows.dump() << std::endl;
}
