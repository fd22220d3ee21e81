# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings and sanitizers, the same for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(HABITAT_WERROR "Treat warnings as errors" OFF)
set(HABITAT_SANITIZE "" CACHE STRING "Sanitizers: empty, 'address,undefined' or 'thread'")

add_compile_options(-Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
# GCC 12 and 13 see overlapping copies where there are none (their bug 105651), but only when they optimise fully.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
    add_compile_options($<$<CONFIG:Release>:-Wno-restrict>)
endif()
if(HABITAT_WERROR)
    add_compile_options(-Werror)
endif()
if(HABITAT_SANITIZE)
    # A null that is used is AddressSanitizer's to find; its twin here and the check of alignment, which x86 does not
    # ask for, are a fifth of the compiler's time.
    add_compile_options(-fsanitize=${HABITAT_SANITIZE} -fno-sanitize=null,alignment
                        -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${HABITAT_SANITIZE})
else()
    # A library that calls what it does not link is noticed here, not when it is loaded.
    string(APPEND CMAKE_SHARED_LINKER_FLAGS " -Wl,--no-undefined")
endif()

# Off in preset ci, where a file that leans on another's includes is to be noticed.
option(HABITAT_PRECOMPILE "Precompile the headers that most of core and its tests read" ON)

find_program(HABITAT_CCACHE ccache)
if(HABITAT_CCACHE)
    # ccache keeps objects built with precompiled headers only if it is told that their macros do not matter.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env "CCACHE_SLOPPINESS=pch_defines,time_macros" "${HABITAT_CCACHE}")
endif()

find_program(HABITAT_MOLD mold)
if(HABITAT_MOLD)
    add_link_options(-fuse-ld=mold)
endif()
