#define INKLING_KERNELS portable
#define INKLING_KERNELS_NAME "portable"
#define INKLING_BYTES 16
#define INKLING_TILE_ROWS 4
#define INKLING_WIDE_TILE_ROWS 3
#include "kernels/set_of_width.h"
