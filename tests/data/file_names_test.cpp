#include "data/file_names.h"

#include <doctest/doctest.h>

using namespace inkling;

TEST_CASE("a path says which part of a data set it has") {
  for (const char* path : {"x_train.npy", "train/a/1.png", "images.idx", "test/train-images-idx3-ubyte",
                           "latest/x.npy", "my.zip/mnist_train.csv"})
    CHECK(part_of(path) == Part::kTraining);
  for (const char* path : {"x_test.npy", "t10k-images-idx3-ubyte.gz", "train/x_val.npy", "a/Test/x.npy",
                           "emnist-digits-test-images-idx3-ubyte"})
    CHECK(part_of(path) == Part::kTest);
}

TEST_CASE("a path says what an array is for") {
  CHECK(role_of("digits.npz/y_train.npy") == Role::kLabels);
  CHECK(role_of("kmnist-train-labels.npz/arr_0.npy") == Role::kLabels);
  CHECK(role_of("kmnist-train-imgs.npz/arr_0.npy") == Role::kImages);
  CHECK(role_of("labels/x.npy") == Role::kImages);
  CHECK(role_of("digits.npz/writer_ids.npy") == Role::kIds);
  CHECK(role_of("digits.npz/arr_0.npy") == Role::kUnknown);
}

TEST_CASE("EMNIST's sets have names for their labels") {
  CHECK(emnist_labels("gzip/emnist-letters-train-labels-idx1-ubyte").size() == 26);
  CHECK(emnist_labels("emnist-balanced-test-labels-idx1-ubyte").size() == 47);
  CHECK(emnist_labels("emnist-byclass-train-labels-idx1-ubyte").at(36) == "a");
  CHECK(emnist_labels("emnist-digits-train-labels-idx1-ubyte").empty());
  CHECK(emnist_labels("letters.npz").empty());
}
