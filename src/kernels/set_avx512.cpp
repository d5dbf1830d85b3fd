#define INKLING_KERNELS avx512
#define INKLING_KERNELS_NAME "avx512"
#define INKLING_BYTES 64
#define INKLING_TILE_ROWS 14
#define INKLING_WIDE_TILE_ROWS 9
#include "kernels/set_of_width.h"
