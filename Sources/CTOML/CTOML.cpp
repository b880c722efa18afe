#include "CTOML.h"

// A header without a name fails an assertion of toml++ 3.3 before it comes to the error that it has for it; where NDEBUG
// is set the assertion would even be taken for true.
#undef NDEBUG
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>

#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Owner {
  toml::table table;
  std::vector<ctoml_node> nodes;
  std::string message;
};

void add(std::vector<ctoml_node> &nodes, const toml::node &node, std::string_view key, toml::source_position place) {
  ctoml_node result{};
  result.line = place.line;
  result.column = place.column;
  result.key = key.data();
  result.key_length = key.size();
  if (auto table = node.as_table()) {
    result.kind = CTOML_TABLE;
    result.children = table->size();
    nodes.push_back(result);
    for (auto &&[name, value] : *table) add(nodes, value, name.str(), name.source().begin);
    return;
  }
  if (auto array = node.as_array()) {
    result.kind = CTOML_ARRAY;
    result.children = array->size();
    nodes.push_back(result);
    for (auto &&value : *array) add(nodes, value, {}, value.source().begin);
    return;
  }
  result.kind = CTOML_OTHER;
  if (auto text = node.as_string()) {
    result.kind = CTOML_STRING;
    result.text = text->get().data();
    result.text_length = text->get().size();
  } else if (auto integer = node.as_integer()) {
    result.kind = CTOML_INTEGER;
    result.number = integer->get();
  } else if (auto boolean = node.as_boolean()) {
    result.kind = CTOML_BOOLEAN;
    result.number = boolean->get();
  }
  nodes.push_back(result);
}

}  // namespace

// No C++ exception may reach Swift.
void ctoml_parse(const char *bytes, size_t length, ctoml_document *document) {
  *document = {};
  try {
    auto owner = std::make_unique<Owner>();
    try {
      owner->table = toml::parse(std::string_view(bytes, length));
      add(owner->nodes, owner->table, {}, {});
      document->nodes = owner->nodes.data();
    } catch (const toml::parse_error &error) {
      owner->message = error.description();
      document->message = owner->message.c_str();
      document->line = error.source().begin.line;
    }
    document->owner = owner.release();
  } catch (const std::bad_alloc &) {
    document->message = "out of memory";
  } catch (...) {
    document->message = "an unexpected exception in the parser";
  }
}

void ctoml_release(ctoml_document *document) {
  delete static_cast<Owner *>(document->owner);
  *document = {};
}
