// Trains a network on MNIST with the native core: mnist FOLDER [IMAGES]. The folder has the four IDX files.
#include <fstream>
#include <iostream>
#include <iterator>

#include "data/idx.h"
#include "session/session.h"

using namespace inkling;

const char* const kNetwork = R"({"class_name": "Sequential", "config": {"name": "mnist", "layers": [
  {"class_name": "InputLayer", "config": {"batch_shape": [null, 28, 28, 1]}},
  {"class_name": "Conv2D", "config": {"filters": 16, "kernel_size": 3, "activation": "relu"}},
  {"class_name": "MaxPooling2D", "config": {"pool_size": 2}},
  {"class_name": "Flatten", "config": {}},
  {"class_name": "Dense", "config": {"units": 10, "activation": "softmax"}}]}})";

Dataset digits(const std::string& start, std::size_t most) {
  const auto content = [](const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::vector<char>(std::istreambuf_iterator<char>(file), {});
  };
  const auto images = content(start + "-images-idx3-ubyte"), labels = content(start + "-labels-idx1-ubyte");
  Dataset data = read_idx(start, {"images", std::as_bytes(std::span(images))},
                          {"labels", std::as_bytes(std::span(labels))});
  data.labels.resize(std::min(most, data.size()));
  data.images.resize(data.size() * data.image_size());
  return data;
}

int main(int argc, char** argv) try {
  const std::string folder = argc > 1 ? argv[1] : ".";
  const std::size_t most = argc > 2 ? std::stoul(argv[2]) : 60'000;
  const Json settings{{"optimizer", "adam"}, {"epochs", 3}, {"batch_size", 32}};
  Session session({parse_json("network", kNetwork), settings}, digits(folder + "/train", most));
  for (Json event = session.step(); event["event"] != "done"; event = session.step())
    if (event["event"] == "epoch_end") std::cout << event << std::endl;
  const Json figures = session.evaluate(digits(folder + "/t10k", most));
  std::cout << "accuracy on the test images: " << figures["accuracy"] << std::endl;
} catch (const std::exception& error) {
  std::cerr << error.what() << std::endl;
  return 1;
}
