#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/files.h"
#include "data/file_names.h"

namespace inkling {

/// A file as its publisher offers it.
struct PublishedFile {
  const char* name;
  std::size_t size;
  const char* sha256;
};

/// A data set known by name.
struct PublishedData {
  const char *name, *description, *publisher, *licence;
  /// Where its files are; null where an npm package brings them.
  const char* address;
  /// Training images and labels, test images and labels.
  std::array<PublishedFile, 4> files;
  std::vector<std::string> label_names;

  std::span<const PublishedFile> part(Part part) const {
    return std::span(files).subspan(part == Part::kTraining ? 0 : 2, 2);
  }
};

const std::vector<PublishedData>& published_data();

/// Null for a name that is not known.
const PublishedData* find_published(std::string_view name);

/// The folder that has it without a download: $INKLING_DATA/<name>, or the npm package's.
std::optional<std::filesystem::path> local_folder(const PublishedData& data);

/// Where downloads are kept: ${XDG_CACHE_HOME:-~/.cache}/inkling/<name>.
std::filesystem::path cache_folder(const PublishedData& data);

/// A file from the cache, or else from its publisher, which puts it there; its hash is checked either way.
Bytes fetch(const PublishedData& data, const PublishedFile& file);

}  // namespace inkling
