#include <cmath>
#include <cstring>

#include "base/json.h"
#include "cli/program.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

std::string little_endian(std::uint64_t value) {
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &value, 8);
  return bytes;
}

void check_model_refused(const TemporaryFolder& folder, const std::string& bytes, const std::string& what) {
  const std::string file = folder.write("hostile.safetensors", bytes);
  check_refused("summary '" + file + "'", what);
  check_refused("predict '" + file + "' --strokes '" + fixture_path("ink/digits.jsonl") + "'", what);
}

}  // namespace

TEST_CASE("a hostile model file is refused in one line") {
  const TemporaryFolder folder;
  const std::string good = read_text(kShipped);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{7}, std::size_t{100}, good.size() / 2, good.size() - 1})
    check_model_refused(folder, good.substr(0, size), "safetensors");
  check_model_refused(folder, good + "x", "safetensors");
  check_model_refused(folder, little_endian(std::uint64_t{1} << 60) + good.substr(8),
                      "no model that can be opened");
  std::string nan = good;
  const float poison = std::nanf("");
  std::memcpy(nan.data() + nan.size() - 4, &poison, 4);
  check_model_refused(folder, nan, "finite");
  std::string shape = good;
  const std::size_t place = shape.find("[3,3,1,32]");
  REQUIRE(place != std::string::npos);
  check_model_refused(folder, shape.replace(place, 10, "[3,3,32,1]"), "shape");
  std::string layer = good;
  layer.replace(layer.find("MaxPooling2D"), 12, "MaxPoolinq2D");
  check_model_refused(folder, layer, "did you mean 'MaxPooling2D'?");
}

TEST_CASE("a hostile IDX file is refused in one line") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 20);
  const std::string network = folder.write("network.json", kSmallNetwork);
  const std::string images = read_text(digits + "/train-images-idx3-ubyte");
  const std::string labels = read_text(digits + "/train-labels-idx1-ubyte");
  const auto refuse = [&](const std::string& image_bytes, const std::string& label_bytes,
                          const std::string& what) {
    folder.write("digits/train-images-idx3-ubyte", image_bytes);
    folder.write("digits/train-labels-idx1-ubyte", label_bytes);
    check_refused("train --model '" + network + "' --data '" + digits + "'", what);
    check_refused("evaluate '" + kShipped + "' --data '" + digits + "'", what);
  };
  const std::string largest(4, '\xff');
  refuse("", labels, "train-images");
  refuse(images.substr(0, 15), labels, "train-images");
  refuse(images.substr(0, 5000), labels, "train-images");
  refuse(images + "x", labels, "train-images");
  refuse(images.substr(0, 4) + largest + images.substr(8), labels, "train-images");
  refuse(images.substr(0, 4) + largest + largest + largest + images.substr(16), labels, "train-images");
  refuse("\x1f\x8b" + images.substr(2), labels, "train-images");
  refuse(images, labels.substr(0, 10), "train-labels");
  refuse(images, big_endian(0x801) + big_endian(19) + labels.substr(9), "labels");
}

TEST_CASE("files are what they hold, whatever their names say") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 20);
  const auto evaluate = [&] {
    const Outcome outcome = run_inkling("evaluate '" + kShipped + "' --data '" + digits + "' --json");
    REQUIRE(outcome.status == 0);
    return parse_json("evaluate", outcome.out)["loss"].get<double>();
  };
  const double loss = evaluate();
  std::filesystem::rename(digits + "/train-images-idx3-ubyte", digits + "/other");
  std::filesystem::rename(digits + "/train-labels-idx1-ubyte", digits + "/train-images-idx3-ubyte");
  std::filesystem::rename(digits + "/other", digits + "/train-labels-idx1-ubyte");
  CHECK(evaluate() == loss);
}

TEST_CASE("wrong words, files and shapes are refused in one line") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 20);
  const std::string network = folder.write("network.json", kSmallNetwork);
  const std::string train = "train --data '" + digits + "' ";
  check_refused("", "");
  check_refused("trian", "did you mean 'train'?");
  check_refused(train + "--preset inklin", "did you mean 'inkling'?");
  check_refused(train, "needs --preset, --model or --resume");
  check_refused(train + "--model /nowhere.json", "/nowhere.json");
  check_refused(train + "--model '" + folder.write("bad.json", "{\"class_name\": ") + "'", "JSON");
  check_refused(train + "--model '" + network + "' --epochs 0", "epochs");
  check_refused(train + "--model '" + network + "' --validation-split 1.5",
                "[training] validation_split must be from 0.0 to 0.999, got 1.5");
  check_refused(train + "--model '" + network + "' --kernels fast", "kernels");
  for (const char* seed : {"18446744073709551616", "-1", "1.5", "1e3", "nan", "x", "''"}) {
    check_refused(train + "--model '" + network + "' --seed " + seed,
                  "--seed must be a whole number from 0 to 18446744073709551615, got ");
    check_refused("evaluate --preset numpy-cnn --data '" + digits + "' --seed " + seed,
                  "--seed must be a whole");
  }
  for (const char* rate : {"NaN", "Infinity", "1e999", "-0.1", "\"0.1\""}) {
    const std::string optimizer =
        std::string("{\"class_name\": \"SGD\", \"config\": {\"learning_rate\": ") + rate + "}}";
    const std::string config =
        std::string("{\"model\": ") + kSmallNetwork + ", \"training\": {\"optimizer\": " + optimizer + "}}";
    check_refused(train + "--model '" + folder.write("rate.json", config) + "'", "");
  }
  check_refused(train + "--model '" + folder.write("model.safetensors", "") + "'",
                "is a model file; to train it further, name it with --resume");
  check_refused(train + "--model '" + network + "' --out /nowhere/model.safetensors", "/nowhere");
  check_refused("train --preset inkling --data /nowhere", "/nowhere");
  check_refused("train --preset inkling --data ''", "--data");
  check_refused("summary '" + digits + "'", "");
  check_refused("summary /dev/zero", "/dev/zero");
  for (const char* line :
       {"{\"strokes\":[[1,2,3]]}", "{\"strokes\":[[1e999,2]]}", "{\"strokes\":7}", "nonsense"})
    check_refused("predict '" + kShipped + "' --strokes '" + folder.write("bad.jsonl", line) + "'", "line 1");
  check_refused("predict '" + kShipped + "' --strokes '" +
                    folder.write("odd.jsonl", "{\"strokes\":[[1,2],[3,4,5]]}") + "'",
                "line 1] strokes[1] has an odd number of coordinates, 3: the last x has no y");
}

TEST_CASE("what cannot be trained leaves no file behind") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 20), out = folder / "model.safetensors";
  check_refused("train --preset inkling --data '" + digits +
                    "' --batch-size 900000 --validation-split 0.99 --out '" + out + "'",
                "");
  CHECK_FALSE(std::filesystem::exists(out));
}
