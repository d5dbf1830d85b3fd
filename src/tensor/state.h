#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "tensor/scalar.h"

namespace inkling {

/// The state that training needs to go on after an interruption as if there had been none.
struct Checkpoint {
  /// Everything small, by name.
  Json values = Json::object();
  /// Everything large, by name.
  std::vector<std::pair<std::string, std::vector<Scalar>>> arrays;
};

/// Visits the changing state of an object. The object names its parts once in `describe_state(State&)`, and
/// saving and restoring follow from that.
class State {
 public:
  /// Writes what it visits to the checkpoint.
  static State saving(Checkpoint& checkpoint) { return {checkpoint, false}; }
  /// Replaces what it visits by what the checkpoint holds, which is used up. Throws an Error for what is
  /// missing or of another kind.
  static State restoring(Checkpoint& checkpoint) { return {checkpoint, true}; }

  void integer(std::string_view name, int& value);
  void integer(std::string_view name, std::int64_t& value);
  void integer(std::string_view name, std::size_t& value);
  /// Also one that is not finite.
  void number(std::string_view name, double& value);
  void flag(std::string_view name, bool& value);
  void text(std::string_view name, std::string& value);
  void json(std::string_view name, Json& value);
  /// Restored with the length that the checkpoint gives, which must be `length` where that is given.
  void array(std::string_view name, std::vector<Scalar>& values, std::optional<std::size_t> length = {});

  /// Visits a part under a name of its own.
  template <typename Part>
  void part(std::string_view name, Part& object) {
    const std::string outer = prefix_;
    prefix_ += std::string(name) + "/";
    object.describe_state(*this);
    prefix_ = outer;
  }

 private:
  State(Checkpoint& checkpoint, bool restores) : checkpoint_(checkpoint), restores_(restores) {}
  template <typename Integer>
  void whole(std::string_view name, Integer& value);
  const Json& found(const std::string& name) const;

  Checkpoint& checkpoint_;
  bool restores_;
  std::string prefix_;
};

}  // namespace inkling
