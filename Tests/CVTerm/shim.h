// libvterm, pseudo-terminals, and what Swift does not import of them: bit-fields, variadics, macros.
#pragma once
#include <pty.h>
#include <sys/ioctl.h>
#include <vterm.h>

static inline int pty_resize(int descriptor, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(descriptor, TIOCSWINSZ, &size);
}

static inline int vterm_cell_is_bold(const VTermScreenCell *cell) { return cell->attrs.bold; }
static inline int vterm_cell_is_underlined(const VTermScreenCell *cell) { return cell->attrs.underline != 0; }
static inline int vterm_cell_is_reversed(const VTermScreenCell *cell) { return cell->attrs.reverse; }

// The index of a colour in the palette; -1 for the terminal's own, -2 for one that is not in the palette.
static inline int vterm_color_index(const VTermColor *color) {
  if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color)) return -1;
  return VTERM_COLOR_IS_INDEXED(color) ? color->indexed.idx : -2;
}

static inline int vterm_value_as_boolean(const VTermValue *value) { return value->boolean; }
static inline int vterm_value_as_number(const VTermValue *value) { return value->number; }

// <spawn.h> hides it behind _GNU_SOURCE.
enum { PTY_SPAWN_SETSID = 0x80 };
