// What Swift does not import of ncurses: macros, variadic functions, mutable globals.
#pragma once
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#undef OK
#undef ERR

// From <term.h>, whose hundreds of macros are left out.
extern char *tigetstr(const char *name);
extern char *tiparm(const char *capability, ...);

// From <wchar.h>, which shows it to X/Open programs only.
extern int wcwidth(wchar_t character);

typedef WINDOW *CursesWindow;

static inline CursesWindow curses_screen(void) { return stdscr; }
static inline CursesWindow curses_terminal_image(void) { return curscr; }
static inline int curses_color_count(void) { return COLORS; }
static inline int curses_pair_count(void) { return COLOR_PAIRS; }
static inline int curses_lines(void) { return LINES; }
static inline int curses_columns(void) { return COLS; }
static inline int curses_key_f(int number) { return KEY_F(number); }

enum { CURSES_NOTHING = -1 };

static const attr_t curses_bold = A_BOLD, curses_dim = A_DIM, curses_reverse = A_REVERSE, curses_underline = A_UNDERLINE;

// A string capability of the terminal; null where it has none.
static inline const char *curses_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 || (value && !*value) ? NULL : value;
}

// The bytes that move the cursor to a row, first column; null where the terminal cannot.
static inline const char *curses_move_to_row(int row) {
  const char *cup = curses_capability("cup");
  return cup ? tiparm(cup, row, 0) : NULL;
}

// Puts one cell: a base character with its marks, attributes and a colour pair of any number.
static inline int curses_put(CursesWindow window, int row, int column, const wchar_t *text, attr_t attributes, int pair) {
  cchar_t cell;
  memset(&cell, 0, sizeof cell);
  if (setcchar(&cell, text, attributes, (short)pair, &pair) != 0) return -1;
  return mvwadd_wch(window, row, column, &cell);
}

static inline int curses_locale_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }
