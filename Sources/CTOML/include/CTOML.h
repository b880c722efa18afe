// The TOML parser toml++ behind a C face: it turns a text into a list of nodes, which Swift walks.
// What the values must be is checked in Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

typedef enum ctoml_kind {
  CTOML_TABLE,
  CTOML_ARRAY,
  CTOML_STRING,
  CTOML_INTEGER,
  CTOML_BOOLEAN,
  CTOML_OTHER,  // a real number, a date or a time
} ctoml_kind;

typedef struct ctoml_node {
  ctoml_kind kind;
  uint32_t line, column;  // where its key stands, or where it does in an array; from 1
  size_t children;        // of a table or an array, which follow it, each with its own children behind it
  const char *key;        // UTF-8, not ended by a NUL; none in an array
  size_t key_length;
  const char *text;  // of a string; UTF-8, not ended by a NUL
  size_t text_length;
  int64_t number;  // of an integer, or 0 and 1 of a boolean
} ctoml_node;

typedef struct ctoml_document {
  const ctoml_node *nodes;  // the table of the whole text first; NULL unless parsed
  void *owner;
  const char *message;  // what is wrong, in one line or more; NULL when parsed
  uint32_t line;        // where, from 1; 0 where that is not known
} ctoml_document;

/// Parses `length` bytes. The document does not point into `bytes`; give it back to ctoml_release whatever the result.
void ctoml_parse(const char *bytes, size_t length, ctoml_document *document);
void ctoml_release(ctoml_document *document);

#ifdef __cplusplus
}
#endif
