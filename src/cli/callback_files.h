#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "trainer/callback.h"

namespace inkling {

/// Puts the files of callbacks beside the model that --out names, and nowhere else. What is there already it
/// leaves alone, but for the files of this very training, where one is resumed.
class CallbackFiles final : public FileWriter {
 public:
  /// `model` is what --out says, and may be empty.
  CallbackFiles(std::filesystem::path model, bool resumed, bool overwrite)
      : model_(std::move(model)), resumed_(resumed), overwrite_(overwrite) {}

  void check(std::string_view callback, const std::string& name) override;
  /// What cannot be written is told, once.
  bool write(const std::string& name, std::span<const std::byte> content) override;

  /// That were checked.
  const std::vector<std::string>& names() const { return names_; }
  std::filesystem::path folder() const;

 private:
  std::filesystem::path place(std::string_view where, const std::string& name) const;
  void check_replaceable(const std::filesystem::path& path, std::span<const std::byte> content) const;

  std::filesystem::path model_;
  bool resumed_, overwrite_, told_ = false;
  std::vector<std::string> names_;
  std::set<std::string> written_;
};

}  // namespace inkling
