// The simdjson parser behind a C face: it turns bytes into simdjson's tape, which Swift walks.
//
// The tape is an array of 64-bit words, a type character in the high 8 bits and a payload in the low 56
// (https://github.com/simdjson/simdjson/blob/v3.0.1/doc/tape.md). What the values must be is checked in Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// How many bytes past the end of the text must be readable.
#define CSIMDJSON_PADDING 64

typedef enum csimdjson_result {
  CSIMDJSON_PARSED,
  CSIMDJSON_MALFORMED,   // not JSON, or nested too deep; csimdjson_tape.message says which
  CSIMDJSON_TOO_LARGE,   // 4 GiB or more
  CSIMDJSON_NO_MEMORY,
} csimdjson_result;

typedef struct csimdjson_tape {
  const uint64_t *words;
  const uint8_t *strings;  // the strings that '"' words point into: a uint32_t length, the bytes, a NUL
  void *owner;             // NULL unless parsed
  const char *message;     // static; NULL when parsed
} csimdjson_tape;

/// Parses `length` bytes, CSIMDJSON_PADDING readable bytes behind them, nested at most `max_depth` levels.
/// The tape does not point into `bytes`; give it back to csimdjson_release whatever the result.
csimdjson_result csimdjson_parse(const uint8_t *bytes, size_t length, size_t max_depth, csimdjson_tape *tape);
void csimdjson_release(csimdjson_tape *tape);

#ifdef __cplusplus
}
#endif
