#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace inkling {

/// `text` as it may be shown: a blank in place of every character that ends a line, moves the cursor or turns
/// the direction of writing, and U+FFFD in place of what is not UTF-8.
std::string on_one_line(std::string_view text);

/// A name, a path or a value that came from outside, for a message: on_one_line, and of at most 80
/// characters. Of a longer one the middle is left out: its ends tell most.
std::string shortened(std::string_view text);

/// How many characters a text in UTF-8 has.
std::size_t character_count(std::string_view text);

}  // namespace inkling
