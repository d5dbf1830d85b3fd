#define INKLING_KERNELS avx2
#define INKLING_KERNELS_NAME "avx2"
#define INKLING_BYTES 32
#define INKLING_TILE_ROWS 6
#define INKLING_WIDE_TILE_ROWS 4
#include "kernels/set_of_width.h"
