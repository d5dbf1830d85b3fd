#include <algorithm>
#include <charconv>
#include <csignal>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include "base/names.h"
#include "base/parallel.h"
#include "base/text.h"
#include "cli/command.h"
#include "kernels/kernel_set.h"

namespace inkling {

namespace {

constexpr int kDiverged = 1;
constexpr int kBadInput = 2;
constexpr int kInterrupted = 130;

/// Exactly one line, whatever the message holds.
int report(std::string message, int status = kBadInput) {
  while (!message.empty() && message.back() == '\n') message.pop_back();
  std::cout.flush();
  std::cerr << "inkling: " << on_one_line(message) << std::endl;
  return status;
}

/// What the parser says, with long words of the command line shortened.
std::string said(std::string message, int count, char** arguments) {
  for (const std::string& word : std::vector<std::string>(arguments, arguments + count)) {
    const std::string shown = shortened(word);
    if (shown == word) continue;
    if (const std::size_t at = message.find(word); at != message.npos)
      message.replace(at, word.size(), shown);
  }
  return message;
}

void check_command(const CLI::App& program, const std::string& name) {
  std::vector<std::string> names;
  for (const auto* command : program.get_subcommands({})) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), name) == names.end()) fail("command", unknown_name(name, names));
}

int run(int count, char** arguments) {
  CLI::App program(
      "Inkling reads handwritten characters and learns new ones.\n"
      "A stroke file holds one drawing a line: {\"strokes\":[[x0,y0,x1,y1,...],...],\"label\":7}");
  program.name("inkling");
  program.require_subcommand(1);
  add_train(program);
  add_evaluate(program);
  add_predict(program);
  add_pack(program);
  add_convert(program);
  add_summary(program);
  add_presets(program);
  add_datasets(program);
  if (count > 1 && arguments[1][0] != '-') check_command(program, arguments[1]);
  try {
    program.parse(count, arguments);
  } catch (const CLI::Success& success) {
    return program.exit(success);
  } catch (const CLI::Error& error) {
    const auto commands = program.get_subcommands();
    const std::string where = commands.empty() ? "usage" : commands.front()->get_name();
    return report("[" + where + "] " + said(error.what(), count, arguments) + "; see inkling " +
                  (commands.empty() ? "" : where + " ") + "--help");
  }
  std::cout.flush();
  return std::cout ? 0 : report("[output] cannot be written");
}

}  // namespace

void add_seed(CLI::App& command, std::uint64_t& seed, const std::string& help) {
  const auto read = [&seed](const std::string& text) {
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, seed);
    if (error != std::errc() || rest != end)
      throw CLI::ValidationError("--seed must be a whole number from 0 to 18446744073709551615, got " +
                                 shortened(text));
  };
  command.add_option_function<std::string>("--seed", read, help)
      ->type_name("N")
      ->default_str(std::to_string(seed));
}

void Compute::add_options(CLI::App& command) {
  command.add_option("--threads", threads, "at most; 0 for as many as the machine has")
      ->type_name("N")
      ->check(CLI::Range(0, 256).description(""))
      ->capture_default_str();
  command
      .add_option("--kernels", kernels,
                  "auto: the fastest; portable: the same bits on every machine and in WebAssembly")
      ->type_name("auto|portable")
      ->check(CLI::IsMember({"auto", "portable"}).description(""))
      ->capture_default_str();
}

void Compute::apply() const {
  set_thread_count(static_cast<std::size_t>(threads));
  use_kernels(kernels);
}

}  // namespace inkling

int main(int count, char** arguments) {
  std::ios::sync_with_stdio(false);
  // A limit on the size of files is an error like a full disk, and not the end.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return inkling::run(count, arguments);
  } catch (const inkling::Interrupted& interruption) {
    return inkling::report(interruption.what(), inkling::kInterrupted);
  } catch (const inkling::Diverged& diverged) {
    return inkling::report(diverged.what(), inkling::kDiverged);
  } catch (const std::bad_alloc&) {
    return inkling::report("[memory] out of memory");
  } catch (const inkling::Error& error) {
    return inkling::report(error.what());
  } catch (const std::exception& error) {
    return inkling::report(std::string("[internal] ") + error.what());
  }
}
