# The engines of variants.json. All share inkling_core, which holds no kernels; a variant brings its own, compiled with
# its flags, and what parallel_for is for it.

add_core(inkling_core -pthread ${core_sources})  # what may run beside threads runs without them too

# The name of a library of kernels compiled with these flags.
function(kernels_with flags result)
  string(MAKE_C_IDENTIFIER "inkling_kernels${flags}" name)
  if(NOT TARGET ${name})
    separate_arguments(options UNIX_COMMAND "${flags}")
    add_library(${name} OBJECT ${kernel_sources})
    use_small_batches(${name})
    target_include_directories(${name} PRIVATE src)
    target_compile_options(${name} PRIVATE -pthread ${options})
  endif()
  set(${result} ${name} PARENT_SCOPE)
endfunction()

# By a twentieth at a time: by a fifth, as it is otherwise, much of it would never be used.
set(growing_memory -sALLOW_MEMORY_GROWTH=1 -sMEMORY_GROWTH_GEOMETRIC_STEP=0.05)

function(add_engine name)
  string(JSON needs GET ${variants} ${name} needs)
  string(JSON flags GET ${variants} ${name} kernels)
  kernels_with("${flags}" kernels)
  separate_arguments(options UNIX_COMMAND "${flags}")
  set(engine inkling_engine_${name})
  add_executable(${engine} wasm/bindings.cpp wasm/inside_bindings.cpp wasm/benchmark_bindings.cpp
                 wasm/data_bindings.cpp)
  set_target_properties(${engine} PROPERTIES OUTPUT_NAME inkling-${name})
  target_include_directories(${engine} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_options(${engine} PRIVATE ${options} ${size_options})
  target_link_libraries(${engine} PRIVATE ${kernels} inkling_core)
  target_link_options(${engine} PRIVATE -lembind -O3 -sMODULARIZE=1 -sEXPORT_ES6=1 -sDYNAMIC_EXECUTION=0
    -sENVIRONMENT=web,worker,node -sFILESYSTEM=0 -sSTACK_SIZE=512KB -sINCOMING_MODULE_JS_API=instantiateWasm,printErr)
  set(exported stackSave,stackRestore)
  if(needs MATCHES "threads")
    # Shared memory that grows is slow for JavaScript, which only copies in and out here. Threads are loaded before the
    # engine is ready: a caller that waits for one could not load it.
    target_sources(${engine} PRIVATE src/base/parallel_threads.cpp)
    target_compile_options(${engine} PRIVATE -pthread)
    target_link_options(${engine} PRIVATE -pthread -Wno-pthreads-mem-growth ${growing_memory}
      -sINITIAL_MEMORY=64MB -sMAXIMUM_MEMORY=1GB -sPTHREAD_POOL_SIZE=Module.threads-1)
    string(APPEND exported ,PThread)
  else()
    target_sources(${engine} PRIVATE src/base/parallel_serial.cpp)
    target_link_options(${engine} PRIVATE ${growing_memory} -sINITIAL_MEMORY=32MB -sMAXIMUM_MEMORY=2GB)
  endif()
  target_link_options(${engine} PRIVATE -sEXPORTED_RUNTIME_METHODS=${exported})
  add_dependencies(inkling_engine ${engine})
endfunction()

# The part that reads is a program of its own, made of what reading needs. The linker sees all of it at once and leaves
# out what nobody calls, virtual functions too. What it imports is that its memory grows, and nothing else.
set(whole_program -flto -fvisibility=hidden -fwhole-program-vtables -fvirtual-function-elimination)
set(reading_sources ${core_sources})
list(FILTER reading_sources INCLUDE REGEX
     "/src/(base|tensor|activations|initializers|layers|ink)/|/src/(model/(memory_plan|plan|sequential)|io/(model|quantization|safetensors)|session/recogni)")
list(FILTER reading_sources EXCLUDE REGEX "/layers/registry\\.cpp$")
list(APPEND reading_sources src/layers/registry_reading.cpp src/base/parallel_serial.cpp wasm/reading_bindings.cpp)
add_library(inkling_reading OBJECT ${reading_sources})
target_include_directories(inkling_reading PRIVATE src ${CMAKE_SOURCE_DIR})
target_compile_options(inkling_reading PRIVATE ${size_options} ${whole_program})

function(add_reading_part name)
  string(JSON flags GET ${variants} ${name} kernels)
  separate_arguments(options UNIX_COMMAND "${flags}")
  set(part inkling_engine_${name}_reading)
  add_executable(${part} ${kernel_sources})
  use_small_batches(${part})
  set_target_properties(${part} PROPERTIES OUTPUT_NAME inkling-${name}-reading SUFFIX .wasm)
  target_include_directories(${part} PRIVATE src)
  target_compile_options(${part} PRIVATE ${options} ${whole_program})
  target_link_libraries(${part} PRIVATE inkling_reading)
  target_link_options(${part} PRIVATE -Oz --no-entry -sSTANDALONE_WASM -sMALLOC=emmalloc -sSTACK_SIZE=512KB
    ${growing_memory})
  add_dependencies(inkling_engine ${part})
endfunction()

add_custom_target(inkling_engine)
file(READ wasm/variants.json variants)
string(JSON count LENGTH ${variants})
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  string(JSON name MEMBER ${variants} ${i})
  add_engine(${name})
  string(JSON needs GET ${variants} ${name} needs)
  if(NOT needs MATCHES "threads")
    add_reading_part(${name})
  endif()
endforeach()

# How fast the products are by themselves.
kernels_with("-msimd128" kernels)
add_executable(inkling_bench_products EXCLUDE_FROM_ALL tests/bench/products_bench.cpp src/base/parallel_serial.cpp)
target_link_libraries(inkling_bench_products PRIVATE ${kernels} inkling_core)
target_link_options(inkling_bench_products PRIVATE -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1)
set_target_properties(inkling_bench_products PROPERTIES SUFFIX .cjs)  # beside a package.json of modules

# The core's tests, with the kernels of every variant that Node can run.
if(BUILD_TESTING)
  list(FILTER test_sources EXCLUDE REGEX "/tests/(cli|source)/")
  add_library(inkling_test_cases OBJECT tests/main.cpp ${test_sources})
  use_small_batches(inkling_test_cases)
  target_include_directories(inkling_test_cases PRIVATE src tests)
  target_compile_definitions(inkling_test_cases PRIVATE INKLING_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_compile_options(inkling_test_cases PRIVATE -pthread ${quick_options})
  foreach(flags "-msimd128" "")
    kernels_with("${flags}" kernels)
    string(REPLACE inkling_kernels inkling_tests name ${kernels})
    add_executable(${name} src/base/parallel_threads.cpp)
    target_include_directories(${name} PRIVATE src)
    target_compile_options(${name} PRIVATE -pthread)
    target_link_libraries(${name} PRIVATE inkling_test_cases ${kernels} inkling_core)
    target_link_options(${name} PRIVATE ${quick_options} -pthread -sNODERAWFS=1 -sSTACK_SIZE=1MB -sEXIT_RUNTIME=1 -sINITIAL_MEMORY=1GB
      -sPROXY_TO_PTHREAD=1 -sENVIRONMENT=node,worker)
    set_target_properties(${name} PROPERTIES SUFFIX .cjs)
    # 256 workers are too many for Node.
    add_test(NAME ${name} COMMAND ${name} "--test-case-exclude=the number of threads may be any*")
  endforeach()
endif()
