// libFuzzer's program (https://llvm.org/docs/LibFuzzer.html); INKLING_FUZZ names the target.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/parallel.h"
#include "fuzz/targets.h"

namespace {

const inkling::fuzz::Target* target = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  const char* name = std::getenv("INKLING_FUZZ");
  target = inkling::fuzz::find_target(name ? name : "");
  if (!target) {
    std::fputs("INKLING_FUZZ must name a target:", stderr);
    for (const auto& each : inkling::fuzz::targets()) std::fprintf(stderr, " %s", each.name.data());
    std::exit(2);
  }
  inkling::set_thread_count(1);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  target->read({reinterpret_cast<const std::byte*>(bytes), size});
  return 0;
}
