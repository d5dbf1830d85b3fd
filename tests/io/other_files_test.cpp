#include "io/other_files.h"

#include <doctest/doctest.h>

#include "io/import.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("what people have for a model is named, with what can be done") {
  const auto told = [](const std::string& name, const std::string& bytes) {
    return refusal([&] { import_model({text_file(name, bytes)}); });
  };
  CHECK(contains(told("m.pt", std::string("\x80\x02}q", 4)), "[model] this is a pickle of Python"));
  CHECK(contains(told("archive/data.pkl", "anything"), "export the model as ONNX"));
  CHECK(contains(told("m.tflite", std::string("\x1c\0\0\0TFL3 more", 13)),
                 "this is a file of TensorFlow Lite"));
  CHECK(contains(told("saved_model.pb", "anything"), "this is a SavedModel of TensorFlow"));
  CHECK(
      contains(told("m.h5", "version https://git-lfs.github.com/spec/v1\n"), "this is a pointer of Git LFS"));
  CHECK(contains(told("m.h5", "\n<!DOCTYPE html><html>"), "this is a web page"));
  CHECK(contains(told("m", "no model at all"), "this is no model that can be opened"));
}
