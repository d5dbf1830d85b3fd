#include <cmath>
#include <set>

#include "arrays.h"
#include "cli/long_training.h"
#include "cli/process.h"
#include "cli/program.h"
#include "containers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// A program named curl that does this, with a cache of its own and no other data at hand.
std::string with_curl(const TemporaryFolder& folder, const std::string& script) {
  const std::string curl = folder.write("bin/curl", "#!/bin/sh\nfor address; do :; done\n" + script + "\n");
  std::filesystem::permissions(curl, std::filesystem::perms::owner_all);
  return "INKLING_DATA= XDG_CACHE_HOME='" + folder / "cache" + "' PATH='" + folder / "bin" + "':\"$PATH\"";
}

std::set<std::string> files_below(const std::string& path) {
  std::set<std::string> names;
  if (!std::filesystem::exists(path)) return names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    if (entry.is_regular_file()) names.insert(entry.path().filename().string());
  return names;
}

double loss_of(const std::string& model, const std::string& data) {
  const Outcome outcome = run_inkling("evaluate '" + model + "' --data '" + data + "' --json");
  CAPTURE(outcome.error);
  REQUIRE(outcome.status == 0);
  return parse_json("evaluate", outcome.out)["loss"];
}

/// 100 images of 28x28 as idx_folder() has them: bytes, and the digits that they are labelled with.
struct Digits {
  std::vector<std::uint8_t> images, labels;
  explicit Digits(const TemporaryFolder& folder) {
    const std::string path = idx_folder(folder, "train", 100);
    const auto tail = [](const std::string& file, std::size_t header) {
      const std::string text = read_text(file).substr(header);
      return std::vector<std::uint8_t>(text.begin(), text.end());
    };
    images = tail(path + "/train-images-idx3-ubyte", 16);
    labels = tail(path + "/train-labels-idx1-ubyte", 8);
  }
  template <typename Number, typename Change>
  std::vector<Number> changed(Change change) const {
    std::vector<Number> numbers;
    for (const auto byte : images) numbers.push_back(static_cast<Number>(change(byte)));
    return numbers;
  }
};

}  // namespace

TEST_CASE("the same images have the same loss from npz, npy, CSV and PNG folders") {
  const TemporaryFolder folder;
  const Digits digits(folder);
  const double loss = loss_of(kShipped, folder / "digits");
  const std::string labels = npy("|u1", "100", digits.labels);

  folder.write("floats/x_train.npy", npy("<f4", "100, 28, 28", digits.changed<float>([](int byte) {
                 return (byte / 255.0 - 0.1307) / 0.3081;
               })));
  folder.write("floats/y_train.npy", labels);
  CHECK(loss_of(kShipped, folder / "floats") == loss);

  folder.write("white/x.npy",
               npy("|u1", "100, 784", digits.changed<std::uint8_t>([](int byte) { return 255 - byte; })));
  folder.write("white/y.npy", labels);
  CHECK(loss_of(kShipped, folder / "white") == loss);
  folder.write("white.npz", zip_of({{"x.npy", read_text(folder / "white/x.npy")}, {"y.npy", labels}}));
  CHECK(loss_of(kShipped, folder / "white.npz") == loss);

  std::string table = "label";
  for (int i = 0; i < 784; ++i) table += ",pixel" + std::to_string(i);
  for (std::size_t i = 0; i < 100; ++i) {
    table += "\n" + std::to_string(digits.labels[i]);
    for (std::size_t k = 0; k < 784; ++k) table += "," + std::to_string(digits.images[784 * i + k]);
  }
  const std::string csv = folder.write("train.csv", table);
  CHECK(loss_of(kShipped, csv) == loss);
  CHECK(loss_of(kShipped, csv + "[:50]") != loss);
  REQUIRE(std::system(("gzip '" + csv + "'").c_str()) == 0);
  CHECK(loss_of(kShipped, csv + ".gz") == loss);

  std::vector<std::pair<std::string, std::string>> pictures;
  for (std::size_t i = 0; i < 100; ++i) {
    std::vector<std::uint8_t> clear;
    for (std::size_t k = 0; k < 784; ++k) clear.insert(clear.end(), {255, digits.images[784 * i + k]});
    const std::string name =
        "test/" + std::to_string(digits.labels[i]) + "/" + std::to_string(100 + i) + ".png";
    folder.write("white ink/" + name, png_of(28, 28, 4, clear));
    const auto begin = digits.images.begin() + static_cast<std::ptrdiff_t>(784 * i);
    std::vector<std::uint8_t> paper(begin, begin + 784);
    for (auto& pixel : paper) pixel = static_cast<std::uint8_t>(255 - pixel);
    pictures.emplace_back(name, png_of(28, 28, 0, paper));
  }
  CHECK(loss_of(kShipped, folder / "white ink") == doctest::Approx(loss));
  CHECK(loss_of(kShipped, folder.write("paper.zip", zip_of(pictures))) == doctest::Approx(loss));
}

TEST_CASE("EMNIST's files are found by their names, and their images turned upright") {
  const TemporaryFolder folder;
  const Digits digits(folder);
  const double loss = loss_of(kShipped, folder / "digits");
  std::string images = big_endian(0x803) + big_endian(100) + big_endian(28) + big_endian(28);
  for (std::size_t i = 0; i < 100; ++i)
    for (std::size_t k = 0; k < 784; ++k)
      images += static_cast<char>(digits.images[784 * i + k % 28 * 28 + k / 28]);
  folder.write("gzip/emnist-digits-test-images-idx3-ubyte", images);
  folder.write("gzip/emnist-digits-test-labels-idx1-ubyte",
               big_endian(0x801) + big_endian(100) + std::string(digits.labels.begin(), digits.labels.end()));
  folder.write("gzip/emnist-digits-mapping.txt", "0 48\n1 49\n");
  REQUIRE(std::system(("gzip '" + folder / "gzip" + "'/*ubyte").c_str()) == 0);
  CHECK(loss_of(kShipped, folder / "gzip") == loss);
  CHECK(run_inkling("evaluate '" + kShipped + "' --data '" + folder / "gzip" + "'")
            .out.find("turned upright") != std::string::npos);
}

TEST_CASE("how the numbers of files were read is told, asked or refused") {
  const TemporaryFolder folder;
  const Digits digits(folder);
  const std::string evaluate = "evaluate '" + kShipped + "' --data '" + folder / "data" + "'";
  folder.write("data/y.npy", npy("|u1", "100", digits.labels));
  const auto write = [&](const std::vector<float>& numbers) {
    folder.write("data/x.npy", npy("<f4", "100, 28, 28", numbers));
  };
  write(digits.changed<float>([](int byte) { return byte / 255.0; }));
  CHECK(run_inkling(evaluate).out.find("Float32 from 0 to 0.98, read as ink from 0 to 1") !=
        std::string::npos);
  write(digits.changed<float>([](int byte) { return byte / 15.9375; }));
  check_refused(evaluate, "may be ink from 0 to 15.6235 or ink from 0 to 255: say the scaling, 0..15.");
  CHECK(run_inkling(evaluate + " --scaling 0..16").status == 0);
  check_refused(evaluate + " --scaling 0..1", "beyond the scaling 0..1");
  check_refused(evaluate + " --scaling much", "such as 0..255, got 'much'");
  auto numbers = digits.changed<float>([](int byte) { return byte / 255.0; });
  numbers[784] = NAN;
  write(numbers);
  check_refused(evaluate, "1 of 78400 numbers that are NaN or infinite, the first in image 2");
}

TEST_CASE("archives that are damaged, too large or too deep are refused") {
  const TemporaryFolder folder;
  const std::string evaluate = "evaluate '" + kShipped + "' --data '" + folder / "a.zip" + "'";
  const std::string whole = zip_of({{"x.npy", std::string(5000, 'x')}});
  folder.write("a.zip", whole);
  check_refused(evaluate, "a.zip/x.npy is not an IDX, npz, npy, CSV or PNG file");
  folder.write("a.zip", whole.substr(0, whole.size() / 2));
  check_refused(evaluate, "a.zip is a zip file, but damaged or cut short");
  std::string claim = whole;
  claim[claim.find("PK\x01\x02") + 27] = 0x7f;  // it says that it unpacks to 2 GB
  folder.write("a.zip", claim);
  check_refused(evaluate, "a.zip unpacks from 1 to more than 64 MiB; unpack it yourself if that is right");
  std::vector<std::pair<std::string, std::string>> copies;
  const std::string inner(400'000, 'x');
  for (int i = 0; i < 10; ++i) copies.emplace_back(std::to_string(i) + ".txt", inner);
  const std::string many = zip_of(copies);
  copies.clear();
  for (int i = 0; i < 10; ++i) copies.emplace_back(std::to_string(i) + ".zip", many);
  folder.write("b", zip_of(copies));
  REQUIRE(std::system(("gzip '" + folder / "b" + "'").c_str()) == 0);
  check_refused("evaluate '" + kShipped + "' --data '" + folder / "b.gz" + "'",
                "unpacks from 1 to more than 64 MiB");
  std::string deep = whole;
  for (int i = 0; i < 5; ++i) deep = zip_of({{"a.zip", deep}});
  folder.write("a.zip", deep);
  check_refused(evaluate, "nested in too many archives");
}

TEST_CASE("pictures that claim much, or hold much more than they show, are refused") {
  const TemporaryFolder folder;
  const std::string evaluate = "evaluate '" + kShipped + "' --data '" + folder / "pictures" + "'";
  std::string picture = png_of(2, 2, 0, {1, 2, 3, 4});
  const auto claimed = [](std::string png, std::uint32_t side) {
    png.replace(16, 8, bytes_of(side, 4, true) + bytes_of(side, 4, true));
    return png.replace(29, 4, bytes_of(crc32(png.substr(12, 17)), 4, true));
  };
  folder.write("pictures/7/a.png", claimed(picture, 20'000));
  check_refused(evaluate, "a.png: pictures of at most 1024x1024 are read");
  folder.write("pictures/7/a.png", claimed(png_of(2, 3000, 0, std::vector<std::uint8_t>(6000, 9)), 2));
  check_refused(evaluate, "a.png is a damaged PNG file");
}

TEST_CASE("IDX files may be packed, and a folder may have one part alone") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 100);
  const double loss = loss_of(kShipped, digits);
  REQUIRE(std::system(("gzip '" + digits + "'/*").c_str()) == 0);
  CHECK(loss_of(kShipped, digits) == loss);
  CHECK(run_inkling("evaluate '" + kShipped + "' --data '" + digits + "'").out.find("it has no test part") !=
        std::string::npos);
  const std::string packed = digits + "/train-images-idx3-ubyte.gz", bytes = read_text(packed);
  folder.write("digits/train-images-idx3-ubyte.gz", bytes.substr(0, bytes.size() / 2));
  check_refused("evaluate '" + kShipped + "' --data '" + digits + "'", "cut short");
  folder.write("digits/train-images-idx3-ubyte.gz", bytes.substr(0, 40) + std::string(200, '\xff'));
  check_refused("evaluate '" + kShipped + "' --data '" + digits + "'", "damaged");
  std::filesystem::remove(packed);
  check_refused("evaluate '" + kShipped + "' --data '" + digits + "'", "labels but no images");
}

TEST_CASE("what is downloaded is checked before it is kept") {
  const TemporaryFolder folder;
  const std::string evaluate = "evaluate '" + kShipped + "' --data fashion-mnist";
  check_refused(evaluate, "is not what was published", with_curl(folder, "echo nonsense"));
  check_refused(evaluate, "is larger than", with_curl(folder, "exec yes"));
  check_refused(evaluate, "(6) no such host", with_curl(folder, "echo 'curl: (6) no such host' >&2; exit 6"));
  const std::string slow =
      "curl: (28) Operation too slow. Less than 1 bytes/sec transferred the last 30 seconds";
  check_refused(evaluate, slow,
                with_curl(folder, "case \"$*\" in *'--speed-time 30 --speed-limit 1 '*) echo '" + slow +
                                      "' >&2; exit 28;; esac"));
  check_refused(evaluate, "which is not installed", with_curl(folder, "exit 127"));
  CHECK(files_below(folder / "cache").empty());
}

TEST_CASE("what was downloaded is taken from the cache while it is whole") {
  const auto kmnist = data_path("kmnist");
  if (!kmnist) {
    MESSAGE("skipped: Kuzushiji-MNIST needs INKLING_DATA");
    return;
  }
  const TemporaryFolder folder;
  const std::string evaluate = "evaluate '" + kShipped + "' --data kmnist", reached = "has the label";
  const std::string there = "cat '" + *kmnist + "'/$(basename \"$address\")";
  check_refused(evaluate, reached, with_curl(folder, there));
  CHECK(files_below(folder / "cache") ==
        std::set<std::string>{"t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"});
  check_refused(evaluate, reached, with_curl(folder, "exit 1"));
  folder.write("cache/inkling/kmnist/t10k-labels-idx1-ubyte.gz", "damaged");
  const std::string part =
      folder.write("cache/inkling/kmnist/t10k-labels-idx1-ubyte.gz." + dead_process() + ".part", "");
  check_refused(evaluate, "curl failed", with_curl(folder, "exit 1"));
  check_refused(evaluate, reached, with_curl(folder, there));
  CHECK_FALSE(std::filesystem::exists(part));
}

TEST_CASE("portable and fast kernels train alike") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "train", 200), model = folder / "model.safetensors";
  const auto trained = [&](const std::string& kernels) {
    const Outcome outcome =
        run_inkling("train --model '" + folder.write("network.json", kSmallNetwork) + "' --data '" + digits +
                    "' --epochs 3 --kernels " + kernels + " --out '" + model + "'");
    REQUIRE(outcome.status == 0);
    return loss_of(model, digits);
  };
  CHECK(trained("portable") == doctest::Approx(trained("auto")).epsilon(1e-3));
}

TEST_CASE("drawings are read from standard input, those without ink too") {
  const std::string lines = "printf '{\"strokes\":[]}\\n\\n{\"strokes\":[[5,1,5,2,5,9]]}' |";
  const Outcome outcome = run_inkling("predict '" + kShipped + "' --strokes -", lines);
  CHECK(outcome.status == 0);
  CHECK(outcome.out.starts_with("{\"text\":\"\",\"characters\":[],\"rejected\":false}\n{\"text\":\""));
  CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 2);
}

TEST_CASE("Ctrl-C ends a training in words and leaves what was there") {
  const TemporaryFolder folder;
  const std::string model = folder.write("out/model", "older"), checkpoint = model + ".checkpoint";
  Process process(small_training(folder, 9999) + Words{"--out", model}, folder / "said", folder / "error");
  REQUIRE(appears(checkpoint));
  process.signal(SIGINT);
  CHECK(process.wait() == 130);
  CHECK(read_text(folder / "error").find("go on with --resume") != std::string::npos);
  CHECK(read_text(model) == "older");
  CHECK(files_below(folder / "out") == std::set<std::string>{"model", "model.checkpoint"});
  check_refused("train --epochs 2 --data '" + folder / "digits" + "' --resume '" + checkpoint + "'",
                "[--resume] the file is a checkpoint");
}

TEST_CASE("a training that was stopped goes on to the weights of one that was not") {
  const TemporaryFolder folder;
  const std::string model = folder / "model", checkpoint = model + ".checkpoint";
  const Words network = long_training(folder, 4);
  const Words out{"--kernels", "portable", "--json", "--out", model};
  const std::string expected = run_inkling(in_quotes(network + out)).out;
  const Words again = Words{"train", "--resume", checkpoint, "--data", folder / "digits"} + out;

  int stops = 0, status = 130;
  std::string said;
  for (; status == 130 && stops < 100; ++stops) {
    said = folder.write("said" + std::to_string(stops), "");
    Process process(stops == 0 ? network + out : again, said, folder / "error");
    if (stops < 3) {
      // It can be stopped once it trains. On a busy machine that takes a while.
      for (int i = 0; i < 3000 && read_text(said).empty() && !process.has_ended(); ++i) wait_ms(10);
      wait_ms(50);
      process.signal(SIGINT);
    }
    status = process.wait();
  }
  CAPTURE(read_text(folder / "error"));
  CHECK(status == 0);
  CHECK(stops > 1);
  const auto hash = [](const std::string& text) { return text.substr(text.find("weights_hash"), 34); };
  CHECK(hash(read_text(said)) == hash(expected));
  CHECK(!std::filesystem::exists(checkpoint));
}
