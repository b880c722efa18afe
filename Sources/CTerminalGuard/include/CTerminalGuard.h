// What a signal handler needs to put a terminal back: the only global state of the package, kept in C because a handler
// may call nothing but async-signal-safe functions.
#pragma once
#include <stddef.h>

// What to do when the program ends while its screen is up. The bytes are copied.
struct terminal_guard_plan {
  int output;           // a descriptor of the terminal
  int curses;           // the descriptor that curses writes to: silenced before a restore
  int wake;             // written to (one byte) when a signal wants attention; must not block
  const char *restore;  // bytes that put the terminal back
  size_t restore_length;
  const char *program;     // begins the line that says how the program ended
  const char *fault_note;  // ends that line where the signal is a fault of the program
};

// Saves the signal actions that are there before curses puts in its own. Returns 0, or -1 if the guard is in use.
int terminal_guard_claim(void);

// Installs the handlers.
void terminal_guard_arm(const struct terminal_guard_plan *plan);

// Puts the saved signal actions back and lets go of the guard.
void terminal_guard_disarm(void);

// Saves the terminal's modes again: while the screen is down a shell may have changed them.
void terminal_guard_save_modes(void);

// From here on the screen is up: it is restored at a fault or at exit, and standard error, where it is a terminal, is held back.
void terminal_guard_up(void);

// The screen is down again: puts standard error back and writes what was held.
void terminal_guard_down(void);

// Whether this signal came since the last call.
int terminal_guard_take(int signal);

// Stops the process as Ctrl-Z does, or with it its whole process group, and returns when it is continued.
void terminal_guard_stop(int whole_group);
