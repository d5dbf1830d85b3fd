#include "kernels/columns.h"

#include <doctest/doctest.h>

#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("sums and moments of columns, the same bits for any number of threads") {
  Random random(1);
  for (const std::size_t rows : {1, 2, 15, 16, 17, 1000})
    for (const int columns : {1, 3, 8}) {
      CAPTURE(rows);
      CAPTURE(columns);
      const auto x = random_scalars(rows * columns, random, 2, 3);
      std::vector<double> sums(columns), squares(columns), means(columns), variances(columns);
      for (std::size_t i = 0; i < x.size(); ++i) sums[i % columns] += x[i];
      for (int c = 0; c < columns; ++c) means[c] = sums[c] / static_cast<double>(rows);
      for (std::size_t i = 0; i < x.size(); ++i)
        variances[i % columns] += (x[i] - means[i % columns]) * (x[i] - means[i % columns]);
      for (double& variance : variances) variance /= static_cast<double>(rows);

      std::vector<std::vector<Scalar>> results;
      for (const std::size_t threads : {1, 2, 3}) {
        const Threads count(threads);
        std::vector<Scalar> scratch(column_scratch_size(columns), NAN), mean(columns, NAN),
            variance(columns, NAN), added(columns, 7);
        add_column_sums(rows, columns, x.data(), added.data(), scratch.data());
        for (Scalar& sum : added) sum -= 7;
        CHECK(distance(added, sums) < 1e-5);
        column_moments(rows, columns, x.data(), mean.data(), variance.data(), scratch.data());
        CHECK(distance(mean, means) < 1e-5);
        CHECK(distance(variance, variances) < 1e-5);
        mean.insert(mean.end(), variance.begin(), variance.end());
        mean.insert(mean.end(), added.begin(), added.end());
        results.push_back(mean);
      }
      CHECK(results[0] == results[1]);
      CHECK(results[0] == results[2]);
    }
}

TEST_CASE("columns are normalised row by row") {
  const std::vector<Scalar> x{1, 2, 3, 4, 5, 6}, mean{1, 2}, factor{2, 10}, beta{1, -1};
  std::vector<Scalar> y(6, NAN);
  normalize_columns(3, 2, x.data(), mean.data(), factor.data(), beta.data(), y.data());
  CHECK(y == std::vector<Scalar>{1, -1, 5, 19, 9, 39});
}
