#include "cli/png.h"
#include "cli/unpack.h"
#include "data/data_reader.h"
#include "fuzz/targets.h"

namespace inkling::fuzz {

void read_archive(std::span<const std::byte> bytes) {
  DataReader reader;
  Unpacked unpacked;
  unpack("digits/7/a", Bytes(bytes.begin(), bytes.end()), unpacked, [&](const std::string& name, Bytes file) {
    if (!is_png(file)) return reader.add(name, std::move(file));
    const DecodedPicture picture = decode_png(name, file, unpacked);
    reader.add_picture(name, picture.rows, picture.columns, picture.channels, picture.pixels);
  });
  reader.read();
}

}  // namespace inkling::fuzz
