#include "CSimdjson.h"

#include <simdjson.h>

#include <algorithm>
#include <memory>
#include <new>

using simdjson::dom::document;

static_assert(CSIMDJSON_PADDING >= simdjson::SIMDJSON_PADDING, "the header promises simdjson too little padding");

static csimdjson_result result_of(simdjson::error_code error) noexcept {
  switch (error) {
  case simdjson::SUCCESS: return CSIMDJSON_PARSED;
  case simdjson::CAPACITY: return CSIMDJSON_TOO_LARGE;
  case simdjson::MEMALLOC: return CSIMDJSON_NO_MEMORY;
  default: return CSIMDJSON_MALFORMED;
  }
}

static simdjson::error_code parse(const uint8_t *bytes, size_t length, size_t max_depth, csimdjson_tape *tape) {
  simdjson::dom::parser parser;
  // An empty text is left to the parser, which needs some capacity to say so.
  if (auto error = parser.allocate(std::max<size_t>(length, 64), max_depth)) return error;
  auto parsed = std::make_unique<document>();
  if (auto error = parser.parse_into_document(*parsed, bytes, length, false).error()) return error;
  tape->words = parsed->tape.get();
  tape->strings = parsed->string_buf.get();
  tape->owner = parsed.release();
  return simdjson::SUCCESS;
}

// No C++ exception may reach Swift.
csimdjson_result csimdjson_parse(const uint8_t *bytes, size_t length, size_t max_depth, csimdjson_tape *tape) {
  *tape = {};
  try {
    auto error = parse(bytes, length, max_depth, tape);
    if (error) tape->message = simdjson::error_message(error);
    return result_of(error);
  } catch (const std::bad_alloc &) {
    tape->message = "out of memory";
    return CSIMDJSON_NO_MEMORY;
  } catch (...) {
    tape->message = "an unexpected exception in the parser";
    return CSIMDJSON_MALFORMED;
  }
}

void csimdjson_release(csimdjson_tape *tape) {
  delete static_cast<document *>(tape->owner);
  *tape = {};
}
