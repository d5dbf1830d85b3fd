#include "losses/loss.h"

#include "base/error.h"

namespace inkling {

std::unique_ptr<Loss> read_loss(const Json& description) {
  if (description.is_string()) return make_loss(description.get<std::string>());
  require(
      description.is_object() && description.contains("class_name") && description["class_name"].is_string(),
      "loss", "needs a name or a class_name");
  auto loss = make_loss(description["class_name"].get<std::string>());
  read_fields(loss->type(), *loss, description.value("config", Json::object()));
  return loss;
}

}  // namespace inkling
